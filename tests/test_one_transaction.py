"""One transaction a request: kept once, at the end, and only when the answer is not a refusal."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from reporting import database as rooms
from reporting.reports.models import Incident
from reporting.web import csrf


@pytest.fixture
def app(fresh_app):
    """Pages are added here, so the app is not shared."""
    return fresh_app


@pytest.fixture
def writing(app, monkeypatch):
    """A client of an app with a page that writes a row and then answers as asked; and the commits it makes."""
    app.config.update(PROPAGATE_FAILURES=False, PROPAGATE_EXCEPTIONS=False)

    def write(status: int) -> tuple[str, int]:
        rooms.session.add(Incident(recorded_on=datetime.now(UTC).date()))
        rooms.session.flush()
        if status == 599:
            raise RuntimeError
        return "", status

    monkeypatch.setattr(csrf, "_exempt_views", {f"{write.__module__}.{write.__name__}"})  # for this test alone
    app.add_url_rule("/write/<int:status>", "write", write, methods=["GET", "POST", "PUT", "DELETE"])
    commits: list[bool] = []
    engine = app.extensions["database"].engine
    sa.event.listen(engine, "commit", lambda connection: commits.append(True))
    return app.test_client(), commits


def n_incidents(app) -> int:
    with app.extensions["database"].reader() as session:
        return session.scalar(sa.select(sa.func.count()).select_from(Incident))


def test_a_request_commits_exactly_once_at_its_end(app, writing):
    client, commits = writing
    asked = [(method, status) for method in ("POST", "PUT", "DELETE") for status in (200, 201, 302, 303)]
    for number, (method, status) in enumerate(asked, start=1):
        client.open(f"/write/{status}", method=method)
        assert (n_incidents(app), len(commits)) == (number, number), (method, status)


def test_a_request_that_is_refused_or_fails_changes_nothing(app, writing):
    client, commits = writing
    for status in (400, 403, 404, 409, 422, 429, 500, 503, 599):
        client.post(f"/write/{status}")
        assert (n_incidents(app), len(commits)) == (0, 0), status


def test_a_request_after_a_refused_one_is_not_kept_waiting(app, writing):
    client, _commits = writing
    for status in (400, 599, 200):
        client.post(f"/write/{status}")
    assert n_incidents(app) == 1


def test_a_request_that_only_reads_keeps_nothing(app, writing):
    client, commits = writing
    for method in ("GET", "HEAD"):
        client.open("/write/200", method=method)
    assert (n_incidents(app), len(commits)) == (0, 0)


def test_what_is_written_apart_is_kept_although_the_request_is_refused(app):
    def write_apart() -> tuple[str, int]:
        with rooms.apart() as own:
            own.add(Incident(recorded_on=datetime.now(UTC).date()))
        return "", 404

    app.add_url_rule("/apart", "apart", write_apart)
    app.test_client().get("/apart")
    assert n_incidents(app) == 1


def test_a_command_keeps_nothing_unless_it_says_so(app):
    with app.app_context():
        rooms.session.add(Incident(recorded_on=datetime.now(UTC).date()))
        rooms.session.flush()
    assert n_incidents(app) == 0
    with app.app_context():
        rooms.session.add(Incident(recorded_on=datetime.now(UTC).date()))
        rooms.finish(keep=True)
    assert n_incidents(app) == 1
