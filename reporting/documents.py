"""A typst template, finished values and a language become a PDF. The only file that imports typst.

What is written in the document travels as JSON in an input of the template, never as part of its source: text that
somebody typed is text, whatever signs it holds. Only the fonts that come with the installation are used, and no date
is put in, so the same values give the same bytes everywhere. Nothing is read outside this package or fetched.
"""

import json
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from reporting import i18n

ROOT = Path(__file__).parent
STANDARD: Literal["ua-1"] = "ua-1"  # PDF/UA-1: tagged, with a title and a language, so that it can be read aloud
LATIN = "Noto Sans"
FONT_PACKAGES = "fontpkg.family"  # the entry point by which an installed font package names itself


def pdf(template: Path | str, data: dict[str, Any], *, language: str) -> bytes:
    """The PDF of a template as bytes.

    template   "reports/receipt.typ" is reporting/reports/pages/receipt.typ; or a path within this package
    data       finished values that JSON can hold; "title" is required: the document's title
    language   code of the language the values are written in

    Raises KeyError without a title and typst.TypstError where the template is wrong.
    """
    import typst  # large: loaded only where a document is made

    spoken = i18n.language(language)
    given = {
        "title": data["title"],
        "language": spoken.code.split("_")[0],
        "direction": spoken.direction,
        "fonts": _families(),
        "values": data,
    }
    inputs = {"given": json.dumps(given, ensure_ascii=False)}
    try:
        return _compiled(template, inputs, standard=STANDARD)
    except typst.TypstError:
        # The standard forbids a sign that no font has. Better an empty box, and no promise, than no document.
        return _compiled(template, inputs, standard=None)


def _compiled(template: Path | str, inputs: dict[str, str], *, standard: Literal["ua-1"] | None) -> bytes:
    import typst

    return typst.compile(
        _path(template),
        root=ROOT,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=standard,
        timestamp=0,
    )


def _path(template: Path | str) -> Path:
    if isinstance(template, Path):
        return template
    room, _, name = template.partition("/")
    return ROOT / room / "pages" / name


@cache
def _fonts() -> Any:
    """The fonts of every font package that is installed: one more script is one more line in requirements.in."""
    import typst

    folders = [files(entry.load()) / "files" for entry in entry_points(group=FONT_PACKAGES)]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(str(path) for path in folders)
    )


@cache
def _families() -> list[str]:
    """The families in the order they are asked for a letter: Latin first, then by name."""
    return sorted(_fonts().families(), key=lambda name: (name != LATIN, name))
