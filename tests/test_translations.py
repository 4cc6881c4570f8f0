"""The template is up to date, and every offered language is complete: nothing missing, nothing fuzzy, same placeholders."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from babel import Locale

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "translations"
CODES = sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%\{\w+\}")


def entries(code: str) -> list[polib.POEntry]:
    return [e for e in polib.pofile(str(TRANSLATIONS / code / "LC_MESSAGES" / "messages.po")) if not e.obsolete]


def test_the_template_holds_exactly_the_strings_of_the_code(tmp_path):
    fresh = tmp_path / "fresh.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", "--mapping", "pyproject.toml",
               "--no-location", "--keywords", "_l", "--output", str(fresh), "."]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    kept = {(e.msgid, e.msgid_plural) for e in polib.pofile(str(TRANSLATIONS / "messages.pot"))}
    now = {(e.msgid, e.msgid_plural) for e in polib.pofile(str(fresh))}
    assert now - kept == set(), "run `make strings` and translate"
    assert kept - now == set(), "run `make strings`"


@pytest.mark.parametrize("code", CODES)
def test_every_string_is_translated_and_none_is_fuzzy(code):
    wanted = {e.msgid for e in polib.pofile(str(TRANSLATIONS / "messages.pot"))}
    known = entries(code)
    assert wanted - {e.msgid for e in known} == set()
    missing = [e.msgid for e in known if not (all(e.msgstr_plural.values()) if e.msgid_plural else e.msgstr)]
    assert missing == []
    assert [e.msgid for e in known if "fuzzy" in e.flags] == []


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_every_placeholder_and_hold_no_markup(code):
    for entry in entries(code):
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for text in texts:
            found = set(PLACEHOLDER.findall(text))
            assert found <= wanted if entry.msgid_plural else found == wanted, entry.msgid
            assert not re.search(r"<\s*[a-zA-Z/]", text), entry.msgid


def test_arabic_plurals_follow_the_usual_order_of_the_six_forms():
    header = polib.pofile(str(TRANSLATIONS / "ar/LC_MESSAGES/messages.po")).metadata["Plural-Forms"]
    assert "nplurals=6" in header
    assert "n%100>=11 ? 4 : 5" in header


@pytest.mark.parametrize("code", ["en", *CODES])
def test_each_language_is_known_to_babel(code):
    assert Locale.parse(code)


def test_no_library_speaks_english_by_itself(sign_in):
    """Messages a library would add on its own show up as English on an Arabic page."""
    from tests.reports import told

    vera = sign_in("vera", language="ar")
    told.begin(vera, second_language="ar")
    for number in told.ANSWERS:
        answer = vera.post(f"/f/{number}", {})
        page = answer.text if answer.status_code == 422 else vera.get(f"/f/{number}").text
        words = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.S)
        words = words.replace("Common Room", "").replace("Vera", "").replace("English", "").replace("Soomaali", "")
        words = words.replace("Larch Green", "").replace("Mill Quarter", "")
        words = words.replace("Victim Support", "").replace("Relay UK", "")  # called so in every language
        assert re.findall(r"[A-Za-z]{4,}", words) == [], number
