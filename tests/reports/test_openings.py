"""Nothing sealed is shown before its opening is written down, and identity only for a purpose."""

from collections import Counter

import pytest

from reporting.reports import opening
from tests.reports.marked import IDENTITY, actions_in, found_in, trail, words

NAME = IDENTITY["name"]


def break_the_trail(monkeypatch) -> None:
    def fail(*_args, **_named):
        raise OSError("the trail cannot be written")

    monkeypatch.setattr(opening, "record", fail)


@pytest.mark.parametrize(("name", "parts"), [("omar", {"account", "alleged", "summary"}), ("vera", {"account"})])
def test_every_seal_opened_for_a_page_is_in_the_trail(app, sign_in, file_report, name, parts) -> None:
    report_id = file_report(words=words())
    reader = sign_in(name)
    before = Counter(actions_in(app))
    reader.get(f"/reports/{report_id}")
    assert Counter(actions_in(app)) - before == Counter({f"report:{part}:opened": 1 for part in parts})


@pytest.mark.parametrize("name", ["omar", "cora", "vera"])
def test_without_a_trail_there_are_no_words(app, sign_in, file_report, monkeypatch, name) -> None:
    report_id = file_report(words=words(), shares_full_account=True)
    reader = sign_in(name)
    app.config["PROPAGATE_FAILURES"] = False
    break_the_trail(monkeypatch)
    answer = reader.get(f"/reports/{report_id}")
    assert answer.status_code == 500
    assert not found_in(answer.text)


def test_without_a_trail_there_is_no_reveal(app, sign_in, file_report, monkeypatch) -> None:
    report_id = file_report(words=words(), sharing="identity_to_police")
    officer = sign_in("omar")
    app.config["PROPAGATE_FAILURES"] = False
    break_the_trail(monkeypatch)
    answer = officer.post(f"/reports/{report_id}/reveal", {"purpose": "contact"})
    assert answer.status_code == 500
    assert not found_in(answer.text)


def test_a_refused_form_shows_words_and_keeps_the_entries_of_opening_them(app, sign_in, file_report) -> None:
    report_id = file_report(words=words(), status="accepted")
    coordinator = sign_in("cora")
    before = Counter(actions_in(app))
    answer = coordinator.post(f"/reports/{report_id}/summary", {"text": ""})
    assert answer.status_code == 422
    assert found_in(answer.text)
    assert (Counter(actions_in(app)) - before)["report:account:opened"] == 1


def test_the_list_opens_nothing(app, sign_in, file_report) -> None:
    file_report(words=words())
    coordinator = sign_in("cora")
    before = actions_in(app)
    coordinator.get("/reports")
    assert actions_in(app) == before


@pytest.mark.parametrize(
    ("name", "choice", "status"),
    [("cora", "support_only", "submitted"), ("cora", "anonymous_to_police", "released"),
     ("omar", "identity_to_police", "released"), ("sunil", "identity_to_police", "released")],
)  # fmt: skip
def test_a_reveal_shows_who_it_is_and_stands_in_the_trail_with_its_purpose(
    app, sign_in, file_report, name, choice, status
) -> None:
    report_id = file_report(words=words(), sharing=choice, status=status)
    answer = sign_in(name).post(f"/reports/{report_id}/reveal", {"purpose": "safety"})
    assert answer.status_code == 200
    assert NAME in answer.text
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert trail(app)[0] == ("report:identity:opened", "safety", "done")


@pytest.mark.parametrize("purpose", ["", "curiosity"])
def test_a_reveal_needs_a_purpose_from_the_list(app, sign_in, file_report, purpose) -> None:
    report_id = file_report(words=words(), sharing="identity_to_police")
    answer = sign_in("omar").post(f"/reports/{report_id}/reveal", {"purpose": purpose})
    assert answer.status_code == 422
    assert NAME not in answer.text
    assert "report:identity:opened" not in actions_in(app)


@pytest.mark.parametrize(
    ("name", "choice", "status"),
    [("omar", "anonymous_to_police", "released"), ("cora", "statistics_only", "submitted")],
)
def test_who_was_kept_back_cannot_be_revealed_and_the_try_is_written_down(
    app, sign_in, file_report, name, choice, status
) -> None:
    report_id = file_report(words=words(), sharing=choice, status=status)
    answer = sign_in(name).post(f"/reports/{report_id}/reveal", {"purpose": "contact"})
    assert answer.status_code == 404
    assert trail(app)[0] == ("report:identity:refused", "", "denied")


def test_a_volunteer_cannot_reveal(sign_in, file_report) -> None:
    report_id = file_report(words=words(), sharing="identity_to_police")
    assert sign_in("vera").post(f"/reports/{report_id}/reveal", {"purpose": "contact"}).status_code == 403


@pytest.mark.parametrize("is_agreed", [False, True])
def test_a_reveal_to_police_holds_no_more_than_was_agreed(sign_in, file_report, is_agreed) -> None:
    report_id = file_report(
        words=words(),
        sharing="identity_to_police",
        shares_demographics=is_agreed,
        location_precision="exact" if is_agreed else "street_or_estate",
    )
    page = sign_in("omar").post(f"/reports/{report_id}/reveal", {"purpose": "contact"}).text
    assert {IDENTITY["phone"], IDENTITY["contact_rules"]} <= found_in(page)
    for detail in (IDENTITY["community"], IDENTITY["address"], "35 to 44", "African"):
        assert (detail in page) is is_agreed, detail
