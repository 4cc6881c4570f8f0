"""A grave deed asks for the factor again when it was given more than five minutes ago, and nothing typed is lost."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from reporting.audit import queries as audit
from tests import cast, factories
from tests.people import hand

START = datetime(2026, 11, 23, 10, tzinfo=UTC)
LATER = timedelta(minutes=6)


@pytest.fixture
def real(real_app):
    real_app.config.update(PROPAGATE_FAILURES=True)
    return lambda: factories.Browser(real_app)


@pytest.fixture
def cora(real):
    """Cora in a real instance, six minutes after she gave her factor; her app; and the clock."""
    with time_machine.travel(START, tick=False) as time:
        browser = real()
        app, codes = hand.come_in(browser, cast.email("cora"))
        time.shift(LATER)
        yield browser, app, codes, time


def opened(app) -> int:
    with app.app_context():
        return sum(entry.action == "report:identity:opened" for entry in audit.recent())


def test_opening_who_somebody_is_asks_again_and_then_does_it_with_what_was_typed(cora, real_app, file_report):
    browser, app, _codes, _time = cora
    report = file_report(sharing="identity_to_police")
    asked = browser.post(f"/reports/{report}/reveal", {"purpose": "safety"})
    assert asked.status_code == 403
    assert "Confirm that it is you" in asked.text
    assert 'name="purpose" value="safety"' in asked.text
    assert opened(real_app) == 0
    wrong = browser.post(f"/reports/{report}/reveal", {"purpose": "safety", "proof_code": "000000"})
    assert wrong.status_code == 422
    assert 'name="purpose" value="safety"' in wrong.text
    assert opened(real_app) == 0
    right = browser.post(f"/reports/{report}/reveal", {"purpose": "safety", "proof_code": app.code()})
    assert right.status_code == 200
    assert "Amina Example" in right.text
    assert opened(real_app) == 1


def test_for_five_minutes_it_is_not_asked_again(cora, file_report):
    browser, app, _codes, time = cora
    report = file_report(sharing="identity_to_police")
    browser.post(f"/reports/{report}/reveal", {"purpose": "safety", "proof_code": app.code()})
    time.shift(timedelta(minutes=4, seconds=59))
    assert browser.post(f"/reports/{report}/reveal", {"purpose": "safety"}).status_code == 200
    time.shift(timedelta(seconds=1))
    assert browser.post(f"/reports/{report}/reveal", {"purpose": "safety"}).status_code == 403


def test_a_file_to_take_along_asks_first_and_comes_afterwards(cora, file_report):
    browser, app, _codes, _time = cora
    file_report()
    asked = browser.get("/summaries/2026-11/internal.csv")
    assert asked.status_code == 403
    to = asked.text.partition('name="to" value="')[2].partition('"')[0]
    answer = browser.post("/confirm", {"to": to, "proof_code": app.code()})
    assert answer.location == "/summaries/2026-11/internal.csv"
    assert browser.get(answer.location).mimetype == "text/csv"


def test_the_way_on_is_signed_and_leads_nowhere_else(cora):
    browser, app, _codes, _time = cora
    for to in ("https://evil.example", "/reports", "//evil.example", "", "x.y.z"):
        assert browser.post("/confirm", {"to": to, "proof_code": app.code()}).status_code == 400, to


def test_a_recovery_code_does_as_well(cora, file_report):
    browser, _app, codes, _time = cora
    report = file_report(sharing="identity_to_police")
    values = {"purpose": "safety", "proof_recovery": codes[0]}
    assert browser.post(f"/reports/{report}/reveal", values).status_code == 200


def test_in_a_real_instance_a_bare_yes_is_no_proof(cora, file_report):
    browser, _app, _codes, _time = cora
    report = file_report(sharing="identity_to_police")
    answer = browser.post(f"/reports/{report}/reveal", {"purpose": "safety", "proof_simply": "yes"})
    assert answer.status_code == 422


def test_in_a_demonstration_a_click_is_enough(sign_in, file_report):
    with time_machine.travel(START, tick=False) as time:
        cora = sign_in("cora")
        report = file_report(sharing="identity_to_police")
        time.shift(LATER)
        assert cora.post(f"/reports/{report}/reveal", {"purpose": "safety"}).status_code == 403
        values = {"purpose": "safety", "proof_simply": "yes"}
        assert cora.post(f"/reports/{report}/reveal", values).status_code == 200


def test_the_right_power_is_asked_for_before_the_factor(real, file_report):
    with time_machine.travel(START, tick=False) as time:
        vera = real()
        hand.come_in(vera, cast.email("vera"))
        time.shift(LATER)
        assert vera.post(f"/reports/{file_report()}/reveal", {"purpose": "safety"}).status_code == 403
        assert "Confirm that it is you" not in vera.get("/summaries/2026-11/internal.csv").text


GRAVE = (
    "reports.reveal", "summaries.download", "digests.document", "appointments.invite", "appointments.answer",
    "appointments.withdraw", "appointments.change", "appointments.role", "appointments.wards", "factors.add_app",
    "factors.add_passkey", "training.record_dates", "centres.move", "factors.remove", "factors.codes", "factors.passphrase",
    "receipts.renew", "evidence.open_file", "disparity.download",
)  # fmt: skip


@pytest.mark.parametrize("endpoint", GRAVE)
def test_every_grave_page_is_stepped_up(app, endpoint):
    view, marks = app.view_functions[endpoint], []
    while view is not None:
        marks.append(getattr(view, "is_stepped_up", False))
        view = getattr(view, "__wrapped__", None)
    assert any(marks)


def test_no_page_that_changes_powers_opens_identity_or_exports_was_forgotten(app):
    """Whatever these rooms answer to a POST, or hand out as a file, is in the list above."""
    # The person's own papers; the empty form; a picture of the wards.
    files = {"receipts.document", "receipts.support_document", "telling.paper", "telling.ward_map"}
    due = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if (rule.endpoint.startswith("appointments.") and "POST" in rule.methods)
        or rule.rule.endswith((".pdf", ".csv", ".<suffix>", "/reveal"))
    } - files
    assert due <= set(GRAVE)
