"""Languages on disk, negotiation, direction, dates, and the second language of a page."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import babel.dates
from babel import Locale
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, force_locale, format_decimal, get_locale, gettext, lazy_gettext, ngettext

from reporting import clock

TRANSLATIONS = Path(__file__).parent.parent / "translations"
SOURCE = "en"


@dataclass(frozen=True)
class Language:
    """A language offered: its code, its own name, and which way it runs."""

    code: str
    own_name: str
    direction: str


@cache
def language(code: str) -> Language:
    """The language of a code. Raises babel.UnknownLocaleError."""
    locale = Locale.parse(code)
    name = locale.get_display_name(locale) or code
    return Language(code, name[:1].upper() + name[1:], locale.text_direction)


@cache
def _on_disk() -> frozenset[str]:
    found = {path.parent.parent.name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")}
    return frozenset(found | {SOURCE})


def offered() -> list[Language]:
    """The languages of the settings that have a catalogue."""
    codes = current_app.config["SETTINGS"].language_codes
    return [language(code) for code in codes if code in _on_disk()]


def is_offered(code: str) -> bool:
    return any(one.code == code for one in offered())


def negotiated() -> str:
    """The language of this request: chosen explicitly, else the browser's wish, else the first offered.

    Babel negotiates, not werkzeug, which would give an Arabic browser (``ar-SY, en;q=0.5``) English.
    """
    codes = [one.code for one in offered()]
    if not has_request_context():
        return codes[0]
    chosen = session.get("language")
    if chosen in codes:
        return chosen
    wished = [value.replace("-", "_") for value, _quality in request.accept_languages]
    found = Locale.negotiate(wished, codes) if wished else None
    return str(found) if found else codes[0]


def speaking(code: str) -> contextlib.AbstractContextManager[Any]:
    """Everything inside is in that language: mails, documents, the second language of a page."""
    return force_locale(code)


def pair_with(code: str | None) -> None:
    """The page also carries the language of the person beside the volunteer."""
    g.second_language = code if code and is_offered(code) else None


def second_language() -> Language | None:
    """The person's language where it differs from the volunteer's."""
    code = g.get("second_language")
    return language(code) if code and code != current().code else None


def in_second_language(text: Any) -> str:
    """A lazy string, or a finished one, in the person's language."""
    other = second_language()
    if other is None:
        return str(text)
    with speaking(other.code):
        return str(text)


def current() -> Language:
    """The language now spoken."""
    locale = get_locale()
    return language(str(locale) if locale else SOURCE)


def full_date(day: date) -> str:
    """A day in the language now spoken, as 22 November 2026."""
    return babel.dates.format_date(day, "d MMMM y", locale=current().code)


def short_date(day: date) -> str:
    return babel.dates.format_date(day, "d MMM y", locale=current().code)


def month_name(month: str) -> str:
    """``2026-11`` as November 2026."""
    return babel.dates.format_date(clock.month_days(month)[0], "LLLL y", locale=current().code)


def quarter_name(quarter: str) -> str:
    """``2026-Q4`` as 4th quarter 2026."""
    year, number = quarter.split("-Q")
    return babel.dates.format_date(date(int(year), 3 * int(number), 1), "QQQQ y", locale=current().code)


def tenths(number: float) -> str:
    """A number to one decimal, as the language writes it."""
    return str(format_decimal(number, format="0.0"))


def hundredths(number: float) -> str:
    """A number to two decimals, as the language writes it."""
    return str(format_decimal(number, format="0.00"))


def span(first: date, last: date) -> str:
    """Days from a first to a last one; a single day is said once."""
    if first == last:
        return short_date(first)
    return gettext("%(first)s to %(last)s", first=short_date(first), last=short_date(last))


def moment(instant: datetime) -> str:
    """An instant on the London clock, as 22 Nov 2026, 14:05."""
    local = clock.london(instant)
    return f"{short_date(local.date())}, {local:%H:%M}"


def wait_in_words(wait: timedelta) -> str:
    """How long to wait before the next try."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    return ngettext(
        "There were too many tries. Try again in %(num)s minute.",
        "There were too many tries. Try again in %(num)s minutes.",
        minutes,
    )


def init_app(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    unknown = [code for code in settings.language_codes if code not in _on_disk()]
    if unknown:
        raise ValueError(f"LANGUAGES names {', '.join(unknown)}, which have no catalogue in translations/.")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = settings.language_codes[0]
    Babel(app, locale_selector=negotiated)
    for name, filter_ in {"full_date": full_date, "short_date": short_date, "moment": moment,
                          "tenths": tenths, "hundredths": hundredths, "span": span, "month_name": month_name, "in_second_language": in_second_language}.items():  # fmt: skip
        app.add_template_filter(filter_, name)  # type: ignore[arg-type]
    app.add_template_global(lazy_gettext, "_l")

    @app.context_processor
    def language_values() -> dict[str, Any]:
        now = current()
        return {
            "locale_tag": now.code,
            "direction": now.direction,
            "languages": offered(),
            "second_language": second_language(),
        }
