"""What was published once comes back the same for ever."""

import uuid
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.database import finish, session
from reporting.reports import actions as reports
from reporting.reports.models import IncidentReport
from reporting.summaries import actions
from reporting.summaries.material import months_before
from reporting.summaries.models import PublishedSummary
from reporting.summaries.tabulation import checksum
from tests.summaries.conftest import rows_of


def withdraw(app: Flask, report_id: uuid.UUID) -> None:
    with app.app_context():
        reports.withdraw_report(session.get_one(IncidentReport, report_id))
        finish(keep=True)


def test_the_published_version_does_not_change_when_a_report_comes_or_goes(
    app: Flask, tell: Callable, exported: Callable
) -> None:
    told = tell(12)
    first = exported("public")
    assert rows_of(first, "T1")["All reports"][1] == 10
    assert first["version"] == 1
    tell(6)
    assert exported("public") == first
    for report_id in told[:11]:
        withdraw(app, report_id)
    assert exported("public") == first
    assert rows_of(exported("internal"), "T1")["All reports"][1] == 7


def test_the_version_on_the_page_is_the_one_that_was_published(
    tell: Callable, exported: Callable, sign_in: Callable, month: str
) -> None:
    tell(12)
    published = exported("public")
    tell(20)
    page = sign_in("cora").get(f"/summaries/{month}/public").text
    assert published["checksum"] in page
    assert "Preview" not in page


def test_reading_the_page_publishes_nothing(app: Flask, tell: Callable, sign_in: Callable, month: str) -> None:
    tell(12)
    assert "Preview" in sign_in("cora").get(f"/summaries/{month}/public").text
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(PublishedSummary)) == 0


def test_the_first_download_publishes_and_both_are_in_the_trail(
    app: Flask, tell: Callable, sign_in: Callable, month: str
) -> None:
    tell(12)
    assert sign_in("cora").get(f"/summaries/{month}/public.csv").status_code == 200
    with app.app_context():
        version = session.scalars(sa.select(PublishedSummary)).one()
        entries = session.scalars(sa.select(AuditEntry).where(AuditEntry.action.startswith("summary:"))).all()
        assert version.checksum == checksum(version.content)
        assert sorted((entry.action, entry.actor_role) for entry in entries) == [
            ("summary:exported", "coordinator"),
            ("summary:frozen", "coordinator"),
        ]
        assert {entry.object_id for entry in entries} == {version.id, None}
        assert all(month in entry.detail for entry in entries)


def test_the_checksum_is_the_same_in_every_language_and_format(app: Flask, tell: Callable, month: str) -> None:
    from reporting.i18n import speaking

    tell(12)
    with app.app_context():
        languages = [code for code in ("en", "ar", "bn", "so") if code in app.config["SETTINGS"].language_codes]
        sums = set()
        for code in languages:
            with speaking(code):
                sums.add(actions.summary_for(month, "public").checksum)
        finish(keep=True)
    assert len(sums) == 1


def test_a_month_inside_the_delay_cannot_be_frozen(app: Flask) -> None:
    with app.app_context(), pytest.raises(actions.InsideDelayError):
        actions.freeze_public(f"{clock.today():%Y-%m}")


def test_earlier_months_are_shown_as_they_were_published_or_not_at_all(
    tell: Callable, exported: Callable, month: str
) -> None:
    before = months_before(month, 1)
    tell(12)
    tell(17, in_month=before)
    preview = exported("public", "--preview")
    assert rows_of(preview, "T1")["All reports"][1:] == [10, "not published", "not published"]
    exported("public", of=before)
    tell(30, in_month=before)
    assert rows_of(exported("public"), "T1")["All reports"][1:] == [10, 15, "not published"]
