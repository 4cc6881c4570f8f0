"""The form asks only what concerns this report, and nothing it already knows."""

import pytest
import sqlalchemy as sa
import time_machine

from reporting.database import session
from reporting.mail.models import OutgoingMail
from reporting.reports import sealed
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport, ReportDraft
from reporting.reports.steps.order import N_PAGES, NUMBERS, asked
from reporting.reports.steps.risk import known
from reporting.reports.steps.told import Told
from reporting.reports.vocabulary import Risk
from tests.reports import told


def needed(**steps) -> set[str]:
    keys = {number: key for key, number in NUMBERS.items()}
    return {keys[number] for number in asked(Told(steps)) if number != N_PAGES}


@pytest.mark.parametrize(
    ("steps", "page"),
    [
        ({"safety": {"channel": ["paper_form_keyed_later"]}}, "paper"),
        ({"where": {"place_type": ["transport_vehicle"]}}, "transport"),
        ({"where": {"scope": ["online"]}}, "online"),
        ({"risk": {"safeguarding": ["child"]}}, "protect"),
        ({"risk": {"suicidal": ["yes"]}}, "protect"),
    ],
)
def test_a_page_appears_with_the_answer_that_makes_it_relevant(steps, page):
    assert page not in needed()
    assert page in needed(**steps)


def test_a_community_safety_concern_is_not_asked_for_a_reason():
    assert "why" in needed()
    assert "why" not in needed(teller={"kind": ["community_safety_concern"]})


def test_an_ordinary_report_takes_at_most_fourteen_pages_and_sixty_answers():
    assert len(told.PAGES) + 1 <= 14
    assert sum(len(page) for page in told.PAGES.values()) <= 60


def test_risk_asks_nothing_that_other_pages_have_answered():
    steps = {
        "where": {"place_type": ["home_inside"]},
        "what": {"incident_types": ["weapon_used_or_shown"]},
        "teller": {"children_there": ["present"]},
        "who": {"relationship": ["group_member"]},
        "why": {"strands": ["race", "religion"]},
    }
    assert known(Told(steps)) == dict.fromkeys(
        ("several_strands", "targeted_at_home", "weapons_or_fire", "children", "group_link"), "yes"
    )


def test_what_no_longer_follows_is_neither_checked_nor_kept(sign_in, app):
    vera = sign_in("vera")
    told.tell(vera, harm={"injury": "none", "injured_count": "many", "loss": "none", "repair_reference": "R-77"})
    with app.app_context():
        report = session.scalar(sa.select(IncidentReport))
        account = sealed.take(report.id, Compartment.ACCOUNT)[Compartment.ACCOUNT]
        assert (account.injured_count, account.repair_reference) == ("", "")


def test_a_child_or_relative_who_interprets_brings_a_warning_and_another_way(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    page = vera.post(told.page("safety"), {**told.PAGES["safety"], "interpreter_now": "child"})
    assert page.status_code == 422
    assert "Offer another interpreter first" in page.text
    given = {**told.PAGES["safety"], "interpreter_now": "child", "goes_on_without": "yes"}
    assert vera.post(told.page("safety"), given).status_code == 302


def test_the_first_page_says_that_immigration_status_is_never_asked(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert "immigration status" in vera.get(told.page("safety")).text


def test_a_concern_is_told_to_coordinators_before_the_report_is_sent_and_makes_it_high(app, sign_in):
    vera, cora = sign_in("vera"), sign_in("cora")
    told.begin(vera)
    for key, values in told.PAGES.items():
        vera.post(told.page(key), {**values, **({"safeguarding": ["child"]} if key == "risk" else {})})
    with app.app_context():
        assert session.scalar(sa.select(ReportDraft.concern_raised_at)) is not None
        assert session.scalars(sa.select(OutgoingMail.address)).all() == ["cora@demo.example"]
    assert "Ring the centre now" in cora.get("/").text
    page = vera.get(told.page("protect")).text
    assert "0808 800 5000" in page
    vera.post(told.page("protect"), {"has_acted": "yes"})
    told.submit(vera)
    with app.app_context():
        assert session.scalar(sa.select(IncidentReport.risk)) is Risk.HIGH


def test_a_paper_form_counts_from_the_day_it_was_told(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.post(told.page("safety"), {**told.PAGES["safety"], "channel": "paper_form_keyed_later"})
    vera.post(told.page("paper"), {"disclosed_on": ["9", "11", "2026"], "paper_written_by": "Hodan"})
    for key in list(told.PAGES)[1:]:
        assert vera.post(told.page(key), told.PAGES[key]).status_code == 302
    told.submit(vera)
    with app.app_context():
        assert session.scalar(sa.select(IncidentReport.disclosed_on)).isoformat() == "2026-11-09"


def test_only_the_month_may_be_known(app, sign_in):
    told.tell(sign_in("vera"), when={"precision": "month", "day": ["", "10", "2026"]})
    with app.app_context():
        assert session.scalar(sa.select(IncidentReport.happened_on)).isoformat() == "2026-10-31"


def test_every_question_that_is_kept_has_a_declared_place_and_sensitivity(app):
    from dataclasses import fields

    from reporting.reports.contents import Account, Alleged, Identity, Support
    from reporting.reports.facts import Facts
    from reporting.reports.steps.order import STEPS

    sealed_names = {one.name for kind in (Account, Alleged, Identity, Support) for one in fields(kind)}
    for kind in (Account, Alleged, Identity, Support):
        assert all("sensitivity" in one.metadata for one in fields(kind)), kind
    with app.test_request_context():
        risk = {"several_strands", *(field.name for field in STEPS[NUMBERS["risk"] - 1].from_answers(None).questions)}
        elsewhere = {  # becomes a fact, part of one, or is only there to be agreed to
            "is_safe", "is_private", "goes_on_without", "is_read_back", "consent_given_by", "may_be_case_study", "share_with",
            "disclosed_on", "precision", "day", "last_day", "time", "part_of_day", "scope", "place", "place_choice", "ward",
            "street", "has_acted", *(f"against_{name}" for name in ("race", "religion", "disability", "sexual_orientation", "transgender")),
        }  # fmt: skip
        clear = {one.name for one in fields(Facts)}
        asked_names = {
            field.name for step in STEPS for field in step.from_answers(None, Told(second_language="so")).questions
        }
        assert asked_names - sealed_names - clear - elsewhere - risk == set()


def test_an_answer_of_a_page_that_no_longer_concerns_the_report_speaks_for_no_other(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera, why={"strands": ["race", "transgender"], "primary_strand": "race"})
    assert 'name="is_trans"' in vera.get(told.page("you")).text
    vera.post(told.page("teller"), {**told.PAGES["teller"], "kind": "community_safety_concern"})
    assert 'name="is_trans"' not in vera.get(told.page("you")).text
    told.submit(vera)
    with app.app_context():
        report = session.scalar(sa.select(IncidentReport))
        account = sealed.take(report.id, Compartment.ACCOUNT)[Compartment.ACCOUNT]
        assert account.risk_answers["several_strands"] == "no"


@pytest.mark.parametrize("is_saved", [True, False])
def test_what_other_pages_make_needless_for_a_while_is_there_again_afterwards(sign_in, is_saved):
    vera = sign_in("vera")
    told.begin(vera, second_language="so")
    what, address = told.PAGES["what"], told.page("what")
    english = {"narrative_english": "They shouted at my door.", "translated_by": "volunteer"}
    ways = {True: (address, {}), False: (f"{address}/keep", {"then": "home"})}
    path, then = ways[is_saved]
    vera.post(path, {**what, **english, **then})
    vera.post("/f/language", {"second_language": "en"})
    assert "They shouted at my door." not in vera.get(address).text
    vera.post(path, {**what, "witnesses": "two", **then})
    vera.post("/f/language", {"second_language": "so"})
    page = vera.get(address).text
    assert "They shouted at my door." in page
    assert 'value="two"' in page


def test_a_month_that_began_more_than_ten_years_ago_counts_from_the_earliest_day(app, sign_in):
    with time_machine.travel("2026-11-22 12:00", tick=True):
        told.tell(sign_in("vera"), when={"precision": "month", "day": ["26", "11", "2016"]})
    with app.app_context():
        report = session.scalar(sa.select(IncidentReport))
        assert report.happened_on.isoformat() == "2016-11-30"
        account = sealed.take(report.id, Compartment.ACCOUNT)[Compartment.ACCOUNT]
        assert account.happened_from == "2016-11-21"


def test_a_number_too_long_to_be_read_is_refused_and_shown_again(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    given = {**told.PAGES["teller"], "victim_type": "group", "number_of_victims": "9" * 5000}
    answer = vera.post(told.page("teller"), given)
    assert answer.status_code == 422
    assert "9" * 5000 in answer.text
