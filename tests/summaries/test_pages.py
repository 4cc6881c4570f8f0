"""The coordinator's pages."""

from collections.abc import Callable

import pytest

from reporting import clock


def test_the_coordinator_chooses_a_month_and_reads_it(tell: Callable, sign_in: Callable, month: str) -> None:
    tell(2)
    cora = sign_in("cora")
    assert f'value="{month}"' in cora.get("/summaries").text
    answer = cora.get(f"/summaries?month={month}&audience=internal")
    assert answer.status_code == 302
    page = cora.get(answer.location)
    assert page.status_code == 200
    assert "Larch Green" in page.text
    assert f"/summaries/{month}/internal.xlsx" in page.text


@pytest.mark.parametrize(
    "bad", ["2025-13", "May", "2025-1", "9999-12", "0000-01", "0001-01", "2025-04-01", "%00", "٢٠٢٥-٠٤"]
)
def test_what_is_not_a_month_is_answered_with_a_message(sign_in: Callable, bad: str) -> None:
    cora = sign_in("cora")
    paths = [f"/summaries?month={bad}&audience=internal"]
    if bad != "%00":  # no address holds NUL: that is a missing page
        paths.append(f"/summaries/{bad}/internal")
    for path in paths:
        answer = cora.get(path)
        assert answer.status_code == 422, path
        assert "Choose a month from the list" in answer.text
    assert cora.get(f"/summaries/{bad}/internal.csv").status_code == 404


def test_an_unknown_audience_or_format_is_not_an_error_of_ours(sign_in: Callable, month: str) -> None:
    cora = sign_in("cora")
    assert cora.get(f"/summaries?month={month}&audience=press").status_code == 422
    assert cora.get(f"/summaries/{month}/press").status_code == 404
    assert cora.get(f"/summaries/{month}/internal.docx").status_code == 404


def test_a_month_inside_the_delay_is_only_a_preview(sign_in: Callable, tell: Callable) -> None:
    present = f"{clock.today():%Y-%m}"
    cora = sign_in("cora")
    page = cora.get(f"/summaries/{present}/public").text
    assert "Preview. This month may be published from" in page
    assert f"/summaries/{present}/public.csv?preview=1" in page
    assert cora.get(f"/summaries/{present}/public.csv").status_code == 422
    answer = cora.get(f"/summaries/{present}/public.csv?preview=1")
    assert answer.status_code == 200
    assert "preview" in answer.headers["Content-Disposition"]
    assert "Preview. These figures are not published" in answer.data.decode("utf-8-sig")


@pytest.mark.parametrize("name", ["vera", "lena", "omar", "sunil", "pia", "dana", "ada"])
def test_nobody_else_opens_them(sign_in: Callable, month: str, name: str) -> None:
    other = sign_in(name)
    for path in ("/summaries", f"/summaries/{month}/internal", f"/summaries/{month}/internal.csv"):
        assert other.get(path).status_code == 403


def test_the_pages_speak_arabic_from_right_to_left(sign_in: Callable, tell: Callable, month: str) -> None:
    import io

    import openpyxl

    tell(1)
    cora = sign_in("cora", language="ar")
    assert 'dir="rtl"' in cora.get(f"/summaries/{month}/internal").text
    book = openpyxl.load_workbook(io.BytesIO(cora.get(f"/summaries/{month}/internal.xlsx").data))
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
