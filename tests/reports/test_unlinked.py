"""What may be counted about a person cannot be followed back to the report it came with."""

import sqlalchemy as sa

from reporting.database import session
from reporting.reports import sealed
from reporting.reports.contents import Compartment
from reporting.reports.models import ConsentEvent, IncidentReport, ReportDraft, Tally
from tests.reports import told


def test_a_tally_has_no_row_number_that_could_name_its_report(app, file_report, postgres):
    for _ in range(12):
        file_report()
    with app.app_context():
        ids = list(session.scalars(sa.text("SELECT id FROM tally")))
        assert len(ids) == 12
        if not postgres:
            assert ids == sorted(ids)  # kept in order of random ids, not of filing
            made = session.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = 'tally'"))
            assert "WITHOUT ROWID" in made


def test_who_chose_and_in_which_language_is_in_no_column(app, sign_in):
    vera = sign_in("vera")
    told.tell(vera, sharing={"consent_given_by": "parent_or_guardian"})
    with app.app_context():
        (event,) = session.scalars(sa.select(ConsentEvent))
        values = {str(value) for name, value in vars(event).items() if not name.startswith("_")}
        assert not {"parent_or_guardian", "so"} & values
        (report,) = session.scalars(sa.select(IncidentReport))
        kept = sealed.take(report.id, Compartment.CONSENT)[Compartment.CONSENT]
        assert (kept.given_by, kept.explained_in) == ("parent_or_guardian", "so")


def test_the_language_of_the_person_is_sealed_while_a_report_is_told(app, sign_in):
    told.begin(sign_in("vera"), second_language="so")
    with app.app_context():
        (draft,) = session.scalars(sa.select(ReportDraft))
        assert "so" not in {str(value) for value in vars(draft).values()}


def test_acceptance_of_what_is_only_counted_leaves_the_receipt_until_it_is_kept(app, sign_in):
    vera, cora = sign_in("vera"), sign_in("cora")
    address = told.tell(vera, sharing={"sharing": "statistics_only"})
    report_id = address.rsplit("/", 1)[1]
    cora.post(f"/reports/{report_id}/begin")
    cora.post(f"/reports/{report_id}/accept")
    assert told.SECRET.search(vera.get(address).text)
    vera.post(address, {"has_both": "yes"})
    assert vera.get(address).status_code == 200
    assert vera.get(f"{address}.pdf").status_code == 404
    with app.app_context():
        assert session.scalar(sa.select(sealed.SealedCompartment)) is None
        assert session.scalar(sa.select(sealed.ReportKey.wrapped)) is None
        assert session.scalar(sa.select(sa.func.count()).select_from(Tally)) == 1


def test_what_cannot_be_opened_can_still_be_withdrawn(app, sign_in, file_report):
    report_id = file_report()
    with app.app_context():
        from reporting.database import finish

        session.execute(sa.update(sealed.SealedCompartment).values(envelope=b"damaged beyond reading, and then some"))
        finish(keep=True)
    cora = sign_in("cora")
    assert cora.get(f"/reports/{report_id}").status_code == 200
    assert cora.post(f"/reports/{report_id}/withdraw").status_code == 302
    assert sign_in("omar").get(f"/reports/{report_id}").status_code == 404


def test_numbers_no_calendar_holds_are_mistakes_beside_the_field(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    answer = vera.post(told.page("when"), {"precision": "exact_time", "day": ["1", "1", "9" * 30], "time": "9" * 20})
    assert answer.status_code == 422
    assert "This is not a day" in answer.text
    assert "This is not a time" in answer.text
    assert vera.post(
        told.page("where"), {**told.PAGES["where"], "easting": "9" * 400, "northing": "9" * 400}
    ).status_code in {302, 422}
    assert vera.post("/f/language", {"second_language": "so", "number": "9" * 5000}).location == told.page("safety")
    assert vera.post("/language/en", {"next": "http://["}).status_code == 302


def test_nul_in_an_address_is_a_missing_page_and_in_a_name_a_mistake(sign_in):
    omar = sign_in("omar")
    assert omar.get("/digests/2026-W01/%00").status_code == 404
    assert omar.get("/map?strand=%00").status_code == 422
    assert sign_in().post("/sign-in", {"email": "a\x00b@demo.example", "passphrase": "x"}).status_code == 422
