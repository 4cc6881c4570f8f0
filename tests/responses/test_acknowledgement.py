"""The ward team says once that it has read a report."""

import uuid

import pytest
import sqlalchemy as sa

from reporting.database import session
from reporting.people.models import Person
from reporting.responses import queries
from reporting.responses.models import Acknowledgement
from tests.reports.marked import actions_in


def all_of_them(app) -> list[Acknowledgement]:
    with app.app_context():
        return list(session.scalars(sa.select(Acknowledgement)))


def test_an_officer_says_that_the_report_was_read(app, sign_in, file_report) -> None:
    report_id = file_report()
    officer = sign_in("omar")
    page = officer.post(f"/reports/{report_id}/acknowledge", follow_redirects=True).text
    assert "Read by the ward team" in page
    assert "Not read yet" not in officer.get("/reports").text
    assert "Read by the ward team" in sign_in("cora").get(f"/reports/{report_id}").text
    with app.app_context():
        omar = session.scalars(sa.select(Person).where(Person.display_name == "Omar")).unique().one()
        assert queries.acknowledgement_of(report_id).acknowledged_by_id == omar.id


def test_a_second_time_and_a_colleague_change_nothing(app, sign_in, file_report) -> None:
    report_id = file_report()
    officer, colleague = sign_in("omar"), sign_in("sunil")
    officer.post(f"/reports/{report_id}/acknowledge")
    before = [(one.id, one.acknowledged_by_id, one.acknowledged_at) for one in all_of_them(app)]
    for again in (officer, colleague):
        assert again.post(f"/reports/{report_id}/acknowledge").status_code == 302
    assert [(one.id, one.acknowledged_by_id, one.acknowledged_at) for one in all_of_them(app)] == before
    assert actions_in(app).count("report:acknowledged") == 1


def test_a_row_that_a_colleague_wrote_in_between_is_no_failure(app, sign_in, file_report, monkeypatch) -> None:
    report_id = file_report()
    sign_in("sunil").post(f"/reports/{report_id}/acknowledge")
    officer = sign_in("omar")
    with monkeypatch.context() as blind:
        blind.setattr(queries, "acknowledgement_of", lambda _id: None)
        assert officer.post(f"/reports/{report_id}/acknowledge").status_code == 302
    assert len(all_of_them(app)) == 1
    assert actions_in(app).count("report:acknowledged") == 1


@pytest.mark.parametrize(
    "given", [{"ward": "Z02"}, {"status": "accepted"}, {"sharing": "support_only"}, {"status": "withdrawn"}]
)
def test_what_does_not_exist_for_the_officer_cannot_be_acknowledged(app, sign_in, file_report, given) -> None:
    report_id = file_report(**given)
    officer = sign_in("omar")
    assert officer.post(f"/reports/{report_id}/acknowledge").status_code == 404
    assert officer.post(f"/reports/{uuid.uuid4()}/acknowledge").status_code == 404
    assert all_of_them(app) == []


@pytest.mark.parametrize("name", ["cora", "vera", "lena", "dana"])
def test_only_the_ward_team_acknowledges(app, sign_in, file_report, name) -> None:
    report_id = file_report()
    assert sign_in(name).post(f"/reports/{report_id}/acknowledge").status_code == 403
    assert all_of_them(app) == []


def test_acknowledgements_are_found_for_many_reports_at_once(app, sign_in, file_report) -> None:
    read, unread = file_report(), file_report()
    sign_in("omar").post(f"/reports/{read}/acknowledge")
    with app.app_context():
        assert set(queries.acknowledged([read, unread, *(uuid.uuid4() for _ in range(1200))])) == {read}
        assert queries.acknowledged([]) == {}
