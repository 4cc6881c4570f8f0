"""What may explain more reports is noted by a coordinator, read by ward teams, and found by its days."""

import re
from datetime import date, timedelta

import pytest
import shapely
import sqlalchemy as sa
import time_machine

from reporting import clock
from reporting.audit import queries as audit
from reporting.centres import actions as centres
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.vocabulary import CentreStatus
from reporting.database import finish, session
from reporting.hotspots.events import queries
from reporting.hotspots.events.models import CalendarEvent
from reporting.i18n import speaking
from reporting.places.models import Ward, WardEdition

FAIR = {
    "kind": "outreach_event", "title": "Stall at the winter fair", "first_on": ["7", "11", "2026"],
    "last_on": ["8", "11", "2026"], "ward": "Z01",
}  # fmt: skip
FIRST, LAST = date(2026, 11, 7), date(2026, 11, 8)


@pytest.fixture
def cora(sign_in):
    return sign_in("cora")


@pytest.fixture
def noted(cora):
    """noted(title="…") puts an event into the calendar and gives the answer."""
    return lambda **given: cora.post("/events/new", {**FAIR, **given})


def around(app, since: date, until: date) -> list[queries.Shown]:
    """Without the openings of centres."""
    with app.app_context():
        return [one for one in queries.around(since, until) if one.id]


def only_id(app):
    with app.app_context():
        return session.scalars(sa.select(CalendarEvent.id)).one()


def deeds(app) -> list[tuple[str, str]]:
    with app.app_context():
        return [(one.action, one.detail) for one in audit.recent() if one.action.startswith("event:")]


def test_a_coordinator_notes_it_and_the_calendar_shows_it(app, cora, noted):
    assert noted().status_code == 302
    page = cora.get("/events").text
    for words in (
        "Stall at the winter fair",
        "Outreach event or stall",
        "7 Nov 2026 to 8 Nov 2026",
        "Larch Green",
    ):
        assert words in page
    assert deeds(app) == [("event:noted", "outreach_event")]


def test_the_form_says_who_reads_it_and_asks_for_no_names(cora):
    page = cora.get("/events/new").text
    assert "The ward teams read all of this" in page
    assert "Name no person and no address" in page


def test_it_is_found_by_any_of_its_days_with_all_a_map_needs(app, noted):
    noted()
    for since, until, n in [(FIRST, FIRST, 1), (LAST, LAST, 1), (date(2026, 1, 1), FIRST - timedelta(days=1), 0),
                            (LAST + timedelta(days=1), date(2027, 1, 1), 0), (date(2026, 1, 1), date(2027, 1, 1), 1)]:  # fmt: skip
        assert len(around(app, since, until)) == n, (since, until)
    (found,) = around(app, FIRST, LAST)
    assert (found.kind, found.label, found.title) == ("outreach_event", "Outreach event or stall", FAIR["title"])
    assert (found.first_on, found.last_on, found.ward, found.codes) == (FIRST, LAST, "Larch Green", ("Z01",))


def test_what_concerns_the_whole_area_names_no_ward_and_one_day_needs_no_last(app, noted):
    noted(ward="all", last_on=["", "", ""])
    (found,) = around(app, FIRST, FIRST)
    assert (found.ward, found.codes, found.last_on) == ("", (), FIRST)


def test_the_earliest_comes_first_for_the_map_and_last_in_the_list(app, cora, noted):
    noted(title="Later", first_on=["9", "11", "2026"], last_on=["9", "11", "2026"])
    noted(title="Earlier")
    assert [one.title for one in around(app, FIRST, date(2026, 11, 30))] == ["Earlier", "Later"]
    page = cora.get("/events").text
    assert page.index("Later</bdi>") < page.index("Earlier</bdi>")


def test_the_kind_is_told_in_the_reader_s_language_and_the_words_as_they_were_typed(app, sign_in, noted):
    noted(title="مهرجان الشتاء")
    page = sign_in("cora", language="ar").get("/events").text
    assert '<html lang="ar" dir="rtl"' in page
    assert "<bdi>مهرجان الشتاء</bdi>" in page
    with app.test_request_context(), speaking("ar"):
        assert queries.around(FIRST, LAST)[0].title == "مهرجان الشتاء"


def test_it_is_changed_and_what_stays_the_same_is_no_deed(app, cora, noted):
    noted()
    address = f"/events/{only_id(app)}"
    page = cora.get(address).text
    assert 'value="Stall at the winter fair"' in page
    assert '<option value="Z01" selected' in page
    cora.post(address, FAIR)
    assert deeds(app) == [("event:noted", "outreach_event")]
    assert cora.post(address, {**FAIR, "kind": "campaign", "ward": "all"}).status_code == 302
    assert deeds(app)[0] == ("event:changed", "campaign")
    assert around(app, FIRST, LAST)[0].codes == ()


def test_an_event_of_a_ward_that_is_no_more_never_becomes_one_of_the_whole_area_by_itself(app, cora, noted):
    noted()
    event_id = only_id(app)
    with app.app_context():
        edition = WardEdition(borough="Elsewhere", in_force_on=date(2001, 1, 1), imported_on=date(2001, 1, 1))
        session.add(edition)
        gone = Ward(edition=edition, code="GONE", name="Gone", outline=shapely.to_wkb(shapely.box(1, 1, 2, 2)))
        session.add(gone)
        session.flush()
        session.get_one(CalendarEvent, event_id).ward_id = gone.id
        session.commit()
    page = cora.get(f"/events/{event_id}").text
    assert re.search(r'name="ward"[^>]*>\s*<option value="">', page)
    assert cora.post(f"/events/{event_id}", {**FAIR, "ward": ""}).status_code == 422
    assert cora.post(f"/events/{event_id}", {**FAIR, "ward": "all"}).status_code == 302


def test_removing_asks_once_and_the_trail_keeps_that_it_stood_there(app, cora, noted):
    noted()
    address = f"/events/{only_id(app)}/remove"
    assert "Remove it from the calendar?" in cora.get(address).text
    assert len(around(app, FIRST, LAST)) == 1
    assert cora.post(address).status_code == 302
    assert around(app, FIRST, LAST) == []
    assert deeds(app)[0] == ("event:removed", "outreach_event")
    assert cora.get(address).status_code == cora.post(address).status_code == 404


TODAY = clock.today()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": ""}, "Choose what kind of thing it is"),
        ({"kind": "riot"}, "Choose from the list"),
        ({"title": "  "}, "Say in a few words what it is"),
        ({"title": "x" * 81}, "This must be 80 signs or fewer"),
        ({"title": "a\nb"}, "Enter this on one line"),
        ({"title": "a\x00b"}, "This holds a sign that cannot be kept"),
        ({"first_on": ["", "", ""]}, "Enter the first day"),
        ({"first_on": ["31", "2", "2026"]}, "This is not a day"),
        ({"last_on": ["x", "", ""]}, "This is not a day"),
        ({"first_on": ["7", "11", "1999"]}, "The year must be from 2000 to"),
        ({"last_on": ["7", "11", str(TODAY.year + 2)]}, "The year must be from 2000 to"),
        ({"last_on": ["6", "11", "2026"]}, "The last day must not be before the first"),
        ({"last_on": ["7", "2", "2027"]}, "An event lasts at most 92 days"),
        ({"ward": "Z09"}, "Choose from the list"),
        ({"ward": ""}, "Choose from the list"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_stays(app, noted, given, said):
    answer = noted(**given)
    assert answer.status_code == 422
    (field,) = given
    assert said in answer.text.partition(f'id="{field}-error"')[2][:300]
    assert 'href="#' in answer.text
    if field != "title":
        assert 'value="Stall at the winter fair"' in answer.text
    if field != "first_on":
        assert 'value="2026"' in answer.text
    if given == {"title": "x" * 81}:
        assert "x" * 81 in answer.text
    if field == "last_on":
        assert f'value="{given["last_on"][0]}"' in answer.text
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(CalendarEvent)) == 0


def test_ninety_two_days_are_the_longest(app, noted):
    assert noted(last_on=["6", "2", "2027"]).status_code == 302
    assert (around(app, FIRST, FIRST)[0].last_on - FIRST).days + 1 == 92


def test_what_is_typed_is_text_and_nothing_else(cora, noted):
    noted(title="<b>Fair</b> & more")
    page = cora.get("/events").text
    assert "<b>Fair" not in page
    assert "&lt;b&gt;Fair&lt;/b&gt; &amp; more" in page


@pytest.mark.parametrize("name", ["vera", "lena", "omar", "sunil", "pia", "dana", "ada"])
def test_only_coordinators_write_the_calendar(app, sign_in, noted, name):
    noted()
    person = sign_in(name)
    for address in ("/events", "/events/new", f"/events/{only_id(app)}", f"/events/{only_id(app)}/remove"):
        assert person.get(address).status_code == 403
        assert person.post(address, FAIR).status_code in {403, 405}
    assert len(around(app, FIRST, LAST)) == 1


def openings(app, since: date, until: date) -> list[tuple[str, date]]:
    with app.test_request_context():
        return [(one.title, one.first_on) for one in queries.around(since, until) if one.kind == "new_centre"]


def test_a_centre_s_opening_is_in_the_calendar_by_itself(app, cora):
    assert {title for title, _day in openings(app, TODAY, TODAY)} == {"A centre that is not on the public list"}
    with app.app_context():
        centre = session.scalars(
            sa.select(ThirdPartyReportingCentre).where(ThirdPartyReportingCentre.code == "HARBOUR")
        ).one()
        centres.confirm(centre, way="by_call")
        finish(keep=True)
    assert ("Harbour Centre", TODAY) in openings(app, TODAY, TODAY)
    assert "Known from the centre itself" in cora.get("/events").text


def test_a_centre_opens_on_the_day_it_became_active_however_it_fares_later(app):
    with app.app_context():
        centre = centres.add_centre(code="NEW", name="New Hall", status=CentreStatus.TRAINED)
        finish(keep=True)
        new_id = centre.id
    opened_on = TODAY + timedelta(days=10)
    for days, status in [
        (10, "active"),
        (40, "dormant"),
        (70, "active"),
        (90, "suspended"),
        (95, "active"),
        (99, "closed"),
    ]:
        with time_machine.travel(TODAY + timedelta(days=days), tick=True), app.app_context():
            centres.move(session.get_one(ThirdPartyReportingCentre, new_id), CentreStatus(status))
            finish(keep=True)
    found = [day for _title, day in openings(app, opened_on, TODAY + timedelta(days=200))]
    assert found == [opened_on, TODAY + timedelta(days=95)]  # it woke on the 70th day, and had never closed


def test_a_centre_that_was_active_from_the_first_opened_when_it_was_added(app):
    before = len(openings(app, TODAY, TODAY))
    with app.app_context():
        new_id = centres.add_centre(code="NEW", name="New Hall", status=CentreStatus.ACTIVE).id
        centres.add_centre(code="IDEA", name="Idea", status=CentreStatus.PROPOSED)
        finish(keep=True)
    assert len(openings(app, TODAY, TODAY)) == before + 1
    with time_machine.travel(TODAY + timedelta(days=100), tick=True), app.app_context():
        centres.move(session.get_one(ThirdPartyReportingCentre, new_id), CentreStatus.DORMANT)
        finish(keep=True)
    assert len(openings(app, TODAY, TODAY)) == before + 1
