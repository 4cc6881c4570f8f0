"""Documents: text stays text, Arabic can be read from them, and the same values give the same bytes."""

import io
from pathlib import Path

import pypdf
import pytest

from reporting import documents

ARABIC = "مرحبا بكم في الغرفة المشتركة لا يوجد شيء جديد هذا الأسبوع"
DANGEROUS = ['#panic("x")', "] #read(\"/etc/passwd\") [", "\\", "$x^2$ *not bold* _nor this_", "= No heading", "@nobody <label>", "// no comment"]  # fmt: skip
PAGE = {
    "title": "A title",
    "subtitle": "A subtitle",
    "handling": ["Handle with care"],
    "picture": [{"value": "2", "text": "new", "note": ""}],
    "sections": [],
    "caveat": "A caveat",
}


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


@pytest.mark.parametrize("typed", DANGEROUS)
def test_what_somebody_typed_is_shown_as_they_typed_it(typed):
    section = {"id": "a", "title": typed, "head": [typed, "b"], "rows": [[typed, typed]]}
    made = documents.pdf("digests/digest.typ", {**PAGE, "title": typed, "sections": [section]}, language="en")
    assert text_of(made).count(" ".join(typed.split())) == 5


def test_a_document_declares_that_it_can_be_read_aloud():
    made = read(documents.pdf("digests/digest.typ", PAGE, language="ar"))
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata.title == "A title"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_arabic_words_can_be_copied_and_read_aloud():
    found = text_of(documents.pdf("digests/digest.typ", {**PAGE, "caveat": ARABIC}, language="ar"))
    missing = [word for word in ARABIC.split() if word not in found]
    assert missing == []


def test_bengali_and_somali_are_set_in_fonts_that_have_their_letters():
    made = read(documents.pdf("digests/digest.typ", {**PAGE, "caveat": "আপনার একটি বার্তা আছে"}, language="bn"))
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in made.pages for font in page["/Resources"]["/Font"].values()
    }
    assert any("HindSiliguri" in font for font in fonts)
    assert "Waxaad haysataa war" in text_of(
        documents.pdf("digests/digest.typ", {**PAGE, "caveat": "Waxaad haysataa war"}, language="so")
    )


def test_a_sign_that_no_font_has_does_not_stop_the_document():
    assert "before" in text_of(
        documents.pdf("digests/digest.typ", {**PAGE, "caveat": "before 漢字 after"}, language="en")
    )


def test_only_the_fonts_of_the_installation_are_used():
    made = read(documents.pdf("digests/digest.typ", {**PAGE, "caveat": f"{ARABIC} 漢字 {chr(0x1F600)}"}, language="ar"))
    fonts = {
        str(font.get_object()["/BaseFont"]) for page in made.pages for font in page["/Resources"]["/Font"].values()
    }
    ours = tuple(name.replace(" ", "") for name in documents._families())
    assert all(font.split("+")[1].startswith(ours) for font in fonts)


def test_the_same_values_give_the_same_bytes():
    one, other = (documents.pdf("digests/digest.typ", PAGE, language="bn") for _ in range(2))
    assert one == other


def test_a_template_reads_nothing_outside_the_package(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("sealed")
    template = documents.ROOT / "digests" / "pages" / "digest.typ"
    assert "sealed" not in text_of(documents.pdf(template, {**PAGE, "caveat": str(secret)}, language="en"))
    import typst

    outside = tmp_path / "outside.typ"
    outside.write_text(f'#set document(title: "x")\n#read("{secret}")')
    with pytest.raises((typst.TypstError, RuntimeError)):
        documents.pdf(outside, {"title": "x"}, language="en")


def test_a_document_has_a_title():
    with pytest.raises(KeyError):
        documents.pdf("digests/digest.typ", {"subtitle": "x"}, language="en")
