"""The paper a person takes home."""

import io

import pypdf
import pytest

from reporting.reports.receipts.paper import receipt_pdf


@pytest.mark.parametrize("language", ["en", "so", "bn", "ar"])
def test_the_receipt_is_one_page_with_reference_secret_and_where_to_look(app, language):
    with app.app_context():
        made = pypdf.PdfReader(io.BytesIO(receipt_pdf(reference="4T7K-9QXM", secret="4021187754", language=language)))
    assert len(made.pages) == 1
    text = " ".join(made.pages[0].extract_text().split())
    for words in ("4T7K-9QXM", "402 118 7754", "http://localhost:8000/follow"):
        assert words in text
    assert made.trailer["/Root"]["/Lang"] == language


def test_a_stranger_who_finds_the_receipt_learns_nothing(app):
    with app.app_context():
        made = pypdf.PdfReader(io.BytesIO(receipt_pdf(reference="4T7K-9QXM", secret="4021187754", language="en")))
    assert made.metadata.title == "Common Room"
    text = made.pages[0].extract_text().lower()
    for word in ("hate", "report", "police", "incident", "crime", "race"):
        assert word not in text
