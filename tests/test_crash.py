"""Whatever was acknowledged is still there after the server was killed at any moment.

The whole process group is killed with SIGKILL while volunteers are working; then it is started again and asked.
"""

import os
import random
import threading

import pytest
import sqlalchemy as sa
from flask import Flask

from reporting.database import finish, session
from reporting.reports.contents import Compartment
from reporting.reports.models import IncidentReport, ReportDraft
from reporting.reports.opening import open_compartments, open_draft
from tests.crash_server import Countdown, Server, Volunteer

VOLUNTEERS = ("vera", "vic")
MOST_PAGES = 40  # acknowledged in one life of the server: about three whole tellings
ONE_PAGE_SECONDS = 0.05  # the kill comes somewhere within the page that follows


def kill_and_take_up_again(house: tuple[Flask, Server], *, n_kills: int, seed: int) -> None:
    app, server = house
    dice = random.Random(seed)
    server.start()
    volunteers = [Volunteer(server, name) for name in VOLUNTEERS]
    for volunteer in volunteers:
        volunteer.sign_in()
    for number in range(n_kills):
        countdown = Countdown(dice.randrange(1, MOST_PAGES))
        for volunteer in volunteers:
            volunteer.work(countdown)
        assert countdown.wait(), [volunteer.trouble for volunteer in volunteers]
        killer = threading.Timer(dice.uniform(0, ONE_PAGE_SECONDS), server.kill)
        killer.start()
        for one in (killer, *volunteers):
            one.join()
        assert [volunteer.trouble for volunteer in volunteers] == [[]] * len(volunteers)
        if number % 2:  # the log is recovered by the first who opens the database: now the server, now ourselves
            assert_everything_acknowledged_is_there(app, volunteers)
            server.start()
        else:
            server.start()
            assert_everything_acknowledged_is_there(app, volunteers)
        volunteers = [volunteer.again() for volunteer in volunteers]
    assert_submitting_again_changes_nothing(app, volunteers)
    server.kill()
    assert_everything_acknowledged_is_there(app, volunteers)
    assert sum(volunteer.n_acknowledged for volunteer in volunteers) > n_kills  # the kills met people at work
    assert any(telling.is_submitted for volunteer in volunteers for telling in volunteer.tellings)


def assert_everything_acknowledged_is_there(app: Flask, volunteers: list[Volunteer]) -> None:
    with app.extensions["database"].engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    verified = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert verified.exit_code == 0, verified.output
    tellings = [telling for volunteer in volunteers for telling in volunteer.tellings]
    with app.app_context():
        reports = {str(report.id): report for report in session.scalars(sa.select(IncidentReport))}
        drafts = {str(draft.id): draft for draft in session.scalars(sa.select(ReportDraft))}
        assert not reports.keys() & drafts.keys()
        assert reports.keys() <= {telling.draft_id for telling in tellings if telling.was_sent}  # none doubled
        for telling in tellings:
            if telling.is_submitted or telling.draft_id in reports:
                assert telling.is_submitted or telling.was_sent
                report = reports[telling.draft_id]
                assert telling.reference in {"", report.reference}
                account = open_compartments(report, Compartment.ACCOUNT)[Compartment.ACCOUNT]
                assert [account.narrative] == telling.answers.get("what", {}).get("narrative", [account.narrative])
            else:
                kept = open_draft(drafts[telling.draft_id].id).steps
                for step, given in telling.answers.items():
                    assert {name: kept[step][name] for name in given} == given
        finish(keep=False)
    app.extensions["database"].engine.dispose()


def assert_submitting_again_changes_nothing(app: Flask, volunteers: list[Volunteer]) -> None:
    def n_reports() -> int:
        with app.extensions["database"].reader() as reader:
            return reader.scalar(sa.select(sa.func.count()).select_from(IncidentReport))

    before = n_reports()
    for volunteer in volunteers:
        for telling in volunteer.tellings:
            if telling.is_submitted:
                again = volunteer.submit_again(telling)
                assert again == (telling.reference or again)
                assert volunteer.submit_again(telling) == again
    assert n_reports() == before


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(house):
    kill_and_take_up_again(house, n_kills=int(os.environ.get("KILLS", "7")), seed=1)


@pytest.mark.prove
def test_nothing_acknowledged_is_lost_in_sixty_kills(house):
    kill_and_take_up_again(house, n_kills=60, seed=2)
