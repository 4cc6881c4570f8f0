"""The timed jobs: each safe to repeat, none stopping another, nothing of an error's text in the log."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from reporting import clock, jobs
from reporting.database import finish, session
from reporting.digests.models import SNTDigest
from reporting.reports import drafts
from reporting.reports.models import ReportDraft


@pytest.mark.parametrize(
    ("moment", "is_time"),
    [("2026-11-16 06:59", False), ("2026-11-16 07:00", True), ("2026-11-22 23:59", True), ("2026-10-26 06:59", False)],
)
def test_digests_go_out_from_monday_seven_on(moment, is_time):
    assert jobs.is_digest_time(datetime.fromisoformat(moment).replace(tzinfo=clock.LONDON)) is is_time


def test_every_job_can_be_repeated(app):
    for job in jobs.JOBS:
        if job.name != "mail":
            assert jobs.run(app, job)
            assert jobs.run(app, job)
    with app.app_context():
        n_digests = session.scalar(sa.select(sa.func.count()).select_from(SNTDigest))
        finish(keep=False)
    assert n_digests in {0, 2}  # none before Monday seven o'clock


def test_old_drafts_are_gone_after_the_night(app, sign_in):
    from reporting.people.queries import by_email

    with app.app_context():
        for days in (1, 8):
            draft = drafts.start_report(by_email("vera@demo.example"), second_language="")
            draft.saved_at = clock.now() - timedelta(days=days)
        finish(keep=True)
    assert jobs.run(app, next(job for job in jobs.JOBS if job.name == "tidy"))
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(ReportDraft)) == 1
        finish(keep=False)


def test_a_job_that_fails_is_logged_by_its_kind_and_leaves_nothing_half_done(app, caplog):
    def fail():
        session.execute(sa.delete(SNTDigest))
        raise RuntimeError("Amina Example, 4 Orchard Row")

    broken = jobs.Job("broken", "never", {}, fail)
    assert not jobs.run(app, broken)
    assert "job broken failed: RuntimeError" in caplog.text
    assert "Amina" not in caplog.text
    assert jobs.run(app, next(job for job in jobs.JOBS if job.name == "tidy"))


def test_the_worker_holds_every_job_on_the_london_clock(app):
    held = {job.id: job for job in jobs.scheduler_for(app).get_jobs()}
    assert set(held) == {job.name for job in jobs.JOBS}
    assert all(str(job.trigger.timezone) == "Europe/London" for job in held.values())
    assert all(job.max_instances == 1 and job.coalesce for job in held.values())


def test_a_worker_that_starts_late_keeps_the_study_and_the_levels_before_the_digests_that_tell_of_them(app):
    worker = jobs.scheduler_for(app)
    assert worker._executors["default"]._pool._max_workers == 1
    begins = {job.id: job.next_run_time for job in worker.get_jobs() if hasattr(job, "next_run_time")}
    assert begins["study"] < begins["levels"] < begins["digests"]
