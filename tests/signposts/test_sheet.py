"""The sheet of those who can help: on the receipt, on its own page, on paper. It tells nothing of the report."""

import io
import re
from collections import Counter

import pypdf
import pytest

from reporting import clock
from reporting.database import finish, session
from reporting.reports import sealed
from reporting.reports.contents import Compartment, Identity, Receipt, Support
from reporting.reports.models import IncidentReport
from reporting.reports.vocabulary import STRANDS
from tests.factories import Words
from tests.reports import told
from tests.reports.marked import actions_in, found_in, words

LANGUAGES = ["en", "so", "bn", "ar"]
FAITH = frozenset({"religion"})


def give_receipt(app, report_id, language="so") -> None:
    with app.app_context():
        sealed.put(report_id, Receipt(secret="4021187754", language=language))
        finish(keep=True)


def named_on(page: str) -> list[str]:
    return re.findall(r'<h[23] class="govuk-heading-s"><bdi>([^<]+)</bdi>', page)


def pdf(answer) -> pypdf.PdfReader:
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(answer.data))


def text_of(made: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in made.pages).split())


def asking(**given) -> Words:
    """What was told, with other wishes and another age."""
    return Words(
        support=Support(wanted=given.get("wanted", [])), identity=Identity(age_band=given.get("age_band", "not_asked"))
    )


def test_the_receipt_shows_those_made_for_the_person_first(app, sign_in, file_report, service):
    service("All")
    service("Legal", wishes=frozenset({"legal"}))
    service("Listening", wishes=frozenset({"emotional"}))
    service("Faith", strands=FAITH)
    service("Other", strands=frozenset({"disability"}))
    service("Young", age_to=18)
    report_id = file_report(words=asking(wanted=["emotional"], age_band="10-15"))
    give_receipt(app, report_id)
    page = sign_in("vera").get(f"/kept/{report_id}").text
    assert named_on(page) == ["Faith", "Young", "Listening", "All"]


def test_the_receipt_and_its_sheet_speak_the_persons_language_beside_the_volunteers(app, sign_in, file_report, service):
    service("All", translations={"so": "Qof baa ku dhegeysanaya."})
    report_id = file_report()
    give_receipt(app, report_id, language="so")
    vera = sign_in("vera")
    page = vera.get(f"/kept/{report_id}").text
    assert '<p class="govuk-body" dir="auto">Somebody listens.</p>' in page
    assert '<p class="govuk-body" dir="auto">Qof baa ku dhegeysanaya.</p>' in page
    made = pdf(vera.get(f"/kept/{report_id}/support.pdf"))
    assert made.trailer["/Root"]["/Lang"] == "so"
    assert "Qof baa ku dhegeysanaya." in text_of(made)


def test_what_nobody_has_checked_is_not_given_to_anyone(app, sign_in, file_report, service):
    service("Never", last_verified_on=None)
    service("Hidden", is_shown=False)
    report_id = file_report()
    give_receipt(app, report_id)
    vera = sign_in("vera")
    assert named_on(vera.get(f"/kept/{report_id}").text) == []
    page = vera.get(f"/kept/{report_id}/support").text
    assert named_on(page) == []
    assert "No service has been checked yet" in page
    assert "999" in page
    assert "101" in page
    made = text_of(pdf(vera.get(f"/kept/{report_id}/support.pdf")))
    assert "Never" not in made
    assert "Hidden" not in made
    assert "call 999" in text_of(pdf(vera.get(f"/kept/{report_id}/support.pdf?language=en")))


def test_after_the_receipt_is_kept_the_sheet_is_reached_from_the_reports_page(app, sign_in, file_report, service):
    service("All")
    report_id = file_report(words=asking(wanted=["housing"]))
    give_receipt(app, report_id)
    vera = sign_in("vera")
    vera.post(f"/kept/{report_id}", {"has_both": "yes"})
    assert f'href="/kept/{report_id}/support"' in vera.get(f"/reports/{report_id}").text
    assert named_on(vera.get(f"/kept/{report_id}/support").text) == ["All"]
    assert pdf(vera.get(f"/kept/{report_id}/support.pdf")).trailer["/Root"]["/Lang"] == "en"
    for code in LANGUAGES:
        made = pdf(vera.get(f"/kept/{report_id}/support.pdf?language={code}"))
        assert made.trailer["/Root"]["/Lang"] == code


@pytest.mark.parametrize(("sharing", "status"), [("statistics_only", "accepted"), ("anonymous_to_police", "released")])
def test_where_the_words_are_destroyed_what_stands_in_clear_is_enough(
    app, sign_in, file_report, service, sharing, status
):
    service("Faith", strands=FAITH, wishes=frozenset({"legal"}))
    service("Other", strands=frozenset({"disability"}))
    service("Young", age_to=18)
    report_id = file_report(sharing=sharing, status=status, words=asking(wanted=["emotional"], age_band="75_plus"))
    with app.app_context():
        sealed.destroy(report_id)
        finish(keep=True)
    vera = sign_in("vera")
    before = Counter(actions_in(app))
    assert named_on(vera.get(f"/kept/{report_id}/support").text) == ["Faith", "Young"]
    assert "Faith" in text_of(pdf(vera.get(f"/kept/{report_id}/support.pdf?language=en")))
    assert Counter(actions_in(app)) == before  # nothing was left to open
    assert f'href="/kept/{report_id}/support"' in vera.get(f"/reports/{report_id}").text


def test_a_report_that_does_not_open_any_more_still_has_its_sheet(app, sign_in, file_report, service):
    service("Faith", strands=FAITH)
    report_id = file_report()
    with app.app_context():
        sealed_rows = sealed.SealedCompartment
        row = session.query(sealed_rows).filter_by(report_id=report_id, name=Compartment.SUPPORT.value).one()
        row.envelope = row.envelope[:-1] + bytes([row.envelope[-1] ^ 1])
        finish(keep=True)
    assert named_on(sign_in("vera").get(f"/kept/{report_id}/support").text) == ["Faith"]


def test_only_the_wishes_for_support_are_opened_and_that_is_written_down_first(app, sign_in, file_report, service):
    service("All")
    report_id = file_report(words=words())
    vera = sign_in("vera")
    before = Counter(actions_in(app))
    vera.get(f"/kept/{report_id}/support")
    assert Counter(actions_in(app)) - before == {"report:support:opened": 1}
    vera.get(f"/kept/{report_id}/support.pdf")
    assert Counter(actions_in(app)) - before == {"report:support:opened": 2}


def test_a_receipt_that_is_refused_keeps_the_entries_of_what_it_shows(app, sign_in, file_report, service):
    service("All")
    report_id = file_report()
    give_receipt(app, report_id)
    vera = sign_in("vera")
    before = Counter(actions_in(app))
    answer = vera.post(f"/kept/{report_id}", {})
    assert answer.status_code == 422
    assert "402 118 7754" in answer.text
    assert named_on(answer.text) == ["All"]
    assert Counter(actions_in(app)) - before == {"report:receipt:opened": 1, "report:support:opened": 1}


def test_the_age_is_sealed_beside_the_wishes_and_shown_to_nobody(app, sign_in, file_report):
    report_id = file_report(sharing="support_only", status="accepted", words=asking(age_band="16-17"))
    with app.app_context():
        assert sealed.take(report_id, Compartment.SUPPORT)[Compartment.SUPPORT] == Support(age_band="16-17")
        finish(keep=False)
    for name in ("vera", "cora"):
        page = sign_in(name).get(f"/reports/{report_id}").text
        assert "16 to 17" not in page
        assert '<h2 class="govuk-heading-m">Support</h2>' not in page


def test_of_what_is_only_counted_no_age_is_kept(app, file_report):
    report_id = file_report(
        sharing="statistics_only", status="submitted", words=asking(wanted=["legal"], age_band="16-17")
    )
    with app.app_context():
        assert sealed.take(report_id, Compartment.SUPPORT)[Compartment.SUPPORT] == Support(wanted=["legal"])
        finish(keep=False)


def test_what_was_told_page_by_page_chooses_the_services(app, sign_in, service):
    service("Emotional", wishes=frozenset({"emotional"}))
    service("Housing", wishes=frozenset({"housing"}))
    service("Young", age_to=18)
    vera = sign_in("vera")
    page = vera.get(told.tell(vera)).text
    assert named_on(page) == ["Emotional"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_is_one_page_that_tells_nothing_of_the_report(app, sign_in, file_report, planted, language):
    report_id = file_report(words=words(), strands=frozenset(STRANDS))
    made = pdf(sign_in("vera").get(f"/kept/{report_id}/support.pdf?language={language}"))
    assert len(made.pages) == 1
    assert made.metadata.title == "Common Room"
    text = text_of(made)
    with app.app_context():
        reference = session.get_one(IncidentReport, report_id).reference
    assert reference not in text
    assert not found_in(text)
    assert str(clock.today().year) not in text
    assert "0800 456 1226" in text
    assert "999" in text


def test_the_sheets_own_words_say_nothing_of_what_was_told(app, sign_in, file_report, service):
    service("Larch Line")
    report_id = file_report()
    vera = sign_in("vera")
    sheet = text_of(pdf(vera.get(f"/kept/{report_id}/support.pdf?language=en"))).lower()
    page = vera.get(f"/kept/{report_id}/support")
    assert "<title>People who can help" in page.text
    for word in ("hate", "report", "police", "incident", "crime", "race", "religion"):
        assert word not in sheet


def test_the_paper_has_a_name_that_says_nothing_and_is_not_kept_by_the_browser(sign_in, file_report, service):
    answer = sign_in("vera").get(f"/kept/{file_report()}/support.pdf")
    assert answer.headers["Content-Disposition"] == 'inline; filename="note.pdf"'
    assert answer.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", ["vic", "cora", "omar", "lena"])
def test_nobody_but_whoever_took_the_report_has_its_sheet(app, sign_in, file_report, service, name):
    report_id = file_report()
    reader = sign_in(name)
    for page in ("support", "support.pdf"):
        assert reader.get(f"/kept/{report_id}/{page}").status_code == (404 if name == "vic" else 403)
    assert "report:support:opened" not in actions_in(app)
