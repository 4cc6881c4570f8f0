"""The timed jobs, in one list. Each calls its room's action and may be repeated at any time."""

import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import click
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from flask import Flask, current_app
from flask.cli import with_appcontext

from reporting import clock, database, throttle
from reporting.audit import actions as audit
from reporting.centres import actions as centres
from reporting.digests import actions as digests
from reporting.hotspots.forecasts import actions as forecasts
from reporting.hotspots.weekly import actions as weekly
from reporting.mail import delivery
from reporting.oversight import actions as oversight
from reporting.people.sessions import actions as sessions
from reporting.people.training import actions as training
from reporting.reports import actions as reports
from reporting.reports import drafts
from reporting.reports.conflicts.actions import tell_of_unread
from reporting.reports.handing.actions import warn_before_end
from reporting.reports.queries import last_told
from reporting.tension import actions as tension
from reporting.tension.levels import actions as levels
from reporting.tension.queries import last_return_on
from reporting.tension.returns import actions as returns

logger = logging.getLogger("reporting.jobs")
GRACE_SECONDS = 6 * 60 * 60  # a job that could not begin in time still begins within six hours


@dataclass(frozen=True)
class Job:
    """A job: its name, when it runs on the London clock, and what it calls."""

    name: str
    when: str
    timing: dict[str, Any]
    work: Callable[[], object]
    is_caught_up: bool = False  # also run when the worker starts, in case its time passed meanwhile


def send_digests() -> None:
    """The digests of the last complete week, from Monday 07:00 on."""
    now = clock.london(clock.now())
    if is_digest_time(now):
        digests.send()


def is_digest_time(now: datetime) -> bool:
    """Whether this week's Monday 07:00, on the London clock, has come."""
    monday = now.date() - timedelta(days=now.weekday())
    return now.replace(tzinfo=None) >= datetime.combine(monday, datetime.min.time()) + timedelta(hours=7)


def deliver_mail() -> None:
    """The outbox; a letter that failed waits for its turn."""
    delivery.deliver(when_due=True)


def anchor_trail() -> None:
    """The trail's head, beside the database; fails loudly where the trail contradicts its last anchor."""
    audit.anchor_head()


def look_for_unusual_access() -> None:
    """Whether the trail is whole, and what stands out in its last weeks, for the data-protection lead."""
    oversight.verify_trail()
    oversight.look()


def tidy() -> None:
    """Old drafts and reports whose time has come; afterwards the database's log no longer holds them either."""
    warn_before_end()
    drafts.discard_old_drafts()
    reports.dispose_due()
    tension.forget_old()
    sessions.forget_old()
    tell_of_unread()  # a ward team also changes when somebody leaves or leave cover ends
    database.finish(keep=True)
    opened = current_app.extensions["database"]
    throttle.forget_old()
    with opened.writer_lock():
        opened.checkpoint()


def remind_to_train() -> None:
    """Letters to those whose certificate runs out soon, or has run out."""
    training.remind()


def look_after_centres() -> None:
    """Centres that fell silent or woke up, and the letters that ask whether their details are still right."""
    told, returned = last_told(), last_return_on()
    signs = {one: max(day for day in (told.get(one), returned.get(one)) if day) for one in {*told, *returned}}
    centres.move_by_night(signs)
    centres.post_due_letters()


JOBS = (
    Job("mail", "every minute", {"minute": "*"}, deliver_mail),
    Job("anchor", "every hour", {"minute": 20}, anchor_trail, is_caught_up=True),
    Job("tidy", "every night at 03:00", {"hour": 3, "minute": 0}, tidy),
    Job("training", "every night at 03:30", {"hour": 3, "minute": 30}, remind_to_train, is_caught_up=True),
    Job("centres", "every night at 04:00", {"hour": 4, "minute": 0}, look_after_centres, is_caught_up=True),
    Job("look", "every night at 04:30", {"hour": 4, "minute": 30}, look_for_unusual_access, is_caught_up=True),
    Job(
        "study",
        "Mondays at 05:30",
        {"day_of_week": "mon", "hour": 5, "minute": 30},
        weekly.keep_last_week,
        is_caught_up=True,
    ),
    Job(
        "forecast",
        "Mondays at 05:45",
        {"day_of_week": "mon", "hour": 5, "minute": 45},
        forecasts.keep_last_week,
        is_caught_up=True,
    ),
    Job("levels", "every morning at 06:30", {"hour": 6, "minute": 30}, levels.work_out_lately, is_caught_up=True),
    Job("digests", "Mondays at 07:00", {"day_of_week": "mon", "hour": 7, "minute": 0}, send_digests, is_caught_up=True),
    Job(
        "returns",
        "Mondays and Fridays at 12:00",
        {"day_of_week": "mon,fri", "hour": 12, "minute": 0},
        returns.remind,
        is_caught_up=True,
    ),
)


def run(app: Flask, job: Job) -> bool:
    """Runs one job in an app context of its own. A failure is logged by its kind alone and stops nothing else."""
    with app.app_context():
        try:
            job.work()
            database.finish(keep=True)
        except Exception as error:  # whatever it is, the other jobs go on; its text may hold what a person typed
            database.finish(keep=False)
            logger.error("job %s failed: %s", job.name, type(error).__name__)
            return False
    return True


def scheduler_for(app: Flask) -> BlockingScheduler:
    """A scheduler that holds every job; it has not started yet.

    One job at a time, in the order of the list where several are due: a worker that starts late on a Monday must keep the
    study and the levels before it makes the digests that tell of them, and writers stand in line anyway.
    """
    scheduler = BlockingScheduler(timezone=clock.LONDON, executors={"default": ThreadPoolExecutor(max_workers=1)})
    now = clock.now()
    for number, job in enumerate(JOBS):
        in_turn = now + timedelta(
            milliseconds=number
        )  # of two at the same instant the scheduler would take the names' order
        at_start = {"next_run_time": in_turn} if job.is_caught_up else {}
        scheduler.add_job(
            run,
            CronTrigger(timezone=clock.LONDON, **job.timing),
            args=(app, job),
            id=job.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=GRACE_SECONDS,
            **at_start,
        )
    return scheduler


@click.command("jobs")
@click.option("--now", "name", type=click.Choice([job.name for job in JOBS]), help="Run this one job once, and stop.")
@with_appcontext
def jobs_command(name: str | None) -> None:
    """Run the timed jobs until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if name:
        chosen = next(job for job in JOBS if job.name == name)
        if not run(app, chosen):
            click.echo(f"The job {name} failed; the log says how.", err=True)
            raise SystemExit(1)
        return
    for job in JOBS:
        click.echo(f"{job.name}: {job.when}")
    scheduler = scheduler_for(app)

    def stop(_signal: int, _frame: object) -> None:
        scheduler.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    scheduler.start()
    click.echo("Stopped.")


def init_app(app: Flask) -> None:
    app.cli.add_command(jobs_command)
