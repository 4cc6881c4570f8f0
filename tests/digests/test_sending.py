"""``digests send``: each ward team once a week, whoever sends and however often."""

import threading
from datetime import timedelta

import sqlalchemy as sa

from reporting import clock
from reporting.database import finish, session
from reporting.digests import actions
from reporting.digests.models import SNTDigest
from reporting.reports import actions as reports
from reporting.reports.models import IncidentReport
from tests import cast


def test_each_team_gets_a_digest_and_each_officer_one_letter(run, release, stored, posted):
    release()
    assert run("digests", "send").exit_code == 0
    assert len(stored("Z01")) == len(stored("Z02")) == 1
    assert posted() == [cast.email(name) for name in ("olga", "omar", "sunil")]


def test_sending_again_makes_and_posts_nothing(run, release, stored, posted):
    reference = release()
    run("digests", "send")
    release()
    again = run("digests", "send")
    assert again.exit_code == 0
    assert "made before" in again.output
    assert stored("Z01")[0]["references"] == [reference]
    assert len(posted()) == 3


def test_several_senders_at_once_make_each_digest_once(app, week, release, posted):
    release()
    outcomes, errors = [], []

    def work():
        with app.app_context():
            try:
                outcomes.extend(actions.send(week.name))
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sum(one.is_new for one in outcomes) == len(cast.WARDS)
    assert len(posted()) == 3
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(SNTDigest)) == len(cast.WARDS)
        finish(keep=False)


def test_one_ward_can_be_sent_alone_and_the_rest_later(run, stored, posted):
    run("digests", "send", "--ward", "Z02")
    assert (len(stored("Z01")), len(stored("Z02"))) == (0, 1)
    assert posted() == [cast.email("olga"), cast.email("sunil")]
    run("digests", "send")
    assert posted() == [cast.email(name) for name in ("olga", "omar", "sunil")]


def test_a_rehearsal_stores_and_posts_nothing(run, release, stored, posted, tmp_path):
    release()
    answer = run("digests", "send", "--dry-run", "--to-dir", tmp_path / "out")
    assert answer.exit_code == 0
    assert "1 new" in answer.output
    assert stored("Z01") == []
    assert posted() == []
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_a_week_that_is_not_over_is_refused(run, stored):
    answer = run("digests", "send", "--week", clock.iso_week(clock.today()))
    assert answer.exit_code == 1
    assert "not over" in answer.stderr
    assert stored("Z01") == []


def test_a_week_that_is_none_is_a_mistake_of_usage(run):
    for text in ("2026-47", "2026-W60", "last", "2026-W1"):
        assert run("digests", "send", "--week", text).exit_code == 2


def test_an_unknown_ward_is_refused_by_its_code(run):
    answer = run("digests", "send", "--ward", "Z99")
    assert answer.exit_code == 1
    assert "Z99" in answer.stderr


def test_the_files_are_written_also_for_digests_made_earlier(run, release, week, tmp_path):
    reference = release()
    run("digests", "send")
    assert run("digests", "send", "--ward", "Z01", "--to-dir", tmp_path / "out").exit_code == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(files) == {f"{week.name}-Z01.{ending}" for ending in ("html", "pdf", "eml")}
    assert reference.encode() in files[f"{week.name}-Z01.html"]
    assert files[f"{week.name}-Z01.pdf"].startswith(b"%PDF")
    letter = files[f"{week.name}-Z01.eml"].decode()
    assert f"To: {cast.email('omar')}" in letter
    assert reference not in letter
    assert "Z01" not in letter


def test_a_folder_that_cannot_be_written_is_said_and_the_digest_still_goes_out(run, stored, tmp_path):
    (tmp_path / "file").write_text("")
    answer = run("digests", "send", "--to-dir", tmp_path / "file" / "out")
    assert answer.exit_code == 1
    assert "could not be written" in answer.stderr
    assert len(stored("Z01")) == 1


def test_a_withdrawal_is_told_once_in_the_next_digest(app, run, release, week, stored):
    before = week.monday - timedelta(days=14)
    reference = release(on=before)
    run("digests", "send", "--week", clock.iso_week(before))
    with app.app_context():
        reports.withdraw_report(session.scalars(sa.select(IncidentReport)).unique().one())
        finish(keep=True)
    run("digests", "send", "--week", clock.iso_week(before + timedelta(days=7)))
    run("digests", "send")
    first, second, third = stored("Z01")
    assert first["references"] == [reference]
    assert second["withdrawn"] == [reference]
    assert third["withdrawn"] == []
    assert [one["number"] for one in (first, second, third)] == [1, 2, 3]


def test_sending_opens_no_seal(app, run, release, settings):
    release()
    settings.keys.chmod(0o600)
    settings.keys.unlink()
    app.extensions.pop("keyring", None)
    assert run("digests", "send").exit_code == 0
