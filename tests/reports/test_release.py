"""What was not agreed cannot be released."""

import pytest

from tests.reports.marked import SUMMARY, status_of, trail


def test_the_way_from_new_to_the_ward_team(app, sign_in, file_report) -> None:
    report_id = file_report(status="submitted")
    coordinator, officer = sign_in("cora"), sign_in("omar")
    for step, values in [
        ("begin", {}),
        ("summary", {"text": "Shouting."}),
        ("risk", {"risk": "high", "reason": "They live next door."}),
        ("accept", {}),
    ]:
        assert coordinator.post(f"/reports/{report_id}/{step}", values).status_code == 302, step
        assert officer.get(f"/reports/{report_id}").status_code == 404
    assert coordinator.post(f"/reports/{report_id}/release").status_code == 302
    page = officer.get(f"/reports/{report_id}")
    assert page.status_code == 200
    assert "Shouting." in page.text


@pytest.mark.parametrize("choice", ["statistics_only", "support_only"])
@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_what_was_not_agreed_cannot_be_released_and_the_try_is_written_down(
    app, sign_in, file_report, choice, status
) -> None:
    report_id = file_report(status=status, sharing=choice)
    before = status_of(app, report_id)
    answer = sign_in("cora").post(f"/reports/{report_id}/release")
    assert answer.status_code == 409
    assert "has not agreed to share this with the police" in answer.text
    assert status_of(app, report_id) == before
    assert ("report:release:refused", "", "denied") in trail(app)


def test_a_choice_for_other_recipients_is_not_one_for_the_ward_team(app, sign_in, file_report) -> None:
    report_id = file_report(status="submitted", recipients=frozenset({"victim_support"}))
    coordinator = sign_in("cora")
    coordinator.post(f"/reports/{report_id}/accept")
    assert status_of(app, report_id) == "kept_local"
    assert coordinator.post(f"/reports/{report_id}/release").status_code == 409


def test_nothing_is_released_without_a_summary(app, sign_in, file_report) -> None:
    report_id = file_report(status="submitted")
    coordinator = sign_in("cora")
    coordinator.post(f"/reports/{report_id}/accept")
    answer = coordinator.post(f"/reports/{report_id}/release")
    assert answer.status_code == 422
    assert "Write the summary for the police first" in answer.text
    assert status_of(app, report_id) == "accepted"


def test_nothing_is_released_before_it_is_accepted(app, sign_in, file_report) -> None:
    report_id = file_report(status="submitted")
    assert sign_in("cora").post(f"/reports/{report_id}/release").status_code == 409
    assert status_of(app, report_id) == "submitted"


def test_the_preview_is_drawn_as_the_officers_page_is(sign_in, file_report) -> None:
    report_id = file_report(shares_full_account=True)

    def rows(page: str) -> str:
        start = page.index('<dl class="govuk-summary-list">')
        return page[start : page.index("</dl>", start)]

    preview = sign_in("cora").get(f"/reports/{report_id}").text.split('class="police-view"', 1)[1]
    page = sign_in("omar").get(f"/reports/{report_id}").text
    assert SUMMARY in rows(preview)
    assert rows(preview) == rows(page)
