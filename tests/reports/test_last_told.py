"""The day on which somebody last told something at each centre: whatever became of it, and quickly."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from reporting import clock
from reporting.centres.queries import by_code
from reporting.database import finish, session
from reporting.reports.queries import last_told


def test_the_latest_day_of_each_centre_counts_whatever_became_of_the_report(app, file_report):
    today = clock.today()
    for days, status in ((40, "released"), (12, "rejected"), (30, "withdrawn")):
        told_on = today - timedelta(days=days)
        file_report(taken_by="vera", status=status, happened_on=told_on, disclosed_on=told_on)
    with app.app_context():
        assert last_told() == {by_code("HARBOUR").id: today - timedelta(days=12)}
        finish(keep=False)


def test_no_report_is_read_for_it(app):
    """Every centre's day comes out of the index alone."""
    if not app.extensions["database"].is_sqlite:
        pytest.skip("how SQLite reads is said by SQLite alone")
    asked = []
    with app.app_context():
        sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
        last_told()
        statement, values = asked[-1]
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        finish(keep=False)
    steps = [row[-1] for row in plan if "incident_report" in row[-1]]
    assert steps
    assert all("COVERING INDEX ix_incident_report_centre_disclosed (centre_id=?)" in step for step in steps)
