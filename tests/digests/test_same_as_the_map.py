"""The digest carries the early warning and the level of its week, in the numbers and the words of the officer's map."""

import json
import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest

from reporting import clock
from reporting.database import finish, session
from reporting.digests.compose import Studied, composed, still_shared
from reporting.digests.models import SNTDigest
from reporting.hotspots.weekly.models import WeekStudy
from reporting.people.queries import by_email
from reporting.tension.levels import actions as levels
from reporting.tension.levels.models import WeekLevel
from tests import cast
from tests.digests.conftest import text_of
from tests.digests.test_composing import material

REASON = "The youth worker rang about the match."
IN_BOTH = {
    "lat": 51.52345, "lon": -0.11, "radius_m": 317, "days": 6, "observed": 13, "expected": 2.7, "rr_shrunk": 4.4, "rr_low": 1.9,
    "rr_high": 8.3, "p": 0.001, "recurrence_days": 7000.0, "places": 5, "one_source": 0.3, "wards": ["Z01", "Z02"], "alarm": True,
    "reports": 15, "distinct_days": 4,
}  # fmt: skip
ELSEWHERE = {**IN_BOTH, "wards": ["Z02"], "recurrence_days": 400.0, "observed": 11, "radius_m": 433}
WORTH_A_LOOK = {**IN_BOTH, "wards": ["Z01"], "recurrence_days": 90.0, "observed": 12, "radius_m": 571}
ONE_SOURCE = {**IN_BOTH, "wards": ["Z01"], "recurrence_days": 9000.0, "one_source": 0.9, "radius_m": 619}
SURGE = {"strand": "disability", "observed": 9, "usual": 1.3, "recurrence_days": 1500.0}


@pytest.fixture
def study(app, week):
    """study(clusters, surges) keeps the study of the week."""

    def keep(clusters=(), surges=(), *, is_too_few: bool = False, of: str = "") -> None:
        with app.app_context():
            session.add(
                WeekStudy(
                    id=uuid4(), week=of or week.name, studied_at=clock.now(), settings={"settings_hash": "abc", "replicates": 99},
                    n_reports=40, n_incidents=38, is_too_few=is_too_few, n_withheld=0, clusters=list(clusters),
                    surges=list(surges),
                )
            )  # fmt: skip
            finish(keep=True)

    return keep


@pytest.fixture
def worked_out(app, week):
    """worked_out("Z01", 3, reasons, before=4) keeps a ward's level of the week and of the one before."""

    def keep(ward: str, level: int | None, reasons: list, *, before: int | None = None) -> None:
        earlier = clock.iso_week(week.monday - timedelta(weeks=1))
        with app.app_context():
            for name, its, why in ((week.name, level, reasons), (earlier, before, [])):
                session.add(
                    WeekLevel(
                        id=uuid4(),
                        ward_code=ward,
                        week=name,
                        level=its,
                        reasons=why,
                        disagrees="",
                        worked_out_at=clock.now(),
                    )
                )
            finish(keep=True)

    return keep


def words_of(page: str) -> str:
    """What stands on a page, without what it stands in."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def warning_of(page: str) -> str:
    return words_of(re.search(r'<section aria-labelledby="warning">.*?</section>', page, re.DOTALL).group())


def told(page: str) -> list[str]:
    """The headings and sentences of the clusters of a page."""
    section = re.search(r'<section aria-labelledby="warning">.*?</section>', page, re.DOTALL).group()
    parts = re.findall(r"<h3[^>]*>(.*?)</h3>|<p class=\"govuk-body\">(.*?)</p>", section, re.DOTALL)
    return [unescape(heading or sentence) for heading, sentence in parts]


def test_the_digest_and_the_map_say_the_same_numbers_of_the_same_week(study, run, sign_in, week):
    study([IN_BOTH, ELSEWHERE], [SURGE])
    run("digests", "send")
    browser = sign_in("omar")
    digest, on_map = browser.get(f"/digests/{week.name}/Z01").text, browser.get("/map").text
    said = [sentence for sentence in told(digest) if any(sign.isdigit() for sign in sentence)][:4]
    assert said[0] == "1: very unusual, in Larch Green"
    assert said[1].startswith(
        "15 reports of 13 incidents on 4 days at 5 places within 317 metres in the last 6 days; 2.7 would be expected"
    )
    assert set(said) <= set(told(on_map))
    cells = ["1", "Larch Green, Mill Quarter", "13", "2.7", "6", "317", "4.4 (1.9–8.3)"]
    for page in (digest, on_map):
        assert cells in [
            re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)
        ]
    risen = "9 incidents in the week, 1.3 are usual"
    assert risen in digest
    assert risen in on_map


def test_the_page_the_pdf_and_the_file_say_it_in_the_same_words(study, worked_out, run, sign_in, week, tmp_path):
    study([IN_BOTH], [SURGE])
    worked_out("Z01", 3, [[3, "rising_from_several", 2]], before=4)
    run("digests", "send", "--to-dir", tmp_path)
    browser = sign_in("omar")
    page = words_of(browser.get(f"/digests/{week.name}/Z01").text)
    paper = text_of(browser.get(f"/digests/{week.name}/Z01/document.pdf").data)
    file = words_of((tmp_path / f"{week.name}-Z01.html").read_text())
    for words in (
        "1: very unusual, in Larch Green", "13 incidents on 4 days at 5 places within 317 metres", "New: nothing around here was shown", "between 1.9 and 8.3",
        "never whom to suspect", "More than usual in the whole area", "9 incidents in the week", "How tense this ward is",
        "3: rising, from several sources", "Centres that independently say that it is rising: 2", "↑ Rising", "3 ↑",
    ):  # fmt: skip
        for said in (page, paper, file):
            assert words in said, words


def test_only_what_touches_the_ward_and_is_unusual_is_sent_under_its_number_on_the_map(
    study, run, stored, sign_in, week
):
    study([WORTH_A_LOOK, ELSEWHERE, IN_BOTH, ONE_SOURCE])
    run("digests", "send")
    numbers = {ward: [one["number"] for one in stored(ward)[0]["early_warning"]["clusters"]] for ward in cast.WARDS}
    assert numbers == {"Z01": [2], "Z02": [2, 3]}  # 1 came through one centre, 4 is worth a look
    page = sign_in("omar").get(f"/digests/{week.name}/Z01").text
    for metres in (433, 571, 619):
        assert str(metres) not in warning_of(page)
    assert "2: very unusual, in Larch Green" in sign_in("omar").get("/map").text


def test_the_stored_numbers_are_the_studys_own(study, run, stored, week):
    study([IN_BOTH], [SURGE])
    run("digests", "send")
    kept = stored("Z02")[0]["early_warning"]
    assert kept["clusters"] == [
        {"number": 1, "band": "very_unusual", "begun": week.sunday.isoformat(), "is_new": True, "circle": IN_BOTH}
    ]
    assert kept["risen"] == [SURGE]


def test_that_nothing_could_be_tested_is_said_plainly(study, run, sign_in, week):
    study(is_too_few=True)
    run("digests", "send")
    assert "Not tested: too few incidents to say anything." in sign_in("omar").get(f"/digests/{week.name}/Z01").text


def test_that_nothing_unusual_touches_the_ward_is_said_too(study, run, sign_in, week):
    study([ELSEWHERE])
    run("digests", "send")
    page = sign_in("omar").get(f"/digests/{week.name}/Z01").text
    assert "Nothing unusual was found that touches this ward." in page
    assert "433" not in warning_of(page)


def test_nothing_is_said_where_no_study_of_the_week_was_kept(study, run, stored, sign_in, week):
    study([IN_BOTH], of="2020-W10")
    run("digests", "send")
    assert stored("Z01")[0]["early_warning"] is None
    page = sign_in("omar").get(f"/digests/{week.name}/Z01").text
    assert "Early warning" not in page
    assert "How tense" not in page


def test_a_level_that_a_person_said_counts_and_why_stays_under_seal(app, worked_out, run, stored, sign_in, week):
    worked_out("Z01", 5, [[5, "centres_tell_something", 3]], before=4)
    with app.app_context():
        levels.say("Z01", week.name, 2, reason=REASON, by=by_email(cast.email("cora")))
        finish(keep=True)
    run("digests", "send")
    assert stored("Z01")[0]["level"] == {
        "level": 2, "is_said": True, "before": 4, "direction": "rising", "reasons": [[5, "centres_tell_something", 3]],
    }  # fmt: skip
    assert REASON not in json.dumps(stored("Z01"))
    page = words_of(sign_in("omar").get(f"/digests/{week.name}/Z01").text)
    for words in ("Red · 2: serious", "Decided by a person", "Centres whose weekly return tells of a concern: 3"):
        assert words in page
    assert "2: serious" in words_of(sign_in("omar").get("/map").text)


def test_silence_is_no_level_and_is_not_called_calm(worked_out, run, sign_in, week):
    worked_out("Z01", None, [[6, "nothing_told", 2]])
    run("digests", "send")
    page = words_of(sign_in("omar").get(f"/digests/{week.name}/Z01").text)
    assert "Nobody told anything: that is not the same as calm" in page
    assert "the gravest of 6" not in page


def test_a_digest_from_before_it_told_of_either_is_still_drawn(app, run, sign_in, week):
    run("digests", "send")
    with app.app_context():
        for digest in session.query(SNTDigest):
            content = json.loads(digest.content)
            del content["level"], content["early_warning"]
            digest.content = json.dumps(content).encode()
        finish(keep=True)
    browser = sign_in("omar")
    assert "Nothing new." in browser.get(f"/digests/{week.name}/Z01").text
    assert "Nothing new." in text_of(browser.get(f"/digests/{week.name}/Z01/document.pdf").data)


def test_what_a_withdrawn_report_hides_leaves_the_warning_as_it_was():
    content = composed(material(studied=Studied(clusters=[], risen=[], ward_names={}, is_too_few=True)))
    assert still_shared(content, frozenset())["early_warning"] == content["early_warning"]


def test_it_is_told_from_right_to_left_in_arabic(study, worked_out, run, sign_in, week):
    study([IN_BOTH], [SURGE])
    worked_out("Z01", 3, [[3, "rising_from_several", 2]], before=4)
    run("digests", "send")
    page = sign_in("omar", language="ar").get(f"/digests/{week.name}/Z01").text
    assert 'dir="rtl"' in page
    assert "13 incidents" not in page
    assert "very unusual" not in page
