"""The whole trail of one report and of one person, in words, without anything a report says."""

import re
import uuid

import pytest

from reporting.audit.actions import record
from reporting.database import finish, session
from reporting.people.queries import by_email
from reporting.reports.models import IncidentReport
from tests import cast
from tests.reports.marked import found_in, words


def id_of(app, name: str) -> uuid.UUID:
    with app.app_context():
        return by_email(cast.email(name)).id


def reference_of(app, report_id: uuid.UUID) -> str:
    with app.app_context():
        return session.get_one(IncidentReport, report_id).reference


@pytest.fixture
def worked(sign_in, file_report):
    """A report that an officer opened, revealed and acknowledged, and the coordinator opened."""
    report_id = file_report(words=words(), sharing="identity_to_police", shares_full_account=True)
    omar = sign_in("omar")
    omar.get(f"/reports/{report_id}")
    omar.post(f"/reports/{report_id}/reveal", {"purpose": "contact"})
    omar.post(f"/reports/{report_id}/acknowledge")
    sign_in("cora").get(f"/reports/{report_id}")
    return report_id


def numbers_on(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'header--numeric">(\d+)</th>', page)]


def test_the_whole_trail_of_a_report_is_told_oldest_first(app, sign_in, worked):
    page = sign_in("dana").get(f"/trail/report/{worked}").text
    for said in (
        reference_of(app, worked),
        "Opened who the person is",
        "To contact the person, in the way they said is safe",
        "Said that the ward team has read a report",
        "Omar",
        "Ward officer",
        "Cora",
    ):
        assert said in page, said
    assert numbers_on(page) == sorted(numbers_on(page))
    assert "Signed in" not in page


def test_the_whole_trail_of_a_person_is_what_they_did_and_what_was_done_to_them(app, sign_in, worked, run):
    run("people", "suspend", cast.email("omar"))
    page = sign_in("dana").get(f"/trail/person/{id_of(app, 'omar')}").text
    for said in ("Signed in", "Opened who the person is", "Suspended an account", reference_of(app, worked)):
        assert said in page, said
    assert "Began to review" not in page
    assert "Cora" not in page.split("<main", 1)[1]
    assert numbers_on(page) == sorted(numbers_on(page))


def test_no_trail_shows_content_ward_or_strand(app, sign_in, worked):
    dana = sign_in("dana")
    addresses = ["/trail", f"/trail/report/{worked}", "/trail/unusual"]
    addresses += [f"/trail/person/{id_of(app, name)}" for name in cast.CAST]
    addresses += [f"/trail?kind={kind}" for kind in ("opened", "reports", "refused")]
    for address in addresses:
        answer = dana.get(address)
        assert answer.status_code == 200, address
        main = answer.text.split("<main", 1)[1]
        assert not found_in(main), address
        for word in ("Larch Green", "Mill Quarter", "Z01", "race", "Race", "religion", "verbal_abuse"):
            assert word not in main, (address, word)
        title = answer.text.split("<title>", 1)[1].split("</title>", 1)[0]
        assert title.split(" ")[0] in {"Trail", "To"}, title


@pytest.mark.parametrize("kind", ["report", "person"])
def test_what_is_not_there_answers_like_any_missing_page(app, sign_in, file_report, kind):
    report_id = file_report()
    wrong = {"report": id_of(app, "omar"), "person": report_id}[kind]
    dana = sign_in("dana")
    for missing in (uuid.UUID(int=9), wrong):
        assert dana.get(f"/trail/{kind}/{missing}").status_code == 404
    assert dana.get(f"/trail/{kind}/nonsense").status_code == 404


@pytest.mark.parametrize("name", ["vera", "lena", "cora", "omar", "sunil", "pia", "ada"])
def test_nobody_else_reads_a_trail(app, sign_in, file_report, name):
    report_id, someone = file_report(), sign_in(name)
    for address in (f"/trail/report/{report_id}", f"/trail/person/{id_of(app, 'omar')}"):
        assert someone.get(address).status_code == 403
    assert someone.post("/trail/find/report", {"reference": "x"}).status_code == 403


def test_a_report_is_found_by_its_reference_however_it_is_typed(app, sign_in, file_report):
    report_id = file_report()
    reference = reference_of(app, report_id)
    dana = sign_in("dana")
    for typed in (reference, reference.lower(), f" {reference.replace('-', ' ')} "):
        answer = dana.post("/trail/find/report", {"reference": typed})
        assert (answer.status_code, answer.location) == (302, f"/trail/report/{report_id}")


@pytest.mark.parametrize("typed", ["", "4T7K-9QXX", "nonsense", "x" * 41, "\x00", "'; drop table", "১২৩৪৫৬৭৮"])
def test_a_reference_that_is_none_is_said_beside_the_field_and_kept(sign_in, typed):
    answer = sign_in("dana").post("/trail/find/report", {"reference": typed})
    assert answer.status_code == 422
    assert 'id="reference-error"' in answer.text
    assert "<title>Error: Trail" in answer.text
    if typed.isalnum():
        assert f'value="{typed}"' in answer.text


def test_a_person_is_chosen_from_the_list(app, sign_in):
    omar, dana = id_of(app, "omar"), sign_in("dana")
    assert f'<option value="{omar}">Omar</option>' in dana.get("/trail").text
    answer = dana.post("/trail/find/person", {"person": str(omar)})
    assert (answer.status_code, answer.location) == (302, f"/trail/person/{omar}")
    for nonsense in ("", "nonsense", str(uuid.UUID(int=4)), "x" * 500):
        answer = dana.post("/trail/find/person", {"person": nonsense})
        assert answer.status_code == 422
        assert 'id="person-error"' in answer.text


@pytest.mark.parametrize("what", ["report", "person"])
def test_the_form_asked_for_by_itself_is_the_trail(sign_in, what):
    answer = sign_in("dana").get(f"/trail/find/{what}")
    assert (answer.status_code, answer.location) == (302, "/trail")


def test_the_trail_is_filtered_by_what_was_done(app, sign_in, worked):
    dana = sign_in("dana")
    sign_in("omar").get("/trail")
    opened = dana.get("/trail?kind=opened").text.split("<table", 1)[1]
    assert "Opened who the person is" in opened
    assert "Signed in" not in opened
    refused = dana.get("/trail?kind=refused").text.split("<table", 1)[1]
    assert "Asked for a page outside their role" in refused
    assert "The trail" in refused
    assert "read_audit" not in refused
    assert "Opened who the person is" not in refused
    assert "Signed in" in dana.get("/trail?kind=sessions").text.split("<table", 1)[1]
    assert "There is no entry here." in dana.get("/trail?kind=exports").text
    for nonsense in ("nonsense", "%00", "a" * 3000):
        assert "Signed in" in dana.get(f"/trail?kind={nonsense}").text


def note(app, n: int, *, object_id: uuid.UUID | None = None) -> None:
    with app.app_context():
        for number in range(n):
            record("kettle:boiled", object_id=object_id, detail=f"time-{number}-")
        finish(keep=True)


def walk(browser, address: str, word: str) -> list[list[int]]:
    """The numbers on each page, following the link with this word."""
    found = []
    while address:
        page = browser.get(address).text
        found.append(numbers_on(page))
        links = dict(re.findall(r'href="([^"]+)" rel="(next|prev)"', page))
        address = next((href.replace("&amp;", "&") for href, way in links.items() if way == word), "")
    return found


def test_the_trail_is_paged_without_skipping_or_repeating(app, sign_in):
    note(app, 250)
    dana = sign_in("dana")
    pages = walk(dana, "/trail", "next")
    numbers = [number for page in pages for number in page]
    assert [len(page) for page in pages[:2]] == [100, 100]
    assert numbers == list(range(numbers[0], 0, -1))
    back = walk(dana, f"/trail?before={pages[-1][0] + 1}", "prev")
    assert sorted(number for page in back for number in page) == sorted(numbers)


def test_the_trail_of_a_report_is_paged_oldest_first_and_keeps_growing(app, sign_in, file_report):
    report_id = file_report()
    note(app, 230, object_id=report_id)
    pages = walk(sign_in("dana"), f"/trail/report/{report_id}", "next")
    assert [len(page) for page in pages[:2]] == [100, 100]
    numbers = [number for page in pages for number in page]
    assert numbers == sorted(numbers)
    assert len(numbers) >= 230


@pytest.mark.parametrize("place", ["after=x", "before=", "after=-5", "before=0", f"after={10**30}", f"before={10**30}",
                                   "after=1&before=1", "after=١"])  # fmt: skip
def test_a_place_that_is_none_breaks_nothing(sign_in, place):
    assert sign_in("dana").get(f"/trail?{place}").status_code == 200


def test_entries_of_accounts_that_are_no_longer_here_still_say_so(app, sign_in, run):
    sign_in("omar")
    run("demo", "clear")
    loaded = run("demo", "load", "--reports", "3", "--months", "1")
    assert loaded.exit_code == 0, loaded.output
    client = sign_in()
    client.get("/sign-in")
    assert client.post(f"/demonstration/sign-in/{cast.email('dana')}").status_code == 302
    assert "An account that is no longer here" in client.get("/trail?after=0").text


def test_reports_and_people_in_the_trail_are_links_to_their_own(app, sign_in, worked):
    page = sign_in("dana").get("/trail").text
    assert f'href="/trail/report/{worked}"' in page
    assert f'href="/trail/person/{id_of(app, "omar")}"' in page
