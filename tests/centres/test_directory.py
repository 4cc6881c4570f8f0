"""The public list shows exactly the active centres whose details were confirmed within 90 days, and nobody's name."""

import re
from datetime import datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
import time_machine

from reporting import clock
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.centres.vocabulary import LANGUAGES, CentreStatus, StepFree, language_name
from reporting.database import finish, session

HEADING = re.compile(r'<h2[^>]*id="centre-\d+"[^>]*><bdi>([^<]*)</bdi>')


def shown(page):
    return HEADING.findall(page.text)


@pytest.fixture
def full(centre):
    """A confirmed centre of which everything is known."""
    return centre(
        "HARBOUR",
        verified_at=clock.now(),
        address="1 Harbour Road\nLarkmere",
        postcode="ZZ1 1AA",
        phone="01632 960 101",
        email="hello@harbour.example",
        opening_hours="mon 10:00-12:00 13:00-16:00\nthu 18:00-20:00",
        languages=frozenset({"en", "so", "ar"}),
        step_free=StepFree.YES,
        contact_email="desk@harbour.example",
    )


def test_exactly_the_active_and_confirmed_are_shown(app):
    expected = set()
    with app.app_context():
        for status, days in product(CentreStatus, (None, 0, 89, 90, 91, 400)):
            name = f"{status.value} {days}"
            if status is CentreStatus.ACTIVE and days is not None and days <= 90:
                expected.add(name)
            verified_at = None if days is None else clock.now() - timedelta(days=days)
            session.add(ThirdPartyReportingCentre(code=str(uuid4()), name=name, status=status, verified_at=verified_at))
        finish(keep=True)
    assert set(shown(app.test_client().get("/centres"))) == expected


def test_a_centre_leaves_the_list_on_the_day_after_the_90th_and_comes_back_when_it_is_confirmed(app, full, run):
    now = clock.now()
    for days, is_there in ((90, True), (91, False)):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            assert ("Harbour Centre" in shown(app.test_client().get("/centres"))) is is_there
            if not is_there:
                run("centres", "confirm", "HARBOUR")
                assert "Harbour Centre" in shown(app.test_client().get("/centres"))


def test_a_card_says_what_a_visitor_needs(app, full):
    page = app.test_client().get("/centres").text
    for word in (
        "1 Harbour Road",
        "ZZ1 1AA",
        "01632 960 101",
        "hello@harbour.example",
        "10:00-12:00",
        "Somali",
        "Soomaali",
    ):
        assert word in page
    assert 'href="tel:01632960101"' in page
    assert "ask before you travel" in page


def test_todays_hours_come_first(app, full):
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=clock.LONDON), tick=False):  # a Thursday
        with app.app_context():
            session.get(ThirdPartyReportingCentre, full).verified_at = clock.now()
            finish(keep=True)
        page = app.test_client().get("/centres").text
    assert re.findall(r"<dt>([^<]+)</dt>", page)[:3] == ["Today, Thursday", "Friday", "Saturday"]
    assert page.index("18:00-20:00") < page.index("10:00-12:00")


def test_nobody_who_works_there_and_no_number_of_reports_is_named(app, full, file_report):
    for _ in range(3):
        file_report()
    page = app.test_client().get("/centres").text
    for hidden in ("desk@harbour.example", "Vera", "Lena", "HARBOUR"):
        assert hidden not in page
    assert not re.search(r"\breport", page)


def test_its_title_and_address_tell_nobody_what_it_is_for(app, full):
    page = app.test_client().get("/centres").text
    assert re.search(r"<title>([^<]*)</title>", page).group(1) == "Centres · Common Room"


def test_the_list_can_be_asked_for_a_language(app, full, centre):
    centre("MEADOW", verified_at=clock.now(), languages=frozenset({"en", "bn"}))
    client = app.test_client()
    assert shown(client.get("/centres")) == ["Harbour Centre", "Meadow House"]
    assert shown(client.get("/centres?language=so")) == ["Harbour Centre"]
    assert shown(client.get("/centres?language=en")) == ["Harbour Centre", "Meadow House"]
    nobody = client.get("/centres?language=sq")
    assert (nobody.status_code, shown(nobody)) == (200, [])
    assert "No centre can be shown" in nobody.text


@pytest.mark.parametrize("asked", ["xx", "e", "en so", "%25", "<script>"])
def test_a_language_that_is_not_in_the_list_is_refused_beside_the_field(app, full, asked):
    answer = app.test_client().get("/centres", query_string={"language": asked})
    assert answer.status_code == 422
    assert "Choose from the list" in answer.text
    assert 'id="language-error"' in answer.text


def test_an_empty_list_says_so(app):
    assert "No centre can be shown" in app.test_client().get("/centres").text


def test_the_welcome_page_and_every_foot_lead_to_the_list(app):
    client = app.test_client()
    assert client.get("/").text.count('href="/centres"') == 2
    assert client.get("/about").text.count('href="/centres"') == 1


@pytest.mark.parametrize("tongue", ["en", "so", "bn", "ar"])
def test_every_language_has_a_name_in_every_language_of_the_site(app, tongue):
    from reporting import i18n

    with app.test_request_context(), i18n.speaking(tongue):
        names = [language_name(code) for code in LANGUAGES]
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_languages_spoken_there_are_not_offered_as_languages_of_the_page(app, full):
    page = app.test_client().get("/centres").text
    assert set(re.findall(r'formaction="/language/(\w+)"', page)) == {"so", "bn", "ar"}
