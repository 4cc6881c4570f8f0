"""What is typed on a page of the form is kept before it is finished, right or wrong, and harms nothing."""

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
import time_machine

from reporting.database import session
from reporting.reports.models import ReportDraft
from reporting.reports.opening import open_draft
from reporting.reports.steps.typed import PAGE_SIGNS
from tests import cast
from tests.reports import told

NOON = "2026-11-22 14:05"
SCRIPT = {"Accept": "application/json"}
VERSION = re.compile(r'name="version" value="([^"]+)"')

MOMENT = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(
    days=1
)  # after all signing in
TYPED = {"narrative": "a long interview, half an hour of it"}
RESUME = re.compile(r'action="/f/([^/"]+)/resume"')
DRAFT = re.compile(r'name="draft" value="([^"]+)"')

HALF_DONE = {
    told.N["safety"]: {"is_safe": "yes"},
    told.N["sharing"]: {"sharing": "support_only", "is_read_back": "yes"},
    told.N["what"]: {"narrative": "They shouted\nagain", "incident_types": ["verbal_abuse", "rubbish_or_substance"]},
    told.N["when"]: {"precision": "between_dates", "day": ["31", "2", "26"], "time": "quarter past"},
    told.N["where"]: {
        "scope": "in_borough",
        "postcode": "ZZ9",
        "street": "4 Orchard Row",
        "easting": "530100",
        "northing": "182100",
    },
    told.N["why"]: {"strands": ["race", "religion"]},
    told.N["who"]: {"names": "the tall one"},
    told.N["harm"]: {"injury": "none"},
    told.N["risk"]: {"children": "yes"},
    told.N["support"]: {
        "wanted": ["emotional"],
        "notes": "a lift home",
        "email": "not an address",
        "contact_means": ["phone"],
    },
    told.N["you"]: {"community": "our street", "disabilities": ["physical"]},
}


def keep(volunteer, number, values, **more):
    volunteer.get(f"/f/{number}")
    return volunteer.post(f"/f/{number}/keep", {**values, **more})


def by_script(volunteer, number, values):
    data = {"csrf_token": volunteer.token, **values}
    return volunteer.client.post(f"/f/{number}/keep", data=data, headers={**volunteer.headers, **SCRIPT})


def is_shown(page: str, name: str, value: str) -> bool:
    """Whether the page holds this value of this name: in a box, in a long box, or chosen."""
    tags = re.findall(r"<(?:input|textarea)\b[^>]*>", page)
    of_name = [tag for tag in tags if f'name="{name}"' in tag]
    if any(
        f'value="{value}"' in tag and ('type="text"' in tag or "hidden" in tag or "checked" in tag) for tag in of_name
    ):
        return True
    return bool(re.search(rf'<textarea[^>]*name="{name}"[^>]*>{re.escape(value)}</textarea>', page))


@pytest.mark.parametrize("number", HALF_DONE)
def test_every_page_shows_again_what_was_only_typed(sign_in, number):
    vera = sign_in("vera")
    told.begin(vera)
    assert keep(vera, number, HALF_DONE[number]).location == f"/f/{number}"
    page = vera.get(f"/f/{number}").text
    for name, values in HALF_DONE[number].items():
        for value in values if isinstance(values, list) else [values]:
            assert is_shown(page, name, value), (name, value)
    assert "It is not part of the report yet" in page


def test_a_script_is_told_when_it_was_kept(sign_in):
    with time_machine.travel(NOON, tick=False):
        vera = sign_in("vera")
        told.begin(vera)
        vera.get(told.page("what"))
        answer = by_script(vera, told.N["what"], {"narrative": "half a sen"})
        assert (answer.status_code, answer.json) == (200, {"saved": "14:05"})
        assert "half a sen" in vera.get(told.page("what")).text


def test_what_is_typed_wins_over_what_is_saved_until_the_page_is_saved(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.post(told.page("what"), told.PAGES["what"])
    keep(vera, told.N["what"], {**told.PAGES["what"], "narrative": "told in another way"})
    assert is_shown(vera.get(told.page("what")).text, "narrative", "told in another way")
    vera.post(told.page("what"), {**told.PAGES["what"], "narrative": "and in the end so"})
    page = vera.get(told.page("what")).text
    assert is_shown(page, "narrative", "and in the end so")
    assert "It is not part of the report yet" not in page


def test_a_report_is_not_sent_over_something_typed_that_is_not_in_it(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    key = told.submission_key(vera)
    keep(vera, told.N["who"], {**told.PAGES["who"], "names": "and one called Red"})
    assert vera.get(f"/f/{told.CHECK}").location == told.page("who") + "?check=yes"
    assert vera.post(f"/f/{told.CHECK}", {"submission_key": key}).location == told.page("who") + "?check=yes"
    vera.post(told.page("who"), {**told.PAGES["who"], "names": "and one called Red"})
    assert told.submit(vera).startswith("/kept/")


def test_typing_what_is_saved_already_leaves_nothing_unfinished(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    keep(vera, told.N["who"], {**told.PAGES["who"], "description": "Four boys, no, five"})
    assert vera.get(f"/f/{told.CHECK}").status_code == 302
    keep(vera, told.N["who"], told.PAGES["who"])
    assert vera.get(f"/f/{told.CHECK}").status_code == 200


def test_what_arrives_after_the_page_was_saved_is_older_and_changes_nothing(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    version = VERSION.search(vera.get(told.page("what")).text).group(1)
    vera.post(told.page("what"), {**told.PAGES["what"], "narrative": "the whole of it"})
    answer = by_script(vera, told.N["what"], {"narrative": "the who", "version": version})
    assert answer.json == {"saved": ""}
    assert is_shown(vera.get(told.page("what")).text, "narrative", "the whole of it")


def test_two_drafts_side_by_side_keep_their_own_words(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    first = told.DRAFT.search(vera.get(told.page("what")).text).group(1)
    told.begin(vera)
    second = told.DRAFT.search(vera.get(told.page("what")).text).group(1)
    by_script(vera, told.N["what"], {"narrative": "of the first", "draft": first})
    page = vera.get(
        told.page("what")
    ).text  # a script of the other page does not change which draft this browser writes
    assert told.DRAFT.search(page).group(1) == second
    assert "of the first" not in page
    vera.post("/f/5/keep", {"narrative": "of the second", "draft": second})
    keep(vera, told.N["what"], {"narrative": "of the first, more", "draft": first})
    page = vera.get(told.page("what")).text
    assert told.DRAFT.search(page).group(1) == first
    assert is_shown(page, "narrative", "of the first, more")


@pytest.mark.parametrize("number", [told.N[key] for key in ("what", "when", "where")])
@pytest.mark.parametrize("then", ["", "lock", "exit", "nonsense"])
def test_hostile_values_never_fail_and_never_stay(app, sign_in, number, then):
    vera = sign_in("vera")
    told.begin(vera)
    draft = told.DRAFT.search(vera.get(f"/f/{number}").text).group(1)
    hostile = {
        "narrative": "a\x00b\x07c\x1b[2J\r\nd", "place": "Lar\x00ch", "postcode": "\x00", "day": ["9" * 5000, "\x00", "-1"],
        "scope": "nowhere", "easting": "9" * 40, "northing": "²", "unknown": "x", "steps": "x", "__class__": "x",
        "csrf_token": vera.token, "owner_id": "x", "second_language": "ar", "incident_types": ["<script>"] * 50,
        "time": "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    }  # fmt: skip
    answer = vera.post(f"/f/{number}/keep", {**hostile, "then": then})
    assert answer.status_code in {200, 302}
    with app.app_context():
        kept = open_draft(session.query(ReportDraft).one().id)
    typed = next(iter(kept.unfinished.values()))
    assert set(typed) <= {
        "narrative",
        "incident_types",
        "day",
        "time",
        "scope",
        "place",
        "postcode",
        "easting",
        "northing",
    }
    assert not re.search(r"\\u00(?!0a|09)[01]", json.dumps(typed))
    assert (kept.second_language, draft) == ("so", str(draft))
    again = sign_in("vera")
    again.post(f"/f/{draft}/resume")
    assert again.get(f"/f/{number}").status_code == 200
    assert again.post(f"/f/{number}", {"narrative": "x"}).status_code == 422


def test_more_than_a_page_can_hold_is_not_kept_and_what_was_kept_stays(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    keep(vera, told.N["what"], {"narrative": "before"})
    answer = by_script(vera, told.N["what"], {"narrative": "x" * (PAGE_SIGNS + 1)})
    assert (answer.status_code, answer.json) == (200, {"saved": ""})
    assert is_shown(vera.get(told.page("what")).text, "narrative", "before")
    assert vera.post("/f/5/keep", {"narrative": "x" * 1024 * 1024}).status_code == 413
    assert is_shown(vera.get(told.page("what")).text, "narrative", "before")


def test_the_longest_page_that_may_be_saved_may_be_kept(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.get(told.page("what"))
    answer = by_script(
        vera, 3, {"narrative": "ع" * 60_000, "narrative_english": "x" * 60_000, "exact_words": "y" * 4_000}
    )
    assert answer.json["saved"]


@pytest.mark.parametrize("number", [0, told.CHECK, 99])
def test_only_a_page_with_questions_can_be_kept(sign_in, number):
    vera = sign_in("vera")
    told.begin(vera)
    assert vera.post(f"/f/{number}/keep", {}).status_code == 404


def test_nobody_keeps_words_in_the_draft_of_somebody_else(sign_in):
    vera, vic = sign_in("vera"), sign_in("vic")
    told.begin(vera)
    draft = told.DRAFT.search(vera.get(told.page("what")).text).group(1)
    assert by_script(vic, 3, {"narrative": "not yours", "draft": draft}).json == {"saved": ""}
    assert "not yours" not in vera.get(told.page("what")).text


@pytest.mark.parametrize("name", ["lena", "cora", "omar", "dana"])
def test_who_files_no_reports_keeps_nothing(sign_in, name):
    assert sign_in(name).post("/f/5/keep", {"narrative": "x"}).status_code == 403


def test_nobody_is_sent_to_sign_in(sign_in):
    assert sign_in().post("/f/5/keep", {"narrative": "x"}).location.startswith("/sign-in")


def test_a_page_kept_without_its_token_is_refused(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert vera.client.post("/f/5/keep", data={"narrative": "x"}).status_code == 400


def test_erasing_the_draft_erases_what_was_typed(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    keep(vera, told.N["what"], {"narrative": "to be forgotten"})
    vera.post("/f/discard", {})
    with app.app_context():
        assert session.query(ReportDraft).count() == 0


@pytest.fixture
def interrupted(app, sign_in):
    """interrupted(minutes) is Vera at a question, who presses Continue so long after her last page."""

    def begin(moment, minutes, **changed):
        with time_machine.travel(moment, tick=False):
            vera = sign_in("vera")
            told.begin(vera)
            page = vera.get(told.page("what")).text
        given = {**TYPED, "draft": DRAFT.search(page).group(1), "version": VERSION.search(page).group(1), **changed}
        with time_machine.travel(moment + timedelta(minutes=minutes), tick=False):
            answer = vera.post(told.page("what"), given)
            assert answer.location.startswith("/sign-in")
            assert "a long interview" not in answer.text
        return vera

    return begin


def back_at(moment, vera) -> str:
    """Signs in again with the same browser and goes on with the report that waits at home."""
    with time_machine.travel(moment, tick=False):
        vera.get("/sign-in")
        vera.post("/sign-in", {"email": cast.email("vera"), "passphrase": cast.PASSPHRASE})
        draft = RESUME.findall(vera.get("/").text)[0]
        vera.post(f"/f/{draft}/resume")
        return vera.get(told.page("what")).text


def test_what_is_sent_after_the_session_ran_out_is_there_after_signing_in_again(interrupted):
    vera = interrupted(MOMENT, 30)
    assert TYPED["narrative"] in back_at(MOMENT + timedelta(minutes=31), vera)


def test_what_is_sent_a_day_later_or_with_another_draft_or_after_signing_out_is_nobodys(app, interrupted, sign_in):
    vera = interrupted(MOMENT, 60 * 13)
    assert TYPED["narrative"] not in back_at(MOMENT + timedelta(hours=14), vera)
    vera = interrupted(MOMENT + timedelta(days=2), 30, draft=str(uuid4()))
    assert TYPED["narrative"] not in back_at(MOMENT + timedelta(days=2, minutes=31), vera)
    with time_machine.travel(MOMENT + timedelta(days=3), tick=False):
        vera = sign_in("vera")
        told.begin(vera)
        page = vera.get(told.page("what")).text
        vera.post("/sign-out", {})
        vera.get("/sign-in")
        vera.post(told.page("what"), {**TYPED, "draft": DRAFT.search(page).group(1)})
    assert TYPED["narrative"] not in back_at(MOMENT + timedelta(days=3, minutes=1), vera)


def test_a_page_left_open_while_signing_in_again_elsewhere_is_shown_as_it_was_typed(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    page = vera.get(told.page("what")).text
    old = vera.token
    again = sign_in("vera")
    given = {**TYPED, "draft": DRAFT.search(page).group(1), "csrf_token": old}
    shown = again.client.post(told.page("what"), data=given, headers={"Sec-Fetch-Site": "same-origin"})
    assert shown.status_code == 400
    assert TYPED["narrative"] in shown.text
    assert f'value="{old}"' not in shown.text
    from_elsewhere = again.client.post(told.page("what"), data=given, headers={"Sec-Fetch-Site": "cross-site"})
    assert from_elsewhere.status_code == 400
    assert TYPED["narrative"] not in from_elsewhere.text
    with app.app_context():
        assert "what" not in open_draft(session.scalars(sa.select(ReportDraft.id)).one()).steps
