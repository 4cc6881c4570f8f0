"""Powers are given by somebody above, and where they open what people said, by two."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.audit import queries as audit
from reporting.database import finish, session
from reporting.mail.models import OutgoingMail
from reporting.people import actions
from reporting.people.appointments import queries
from reporting.people.appointments.actions import address_of
from reporting.people.appointments.models import Appointment
from reporting.people.queries import by_email
from reporting.policy import ROLES, Role
from tests import cast, factories
from tests.people import hand

NEW = "nadia@example.org"
CHOSEN = "seven green lamps at noon"


def ask_in(browser, role, email=NEW, **more):
    values = {"display_name": "Nadia", "email": email, "role": role, "centre": "", "language": "en", **more}
    return browser.post("/people/invite", values)


def the_one(app, email=NEW) -> Appointment | None:
    with app.app_context():
        found = queries.of_address(email)
        return found[0] if found else None


def link(app, email=NEW) -> str:
    with app.app_context():
        return address_of(queries.of_address(email)[0]).removeprefix("http://localhost:8000")


def letters(app, kind="invitation") -> list[str]:
    with app.app_context():
        return sorted(session.scalars(sa.select(OutgoingMail.address).where(OutgoingMail.kind == kind)))


# ── who may give what ─────────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_gives_their_own_role_or_one_that_could_give_theirs():
    reach = {role: set(ROLES[role].grants) for role in Role}
    for _ in Role:
        for role in Role:
            reach[role] |= {further for given in reach[role] for further in reach[given]}
    assert all(role not in reach[role] for role in Role)


def test_a_role_that_can_be_shown_sealed_words_is_marked_so():
    from reporting.reports import sharing

    shown = {Role.VOLUNTEER: sharing.TAKER, Role.COORDINATOR: sharing.COORDINATOR}
    assert all(any(parts - {sharing.Part.FACTS} for parts in table.values()) for table in shown.values())
    due = {*shown, *sharing.POLICE_ROLES, Role.PANEL_MEMBER}  # a panel member reads summaries of referred cases
    assert {role for role in Role if ROLES[role].sees_content} == due


OFFERED = {
    "ada": set(Role) - {Role.ADMINISTRATOR},
    "cora": {Role.VOLUNTEER, Role.CENTRE_LEAD, Role.OFFICER, Role.SUPERVISOR, Role.PANEL_MEMBER},
    "lena": {Role.VOLUNTEER},
    "sunil": {Role.OFFICER},
}


@pytest.mark.parametrize("name", list(cast.CAST))
@pytest.mark.parametrize("role", list(Role))
def test_everyone_asks_in_exactly_the_roles_below_their_own(app, sign_in, name, role):
    browser = sign_in(name)
    more = {"centre": "HARBOUR"} if role in {Role.VOLUNTEER, Role.CENTRE_LEAD} else {}
    more |= {"wards": "Z01"} if role in {Role.OFFICER, Role.SUPERVISOR} else {}
    answer = ask_in(browser, role.value, **more)
    if name not in OFFERED:
        assert answer.status_code == 403
    else:
        assert answer.status_code == (302 if role in OFFERED[name] else 422)
    assert (the_one(app) is not None) == (role in OFFERED.get(name, set()))


def test_a_centre_lead_asks_in_to_their_own_centre_only(app, sign_in):
    assert ask_in(sign_in("lena"), "volunteer", centre="MEADOW").status_code == 422
    assert the_one(app) is None


def test_a_supervisor_gives_only_wards_of_their_own(app, sign_in):
    with app.app_context():
        sunil = by_email(cast.email("sunil"))
        actions.remove_ward(sunil, next(one.id for one in sunil.ward_grants if one.ward_code == "Z02"))
        finish(keep=True)
    sunil = sign_in("sunil")
    assert ask_in(sunil, "officer", wards="Z02").status_code == 422
    assert ask_in(sunil, "officer", wards="Z01").status_code == 302


BAD = (
    {"email": "no address", "role": "centre_lead", "centre": "HARBOUR"},
    {"email": "", "role": "centre_lead", "centre": "HARBOUR"},
    {"email": cast.email("vera"), "role": "centre_lead", "centre": "HARBOUR"},
    {"role": "centre_lead", "centre": ""},
    {"role": "centre_lead", "centre": "NOWHERE"},
    {"role": "officer"},
    {"role": "officer", "wards": "Z99"},
    {"role": "emperor"},
    {"display_name": "", "role": "centre_lead", "centre": "HARBOUR"},
    {"display_name": "N\x07", "role": "centre_lead", "centre": "HARBOUR"},
    {"role": "centre_lead", "centre": "HARBOUR", "language": "tlh"},
)


@pytest.mark.parametrize("values", BAD, ids=[str(one)[:50] for one in BAD])
def test_what_cannot_be_is_refused_beside_its_field_and_keeps_what_was_typed(app, sign_in, values):
    browser = sign_in("ada")
    given = {"display_name": "Nadia Kept", "email": NEW, "role": "volunteer", "centre": "", "language": "en", **values}
    answer = browser.post("/people/invite", given)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    if values.get("display_name") is None:
        assert 'value="Nadia Kept"' in answer.text
    with app.app_context():
        assert session.scalars(sa.select(Appointment)).all() == []


# ── two people ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_role_that_sees_content_waits_for_a_second_person(app, sign_in):
    lena, cora = sign_in("lena"), sign_in("cora")
    ask_in(lena, "volunteer", centre="HARBOUR")
    one = the_one(app)
    assert one.ready_at is None
    assert app.test_client().get(link(app)).status_code == 404
    assert letters(app) == []
    assert letters(app, "update") == [cast.email("ada"), cast.email("cora")]
    assert "Nadia" in cora.get("/people").text
    assert cora.post(f"/people/appointments/{one.id}/approve").status_code == 302
    assert letters(app) == [NEW]
    browser = sign_in()
    browser.get(link(app))
    address = link(app)
    assert browser.post(address, {"passphrase": CHOSEN, "again": CHOSEN}).status_code == 302
    assert hand.give_passphrase(sign_in(), NEW, CHOSEN).location == "/"


def test_whoever_asked_cannot_approve_and_nobody_without_the_power_can(app, sign_in):
    cora = sign_in("cora")
    ask_in(cora, "officer", wards="Z01")
    one = the_one(app)
    assert cora.post(f"/people/appointments/{one.id}/approve").status_code == 404
    for name, status in (("lena", 403), ("sunil", 403), ("vera", 403), ("omar", 403), ("dana", 403)):
        assert sign_in(name).post(f"/people/appointments/{one.id}/approve").status_code == status, name
    assert the_one(app).ready_at is None
    assert sign_in("ada").post(f"/people/appointments/{one.id}/approve").status_code == 302


def test_not_approved_is_the_end_of_it(app, sign_in):
    ask_in(sign_in("lena"), "volunteer", centre="HARBOUR")
    one, address, cora = the_one(app), link(app), sign_in("cora")
    assert cora.post(f"/people/appointments/{one.id}/refuse").status_code == 302
    assert cora.post(f"/people/appointments/{one.id}/approve").status_code == 404
    assert app.test_client().get(address).status_code == 404


def test_a_role_that_sees_no_content_needs_nobody_else(app, sign_in):
    ask_in(sign_in("ada"), "data_protection_lead")
    assert app.test_client().get(link(app)).status_code == 200
    assert letters(app) == [NEW]


def test_while_there_was_never_a_second_one_person_is_enough(app, sign_in):
    with app.app_context():
        ada = by_email(cast.email("ada"))
        ada.role = Role.DATA_PROTECTION_LEAD  # as if there had only ever been Cora
        finish(keep=True)
    ask_in(sign_in("cora"), "officer", wards="Z01")
    assert app.test_client().get(link(app)).status_code == 200


@pytest.mark.parametrize("how", ["suspend", "role"])
def test_nobody_can_rid_themselves_of_the_second_person(app, sign_in, run, how):
    """Ada suspends Cora, or gives her a role that approves nothing, and then asks a mailbox of her own in."""
    ada = sign_in("ada")
    who = f"/people/{id_of(app, 'cora')}"
    if how == "suspend":
        assert ada.post(f"{who}/suspend").status_code == 302
    else:
        assert ada.post(f"{who}/role", {"role": "data_protection_lead", "centre": ""}).status_code == 422
        assert run("people", "suspend", cast.email("cora")).exit_code == 0
    answer = ask_in(ada, "coordinator", email="mine@example.org")
    assert answer.status_code == 422
    assert "Nobody else can approve this" in answer.text
    assert the_one(app, "mine@example.org") is None


def test_where_nobody_is_left_to_approve_the_operator_begins_anew_and_the_trail_says_so(app, run):
    for name in ("cora", "ada"):
        assert run("people", "suspend", cast.email(name)).exit_code == 0
    result = run("people", "invite", NEW, "--role", "coordinator", "--name", "N")
    assert (result.exit_code, "/invitation/" in result.output) == (0, True)
    with app.app_context():
        assert "appointment:alone" in {entry.action for entry in audit.recent()}


def test_whoever_asks_cannot_end_what_somebody_above_asked_for(app, sign_in):
    ask_in(sign_in("ada"), "centre_lead", centre="MEADOW")
    address = link(app)
    assert ask_in(sign_in("lena"), "volunteer", centre="HARBOUR").status_code == 422
    assert app.test_client().get(address).status_code == 200


def test_whoever_approves_sees_the_address_and_the_wards(app, sign_in):
    ask_in(sign_in("cora"), "officer", wards="Z02")
    page = sign_in("ada").get("/people").text
    assert NEW in page
    assert "Mill Quarter" in page


def test_suspending_ends_links_and_requests_too(app, sign_in):
    lena, cora, ada = sign_in("lena"), sign_in("cora"), sign_in("ada")
    ask_in(lena, "volunteer", centre="HARBOUR")
    assert cora.post(f"/people/{id_of(app, 'lena')}/suspend").status_code == 302
    assert the_one(app) is None
    ask_in(ada, "centre_lead", centre="HARBOUR")
    address = link(app)
    with app.app_context():
        new = by_email(NEW).id
    assert ada.post(f"/people/{new}/suspend").status_code == 302
    assert app.test_client().get(address).status_code == 404


def test_an_invitation_that_ran_out_can_be_sent_again_and_works(app, sign_in):
    from datetime import UTC, datetime

    import time_machine

    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=UTC), tick=False):
        ask_in(sign_in("ada"), "centre_lead", centre="HARBOUR")
    ask_in(sign_in("ada"), "centre_lead", centre="MEADOW")
    address, browser = link(app), sign_in()
    browser.get(address)
    assert browser.post(address, {"passphrase": CHOSEN, "again": CHOSEN}).status_code == 302
    assert hand.give_passphrase(sign_in(), NEW, CHOSEN).location == "/"
    with app.app_context():
        assert by_email(NEW).centre.code == "MEADOW"


def test_the_operators_invitation_waits_too(app, run, sign_in):
    result = run("people", "invite", NEW, "--role", "officer", "--name", "N", "--ward", "Z01")
    assert result.exit_code == 0
    assert "invitation/" not in result.output
    one = the_one(app)
    assert sign_in("cora").post(f"/people/appointments/{one.id}/approve").status_code == 302
    assert app.test_client().get(link(app)).status_code == 200


def test_a_later_invitation_replaces_the_earlier_and_a_withdrawn_one_is_gone(app, sign_in):
    ada = sign_in("ada")
    ask_in(ada, "centre_lead", centre="HARBOUR")
    first = link(app)
    ask_in(ada, "centre_lead", centre="MEADOW")
    assert app.test_client().get(first).status_code == 404
    second, one = link(app), the_one(app)
    assert ada.post(f"/people/appointments/{one.id}/withdraw").status_code == 302
    assert app.test_client().get(second).status_code == 404
    assert ada.post(f"/people/appointments/{uuid4()}/withdraw").status_code == 404


def test_the_letter_leads_to_the_link_and_says_nothing_else(app, sign_in):
    from reporting.mail import delivery

    ask_in(sign_in("ada"), "centre_lead", centre="HARBOUR")
    with app.app_context():
        row = session.scalar(sa.select(OutgoingMail).where(OutgoingMail.kind == "invitation"))
        letter = delivery.message(row)
        stored = repr(vars(row))
    address = link(app)
    assert address in letter.get_content()
    assert address.rpartition("/")[2] not in stored
    for word in ("hate", "police", "report", "volunteer", "centre", "harbour", "lead", "nadia"):
        assert word not in (letter["Subject"] + letter.get_content().replace(address, "")).lower()


# ── the first one ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_administrator_is_asked_in_while_nobody_is_there_and_never_again(app, run):
    with app.app_context():
        for table in ("ward_grant", "known_device", "person_session", "certificate", "person"):
            if sa.inspect(app.extensions["database"].engine).has_table(table):
                session.execute(sa.text(f"DELETE FROM {table}"))
        finish(keep=True)
    refused = run("people", "invite", NEW, "--role", "administrator", "--name", "N")
    assert (refused.exit_code, "--bootstrap" in refused.output) == (1, True)
    assert run("people", "invite", NEW, "--role", "officer", "--name", "N", "--bootstrap").exit_code == 2
    first = run("people", "invite", NEW, "--name", "N", "--bootstrap")
    assert first.exit_code == 0
    address = first.output.strip().splitlines()[-1].removeprefix("http://localhost:8000")
    browser = factories.Browser(app)
    browser.get(address)
    assert browser.post(address, {"passphrase": CHOSEN, "again": CHOSEN}).status_code == 302
    with app.app_context():
        assert by_email(NEW).role is Role.ADMINISTRATOR
        assert "people:bootstrap" in {entry.action for entry in audit.recent()}
    again = run("people", "invite", "other@example.org", "--name", "O", "--bootstrap")
    assert (again.exit_code, "nobody" in again.output) == (1, True)


# ── looking after people ──────────────────────────────────────────────────────────────────────────────────────────


def id_of(app, name) -> UUID:
    with app.app_context():
        return by_email(cast.email(name)).id


LOOKED_AFTER = {
    "ada": set(cast.CAST) - {"ada"},
    "cora": {"vera", "vic", "lena", "omar", "olga", "sunil", "pia"},
    "lena": {"vera"},
    "sunil": {"omar", "olga"},
}


@pytest.mark.parametrize("name", list(cast.CAST))
def test_everyone_reaches_exactly_the_people_they_look_after(app, sign_in, name):
    browser = sign_in(name)
    missing = browser.get(f"/people/{uuid4()}")
    for other in cast.CAST:
        page = browser.get(f"/people/{id_of(app, other)}")
        if other in LOOKED_AFTER.get(name, set()):
            assert page.status_code == 200, other
        else:
            assert (page.status_code, page.data) == (missing.status_code, missing.data), other
            for deed in ("suspend", "recover", "sessions", "restore", "role", "wards"):
                assert browser.post(f"/people/{id_of(app, other)}/{deed}").status_code == missing.status_code


def test_suspending_and_letting_in_again(app, sign_in):
    vera, lena, cora = sign_in("vera"), sign_in("lena"), sign_in("cora")
    who = f"/people/{id_of(app, 'vera')}"
    assert lena.post(f"{who}/suspend").status_code == 302
    assert vera.get("/account").status_code == 302
    assert hand.give_passphrase(sign_in(), cast.email("vera")).status_code == 422
    assert lena.post(f"{who}/restore").status_code == 404  # who suspended may have known more than she does
    assert cora.post(f"{who}/restore").status_code == 302
    assert hand.give_passphrase(sign_in(), cast.email("vera")).status_code == 302


def test_leave_cover_is_a_ward_with_a_first_and_a_last_day(app, sign_in):
    who, sunil = f"/people/{id_of(app, 'omar')}/wards", sign_in("sunil")
    today = clock.today()
    first, last = today + timedelta(days=1), today + timedelta(days=14)
    days = lambda day: [str(day.day), str(day.month), str(day.year)]  # noqa: E731
    wrong = sunil.post(who, {"ward": "Z02", "from_on": days(last), "to_on": days(first)})
    assert wrong.status_code == 422
    assert "before the first" in wrong.text
    assert sunil.post(who, {"ward": "Z02", "from_on": ["31", "2", "2027"], "to_on": ["", "", ""]}).status_code == 422
    assert sunil.post(who, {"ward": "Z02", "from_on": days(first), "to_on": days(last)}).status_code == 302
    with app.app_context():
        omar = by_email(cast.email("omar"))
        assert omar.ward_codes_on(today) == {"Z01"}
        assert omar.ward_codes_on(first) == omar.ward_codes_on(last) == {"Z01", "Z02"}
        assert omar.ward_codes_on(last + timedelta(days=1)) == {"Z01"}
        grant = next(one.id for one in omar.ward_grants if one.ward_code == "Z02")
    assert sunil.post(who, {"remove": str(uuid4())}).status_code == 404
    assert sunil.post(who, {"remove": str(grant)}).status_code == 302
    with app.app_context():
        assert by_email(cast.email("omar")).ward_codes_on(first) == {"Z01"}


def test_nobody_gives_a_ward_for_longer_than_they_have_it(app, sign_in):
    today = clock.today()
    with app.app_context():
        for grant in by_email(cast.email("sunil")).ward_grants:
            grant.to_on = today + timedelta(days=3)
        finish(keep=True)
    who, sunil = f"/people/{id_of(app, 'omar')}/wards", sign_in("sunil")
    for day in (
        ["", "", ""],
        [
            str(part)
            for part in (
                (today + timedelta(days=4)).day,
                (today + timedelta(days=4)).month,
                (today + timedelta(days=4)).year,
            )
        ],
    ):
        answer = sunil.post(who, {"ward": "Z02", "from_on": ["", "", ""], "to_on": day})
        assert answer.status_code == 422
        assert "You answer for this ward yourself until" in answer.text
    last = today + timedelta(days=3)
    given = {"ward": "Z02", "from_on": ["", "", ""], "to_on": [str(last.day), str(last.month), str(last.year)]}
    assert sunil.post(who, given).status_code == 302


def test_another_role_with_content_waits_and_then_holds_and_ends_every_session(app, sign_in):
    omar, ada, cora = sign_in("omar"), sign_in("ada"), sign_in("cora")
    who = f"/people/{id_of(app, 'omar')}/role"
    assert ada.post(who, {"role": "supervisor", "centre": "", "wards": ["Z01", "Z02"]}).status_code == 302
    assert omar.get("/account").status_code == 200
    one = the_one(app, cast.email("omar"))
    assert cora.post(f"/people/appointments/{one.id}/approve").status_code == 302
    assert omar.get("/account").status_code == 302
    with app.app_context():
        found = by_email(cast.email("omar"))
        assert (found.role, found.ward_codes_today) == (Role.SUPERVISOR, {"Z01", "Z02"})
    assert cast.email("omar") in letters(app, "account")


def test_another_role_without_content_holds_at_once(app, sign_in):
    vera, ada = sign_in("vera"), sign_in("ada")
    answer = ada.post(f"/people/{id_of(app, 'vera')}/role", {"role": "centre_lead", "centre": "MEADOW"})
    assert answer.status_code == 302
    assert vera.get("/account").status_code == 302
    with app.app_context():
        assert by_email(cast.email("vera")).centre.code == "MEADOW"


def test_letting_somebody_in_again_takes_two_and_ends_everything_old(app, sign_in):
    vera, lena, cora = sign_in("vera"), sign_in("lena"), sign_in("cora")
    who = f"/people/{id_of(app, 'vera')}"
    code_app = hand.CodeApp(vera.get("/account/app").text)
    vera.post("/account/app", {"sealed": code_app.sealed, "app_code": code_app.code()})
    assert lena.post(f"{who}/recover").status_code == 302
    assert vera.get("/account").status_code == 200  # nothing has happened yet
    one = the_one(app, cast.email("vera"))
    assert lena.post(f"/people/appointments/{one.id}/approve").status_code == 403
    assert cora.post(f"/people/appointments/{one.id}/approve").status_code == 302
    assert vera.get("/account").status_code == 302
    assert hand.give_passphrase(sign_in(), cast.email("vera")).status_code == 422  # nor with what was lost or stolen
    address = link(app, cast.email("vera"))
    browser = sign_in()
    browser.get(address)
    assert browser.post(address, {"passphrase": CHOSEN, "again": CHOSEN}).status_code == 302
    assert hand.give_passphrase(sign_in(), cast.email("vera")).status_code == 422
    assert hand.give_passphrase(sign_in(), cast.email("vera"), CHOSEN).location == "/"
    with app.app_context():
        assert by_email(cast.email("vera")).totp_secret is None
    assert app.test_client().get(address).status_code == 404
    assert letters(app, "account") == [cast.email("vera")] * 2  # a factor was added, and now all is new


def test_two_who_could_approve_cannot_let_each_other_in_alone(app, sign_in, run):
    """Ada asks for Cora: nobody else could approve. The operator asks: then Ada can."""
    ada = sign_in("ada")
    ada.post(f"/people/{id_of(app, 'cora')}/recover")
    assert the_one(app, cast.email("cora")) is None
    assert run("people", "recover", cast.email("cora")).exit_code == 0
    one = the_one(app, cast.email("cora"))
    assert ada.post(f"/people/appointments/{one.id}/approve").status_code == 302
    assert app.test_client().get(link(app, cast.email("cora"))).status_code == 200
