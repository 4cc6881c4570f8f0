"""The coordinator looks after the list; volunteers read it; bad input stays beside its field."""

import re
import uuid
from datetime import timedelta

import pytest

from reporting import clock
from reporting.audit.queries import trail_of
from reporting.database import finish
from reporting.signposts import queries
from tests.digest_of_tables import digest_of_tables

WHOLE = {
    "name": "Larch Line",
    "does": "Somebody listens to you.",
    "does_so": "Qof baa ku dhegeysanaya.",
    "does_ar": "يوجد من يستمع إليك.",
    "phone": "0800 456 1226",
    "text_number": "61016",
    "web": "https://larch.example.org/",
    "hours": "Day and night",
    "languages": ["so", "en"],
    "strands": ["race"],
    "wishes": ["emotional", "legal"],
    "age_from": "16",
    "age_to": "٢٤",
    "position": "5",
}
LINE = "Larch Line"


def order_on(page: str) -> list[str]:
    return re.findall(r'<h2 class="govuk-heading-m" id="service-\d+"><bdi>([^<]+)</bdi>', page)


def about(page: str, name: str) -> str:
    """The part of the list that is about one service."""
    return page.split(f"<bdi>{name}</bdi></h2>", 1)[1].split("</section>", 1)[0]


def test_what_the_coordinator_writes_is_kept_and_is_not_checked_yet(app, sign_in, read):
    assert sign_in("cora").post("/services/new", WHOLE).status_code == 302
    kept = read(LINE)
    assert (kept.phone, kept.text_number, kept.web) == ("0800 456 1226", "61016", "larch.example.org")
    assert kept.translations == {"so": "Qof baa ku dhegeysanaya.", "ar": "يوجد من يستمع إليك."}
    assert (kept.strands, kept.wishes, kept.languages) == ({"race"}, {"emotional", "legal"}, {"so", "en"})
    assert (kept.age_from, kept.age_to, kept.position) == (16, 24, 5)
    assert kept.is_shown
    assert kept.last_verified_on is None


def test_the_form_shows_again_what_is_kept(sign_in, service, read):
    cora = sign_in("cora")
    cora.post("/services/new", WHOLE)
    before = vars(read(LINE))
    page = cora.get(f"/services/{read(LINE).id}").text
    for said in ("Somebody listens to you.", "يوجد من يستمع إليك.", "0800 456 1226", 'value="24"', "Day and night"):
        assert said in page
    unchanged = {**WHOLE, "age_to": "24", "web": "larch.example.org"}
    assert cora.post(f"/services/{read(LINE).id}", unchanged).status_code == 302
    after = vars(read(LINE))
    assert {key: after[key] for key in after if key[0] != "_"} == {key: before[key] for key in before if key[0] != "_"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter the name of the service"),
        ("name", "x" * 121, "This is longer than we can keep"),
        ("name", "two\nlines", "Enter this on one line"),
        ("does", "", "Say in one line what it does"),
        ("does", "a\x00b", "This holds a sign that cannot be kept"),
        ("does_so", "x" * 201, "This is longer than we can keep"),
        ("phone", "0800 FLOWERS", "Enter a telephone number that can be rung"),
        ("text_number", "12", "Enter a number to which text messages can be sent"),
        ("web", "javascript:alert(1)", "Enter a web address"),
        ("age_from", "old", "Enter an age in whole years"),
        ("age_to", "10", "The second age must not be lower than the first"),
        ("position", "0", "Enter a whole number from 1 to 9999"),
        ("strands", ["race", "nothing"], "Choose from the list"),
        ("wishes", ["nothing"], "Choose from the list"),
        ("languages", ["tlh"], "Choose from the list"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field_and_what_was_typed_stays(app, sign_in, field, value, said):
    cora = sign_in("cora")
    before = digest_of_tables(app)
    answer = cora.post("/services/new", {**WHOLE, field: value})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'href="#{field}' in answer.text
    assert "<title>Error: " in answer.text
    assert "يوجد من يستمع إليك." in answer.text
    assert digest_of_tables(app) == before


def test_a_service_that_cannot_be_reached_is_refused(sign_in):
    answer = sign_in("cora").post("/services/new", {**WHOLE, "phone": "", "text_number": "", "web": ""})
    assert answer.status_code == 422
    assert "Enter a telephone number, a number for text messages or a web address" in answer.text


def test_two_services_never_have_one_name(sign_in, service, read):
    service(LINE)
    other = service("Oak Line")
    cora = sign_in("cora")
    for page in ("/services/new", f"/services/{other}"):
        answer = cora.post(page, WHOLE)
        assert answer.status_code == 422
        assert "There is a service with this name already" in answer.text
    assert read("Oak Line").name == "Oak Line"


def test_i_rang_and_it_is_right_is_kept_with_day_and_name(sign_in, service, read):
    found = service(LINE, last_verified_on=None)
    cora = sign_in("cora")
    assert "Not checked yet" in about(cora.get("/services").text, LINE)
    assert cora.post(f"/services/{found}/confirm").status_code == 302
    assert (read(LINE).last_verified_on, read(LINE).verified_by) == (clock.today(), "Cora")
    page = about(cora.get("/services").text, LINE)
    assert "Checked" in page
    assert "Cora" in page


@pytest.mark.parametrize(
    ("field", "value"), [("phone", "116 123"), ("text_number", "61016"), ("web", "other.example.org")]
)
def test_another_number_or_address_has_to_be_checked_anew(sign_in, service, read, field, value):
    found = service(LINE, web="larch.example.org")
    given = {"name": LINE, "does": "Somebody listens.", "phone": "0800 1111", "web": "larch.example.org", field: value}
    answer = sign_in("cora").post(f"/services/{found}", given, follow_redirects=True)
    assert "ring it, so that it can be given to people again" in answer.text
    assert read(LINE).last_verified_on is None


def test_other_words_leave_the_check_as_it_is(sign_in, service, read):
    found = service(LINE)
    sign_in("cora").post(f"/services/{found}", {"name": LINE, "does": "Said better.", "phone": "0800 1111"})
    assert read(LINE).does == "Said better."
    assert read(LINE).last_verified_on == clock.today()


def test_the_coordinator_sees_first_what_was_never_checked_then_what_is_too_old_and_last_what_is_not_shown(
    sign_in, service
):
    today = clock.today()
    service("a hidden", last_verified_on=None, is_shown=False)
    service("b fresh")
    service("c old", last_verified_on=today - timedelta(days=181))
    service("d never", last_verified_on=None)
    page = sign_in("cora").get("/services").text
    assert order_on(page) == ["d never", "c old", "b fresh", "a hidden"]
    assert "2 services to ring" in page
    assert "Checked too long ago" in about(page, "c old")
    assert "2 services to ring" in sign_in("cora").get("/").text


def test_what_is_not_shown_is_for_the_coordinator_alone_and_can_come_back(sign_in, service):
    found = service(LINE)
    cora, vera = sign_in("cora"), sign_in("vera")
    cora.post(f"/services/{found}/hide")
    assert LINE not in vera.get("/services").text
    assert "Not shown" in about(cora.get("/services").text, LINE)
    cora.post(f"/services/{found}/show")
    assert LINE in vera.get("/services").text


def test_a_volunteer_reads_the_list_and_changes_nothing(app, sign_in, service):
    found = service(LINE, last_verified_on=None)
    vera = sign_in("vera")
    page = vera.get("/services").text
    assert "Not checked yet" in about(page, LINE)
    assert "/services/new" not in page
    before = digest_of_tables(app, leaving_out=frozenset({"audit_entry", "person_session"}))
    for address in ("/services/new", f"/services/{found}", f"/services/{found}/confirm", f"/services/{found}/hide"):
        assert vera.post(address, WHOLE).status_code == 403
    assert digest_of_tables(app, leaving_out=frozenset({"audit_entry", "person_session"})) == before


@pytest.mark.parametrize("name", ["lena", "omar", "sunil", "pia", "dana", "ada"])
def test_whoever_neither_takes_reports_nor_looks_after_the_list_has_no_such_page(sign_in, name):
    assert sign_in(name).get("/services").status_code == 403


def test_a_service_that_is_not_there_is_not_found(sign_in):
    cora, missing = sign_in("cora"), uuid.uuid4()
    assert cora.get(f"/services/{missing}").status_code == 404
    for step in ("confirm", "hide", "show"):
        assert cora.post(f"/services/{missing}/{step}").status_code == 404


def test_every_change_stands_in_the_trail_in_words_and_what_changes_nothing_does_not(app, sign_in, read):
    cora = sign_in("cora")
    cora.post("/services/new", WHOLE)
    found = read(LINE).id
    unchanged = {**WHOLE, "age_to": "24"}
    for address, given in (
        ("", unchanged), ("", {**unchanged, "hours": "Mornings"}), ("/confirm", {}), ("/hide", {}), ("/hide", {}), ("/show", {}),
    ):  # fmt: skip
        assert cora.post(f"/services/{found}{address}", given).status_code == 302
    with app.app_context():
        done = [entry.action for entry in trail_of(found)]
        finish(keep=False)
    assert done == ["service:added", "service:changed", "service:verified", "service:hidden", "service:shown"]
    page = sign_in("dana").get("/trail").text
    assert "Rang a service that can help, and what is said of it is right" in page
    assert "service:" not in re.sub(r"<[^>]*>", "", page)


@pytest.mark.parametrize("code", ["en", "so", "bn", "ar"])
def test_the_list_is_read_in_each_language_with_the_line_in_it(sign_in, service, code):
    said = {"so": "Qof baa ku dhegeysanaya.", "bn": "কেউ একজন শোনেন।", "ar": "يوجد من يستمع إليك."}
    service(LINE, translations=said, strands=frozenset({"race"}), age_to=18, hours="8-20")
    page = sign_in("vera", language=code).get("/services")
    assert page.status_code == 200
    part = about(page.text, LINE)
    assert f'<p class="govuk-body" dir="auto">{said.get(code, "Somebody listens.")}</p>' in part
    assert '<a class="govuk-link" href="tel:08001111"><bdi dir="ltr" class="reference">0800 1111</bdi></a>' in part


def test_a_web_address_is_read_and_never_followed_from_here(sign_in, service):
    service(LINE, web="larch.example.org")
    page = sign_in("vera").get("/services").text
    assert "larch.example.org" in page
    assert 'href="larch' not in page
    assert "http" not in about(page, LINE)


def test_the_pages_work_from_the_keyboard_and_without_a_script(sign_in, service):
    """Only links, fields and buttons inside forms; nothing that waits for a script or a mouse."""
    found = service(LINE)
    cora = sign_in("cora")
    for address in ("/services", "/services/new", f"/services/{found}"):
        main = cora.get(address).text.split("<main", 1)[1].split("</main>", 1)[0]
        assert "<script" not in main
        assert not re.search(r"\bon(click|change|key\w+|mouse\w+)=|tabindex=\"[1-9]", main)
        outside_forms = re.sub(r"<form\b.*?</form>", "", main, flags=re.DOTALL)
        assert "<button" not in outside_forms
        labelled = set(re.findall(r'<label class="[^"]+" for="([^"]+)"', main))
        named = re.findall(r'<input[^>]*\bid="([^"]+)"[^>]*\btype="(?:text|tel|checkbox)"', main)
        assert set(named) <= labelled
        assert len(named) > 40 or address == "/services"


def test_planting_happens_once_and_checks_nothing_in_a_real_instance(app):
    from reporting.signposts.actions import plant
    from reporting.signposts.seed import SERVICES

    with app.app_context():
        assert plant() == len(SERVICES)
        finish(keep=True)
    with app.app_context():
        assert plant(checked_by="Cora") == 0
        assert len(queries.known()) == len(SERVICES)
        assert all(one.last_verified_on is None for one in queries.known())
        assert queries.for_sheets() == []
        finish(keep=False)


def test_a_real_instance_begins_with_them_and_is_told_nothing_twice(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from reporting import create_app
    from reporting.instance import init_command

    monkeypatch.setenv("INSTANCE", str(tmp_path / "instance"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for _ in range(2):
        result = CliRunner().invoke(init_command)
        assert result.exit_code == 0, result.output
    with create_app().app_context():
        names = [one.name for one in queries.known()]
    assert len(names) == len(set(names)) > 10
    assert "Samaritans" in names
