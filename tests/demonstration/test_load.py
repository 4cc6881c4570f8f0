"""`demo load` and `demo clear`: only in a demonstration, once, and everything loaded can be read and counted."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from reporting import clock, create_app
from reporting.audit.models import AuditEntry
from reporting.database import Base, finish, session
from reporting.demonstration import cast, names
from reporting.demonstration.borough import borough
from reporting.hotspots.events import queries as events
from reporting.people.actions import recognised
from reporting.people.queries import by_email
from reporting.places import queries as places
from reporting.places.models import Ward
from reporting.reports import shared
from reporting.reports.contents import Compartment
from reporting.reports.figures import NOT_COUNTED, Profile, Selection, counts, n_without_point, points, tallies
from reporting.reports.models import IncidentReport, ReportKey, SealedCompartment
from reporting.reports.sealed import WordsDestroyed, take
from reporting.reports.vocabulary import PLACE_TYPES, Status
from reporting.responses.models import Acknowledgement
from reporting.signposts import queries as signposts
from reporting.signposts.seed import SERVICES

TWO_YEARS_AGO = clock.today() - timedelta(days=1200)


def contents(app):
    """How many rows every table has."""
    with app.extensions["database"].reader() as reader:
        return {
            table.name: reader.scalar(sa.select(sa.func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


def test_a_real_instance_is_never_given_made_up_reports(real_app, run):
    before = contents(real_app)
    for command in ("load", "clear"):
        result = run(real_app, "demo", command)
        assert result.exit_code == 1
        assert "real instance" in result.output
    assert contents(real_app) == before


def test_an_empty_real_instance_is_refused_too(bare, run):
    real = create_app(replace(bare.config["SETTINGS"], is_demonstration=False))
    assert run(real, "demo", "load").exit_code == 1
    assert not any(contents(real).values())


def test_a_second_load_changes_nothing_and_says_so(loaded, run):
    before = contents(loaded)
    result = run(loaded, "demo", "load", "--reports", "700")
    assert result.exit_code == 0
    assert "here already" in result.output
    assert contents(loaded) == before


def test_what_is_there_otherwise_is_not_mixed_with_it(bare, run):
    assert run(bare, "centres", "add", "Elsewhere", "--code", "ELSE").exit_code == 0
    result = run(bare, "demo", "load")
    assert result.exit_code == 1
    assert contents(bare)["ward"] == 0


def test_clear_leaves_the_audit_trail_and_nothing_else(loaded, run):
    before = contents(loaded)["audit_entry"]
    assert run(loaded, "demo", "clear").exit_code == 0
    after = contents(loaded)
    assert {name for name, n in after.items() if n} == {"audit_entry"}
    assert after["audit_entry"] == before + 1
    assert run(loaded, "audit", "verify").exit_code == 0
    assert run(loaded, "demo", "clear").exit_code == 0


def test_it_can_be_loaded_again_after_it_was_cleared(loaded, run):
    run(loaded, "demo", "clear")
    assert run(loaded, "demo", "load", "--reports", "30", "--months", "3", "--seed", "5").exit_code == 0
    assert contents(loaded)["incident_report"] == 30


def test_the_figures_add_up(loaded):
    whole = Selection(profile=Profile.INTERNAL, since=TWO_YEARS_AGO, until=clock.today())
    police = replace(whole, profile=Profile.POLICE)
    with loaded.app_context():
        stored = session.scalar(sa.select(sa.func.count()).select_from(IncidentReport))
        left_out = session.scalar(
            sa.select(sa.func.count()).select_from(IncidentReport).where(IncidentReport.status.in_(NOT_COUNTED))
        )
        (total,) = counts(whole)
        assert stored == 600
        assert total.n_reports == stored - left_out
        for dimension in ("month", "ward", "primary_strand", "sharing", "centre", "risk"):
            assert sum(one.n_reports for one in counts(whole, by=[dimension])) == total.n_reports
        (seen,) = counts(police)
        assert points(police).n_reports + n_without_point(police) == seen.n_reports
        months = [values[0] for values in (one.values for one in counts(whole, by=["month"]))]
        told = sum(
            n
            for _month, _band, n in tallies(
                [f"{y}-{m:02d}" for y in range(2020, 2100) for m in range(1, 13)], by="age_band"
            )
        )
        rejected = session.scalar(
            sa.select(sa.func.count())
            .select_from(IncidentReport)
            .where(IncidentReport.status.in_([Status.REJECTED, Status.WITHDRAWN]))
        )
        assert len(months) >= 20
        assert told == stored - rejected
        finish(keep=False)


def test_every_kind_of_report_opens_for_the_coordinator(loaded):
    with loaded.app_context():
        cora = by_email(cast.email("cora"))
        rows = session.execute(sa.select(IncidentReport.id, IncidentReport.status, IncidentReport.sharing)).all()
        seen = set()
        for report_id, status, sharing in rows[::4]:
            view = shared.one(cora, report_id)
            if view.account is not None:
                assert view.account["narrative"]
                seen.add((status, sharing))
            if status is Status.RELEASED:
                assert view.summary or session.scalar(
                    sa.select(ReportKey.destroyed_at).where(ReportKey.report_id == report_id)
                )
        assert len(seen) >= 4
        finish(keep=True)


def test_omar_reads_the_story_and_olga_does_not(loaded):
    with loaded.app_context():
        omar, olga = by_email(cast.email("omar")), by_email(cast.email("olga"))
        of_omar = {one.report_id for one in shared.listed(omar, limit=1000)}
        of_olga = {one.report_id for one in shared.listed(olga, limit=1000)}
        assert of_omar
        assert of_olga
        assert not of_omar & of_olga
        places_named = [shared.one(omar, report_id).place for report_id in sorted(of_omar, key=str)]
        assert sum(bool(place and names.STORY_ESTATE in place) for place in places_named) >= 10
        finish(keep=True)


def test_words_that_are_destroyed_by_now_cannot_be_opened(loaded):
    with loaded.app_context():
        gone = session.scalars(
            sa.select(IncidentReport.id).where(
                sa.or_(
                    IncidentReport.status.in_([Status.REJECTED, Status.WITHDRAWN]),
                    sa.and_(IncidentReport.sharing == "statistics_only", IncidentReport.status == Status.KEPT_LOCAL),
                )
            )
        ).all()
        assert len(gone) > 20
        for report_id in gone:
            assert session.scalar(sa.select(ReportKey.wrapped).where(ReportKey.report_id == report_id)) is None
            assert (
                session.scalar(
                    sa.select(sa.func.count())
                    .select_from(SealedCompartment)
                    .where(SealedCompartment.report_id == report_id)
                )
                == 0
            )


def test_places_are_snapped_as_the_form_snaps_them(loaded):
    """From the words under seal: the same ward and anchor as asking for each place by itself."""
    n_checked = 0
    with loaded.app_context():
        for report in session.scalars(sa.select(IncidentReport).where(IncidentReport.ward_id.is_not(None)).limit(160)):
            try:
                account = take(report.id, Compartment.ACCOUNT).get(Compartment.ACCOUNT)
            except WordsDestroyed:
                continue
            if account is None or account.easting is None:
                continue
            spot = account.easting, account.northing
            assert places.ward_at(*spot, on=report.happened_on).id == report.ward_id
            if report.location_precision == "ward_only":
                assert report.snapped_easting is None
                continue
            is_home = PLACE_TYPES[report.place_type].is_home
            assert places.snapped(*spot, is_home=is_home) == (report.snapped_easting, report.snapped_northing)
            n_checked += 1
        assert n_checked > 60


def test_most_released_reports_have_been_read_by_their_ward_team(loaded):
    with loaded.app_context():
        released = session.scalar(
            sa.select(sa.func.count()).select_from(IncidentReport).where(IncidentReport.status == Status.RELEASED)
        )
        read = session.scalar(sa.select(sa.func.count()).select_from(Acknowledgement))
        wrong = session.scalar(
            sa.select(sa.func.count())
            .select_from(Acknowledgement)
            .join(IncidentReport, IncidentReport.id == Acknowledgement.report_id)
            .where(
                sa.or_(
                    IncidentReport.status != Status.RELEASED,
                    Acknowledgement.acknowledged_at < IncidentReport.released_at,
                )
            )
        )
        assert 0.75 * released < read < released
        assert wrong == 0


def test_the_printed_reference_and_secret_open_the_report(bare, run):
    result = run(bare, "demo", "load", "--reports", "12")
    words = result.output.split("reference ")[1].split()
    reference, secret = words[0].strip(","), words[2].strip(".")
    with bare.app_context():
        assert shared.by_reference_and_secret(reference, secret) is not None
        assert shared.by_reference_and_secret(reference, secret[::-1]) is None


def test_the_cast_can_sign_in_and_the_others_cannot(loaded):
    with loaded.app_context():
        assert recognised(cast.email("omar"), cast.PASSPHRASE)[0] == by_email(cast.email("omar")).id
        assert recognised(cast.email("nell"), cast.PASSPHRASE) is None
        finish(keep=False)


def test_the_wards_stored_are_the_wards_drawn(loaded):
    with loaded.app_context():
        stored = {ward.code: ward.shape for ward in session.scalars(sa.select(Ward))}
        assert stored == {ward.code: ward.shape for ward in borough(2008).wards}
        assert places.borough_name() == names.BOROUGH
        assert session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) >= 20


def test_the_services_of_a_demonstration_count_as_checked_by_its_coordinator(loaded):
    with loaded.app_context():
        services = signposts.for_sheets()
        assert len(services) == len(SERVICES)
        assert {(one.last_verified_on, one.verified_by) for one in services} == {(clock.today(), "Cora")}
        finish(keep=False)


def test_the_calendar_tells_what_may_explain_more_reports_in_wards_that_are_there(loaded):
    with loaded.test_request_context():
        noted = [one for one in events.around(TWO_YEARS_AGO, clock.today()) if one.id]
        assert len(noted) == 5
        assert {bool(one.codes) for one in noted} == {True, False}
        assert max(one.first_on for one in noted) <= clock.today()
        finish(keep=False)


def test_every_ward_has_residents_that_say_they_are_made_up(loaded):
    with loaded.app_context():
        edition = places.current_edition()
        assert places.residents(edition).keys() == {ward.code for ward in places.wards_of(edition)}
        assert min(places.residents(edition).values()) > 1000
        assert places.residents_told(edition)[1] == "made up for the demonstration"
        finish(keep=False)
