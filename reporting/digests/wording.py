"""A digest in the language now spoken: the same words for the page, the file and the PDF.

A page is a title, lines about handling, a picture in numbers, and sections in the order they are read. A section is
left out when it has nothing to say, so none stands with an empty heading. The level of the ward and the early warning are
told by the sentences of their own rooms, which the officer's map uses too; digests made before they were told have none.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from reporting import clock, i18n
from reporting.hotspots.surges import Surge
from reporting.hotspots.weekly import wording as warning
from reporting.hotspots.weekly.bands import Band
from reporting.hotspots.weekly.queries import Warned, circle
from reporting.reports import vocabulary
from reporting.tension.levels.level import Reason
from reporting.tension.wording import mood, tier, why

SHARED_AS = {"exact": _l("exact place shared"), "street_or_estate": _l("street or estate shared"),
             "ward_only": _l("only the ward shared")}  # fmt: skip

ARROWS = {"rising": "↑", "same": "=", "falling": "↓"}

Section = dict[str, Any]


def page_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Finished texts: title, subtitle, handling, picture, sections, caveat."""
    sections = [
        _urgent(content), _level(content), _early_warning(content), _risen(content), _new(content), _strands(content),
        _changes(content),
    ]  # fmt: skip
    return {
        "title": _("Weekly digest for %(ward)s", ward=content["ward_name"]),
        "subtitle": _(
            "%(days)s (%(week)s). Digest number %(number)s.",
            days=week_of(content["week"]),
            week=content["week"],
            number=content["number"],
        ),
        "handling": [
            _("For the ward team only."),
            _("Do not disclose where this came from."),
            _("Do not visit anyone who did not ask for it."),
        ],
        "picture": [*_picture(content["picture"]), *_tension(content.get("level"))],
        "sections": [section for section in sections if section],
        "caveat": _("Community reports, not tested; counts reflect who comes forward; do not treat as crime figures."),
    }


def week_of(week: str) -> str:
    """An ISO week by its days, as 16 November 2026 to 22 November 2026."""
    monday, sunday = clock.week_days(week)
    return _("%(first)s to %(last)s", first=i18n.full_date(monday), last=i18n.full_date(sunday))


def _picture(picture: Mapping[str, Any]) -> list[dict[str, str]]:
    n_new, n_waiting = picture["n_new"], picture["n_waiting"]
    mean = format_decimal(round(picture["mean_before"], 1))
    return [
        {
            "value": format_decimal(n_new),
            "text": ngettext("new report", "new reports", n_new),
            "note": _("%(mean)s a week in the four weeks before", mean=mean),
        },
        {"value": format_decimal(picture["n_high_risk"]), "text": _("at high risk"), "note": ""},
        {"value": format_decimal(n_waiting), "text": _("waiting for your acknowledgement"), "note": ""},
    ]


def _tension(standing: Mapping[str, Any] | None) -> list[dict[str, str]]:
    """The level among the numbers of the picture, with an arrow; nothing where it is not known."""
    if standing is None or standing["level"] is None:
        return []
    direction = standing["direction"]
    value = format_decimal(standing["level"])
    return [
        {
            "value": f"{value} {ARROWS[direction]}" if direction else value,
            "text": _("level of tension; 1 is the gravest of 6"),
            "note": _("%(direction)s against the week before", direction=mood(direction, "direction"))
            if direction
            else "",
        }
    ]


def _urgent(content: Mapping[str, Any]) -> Section | None:
    if not content["urgent"]:
        return None
    head = [_("Reference"), _("Why now"), _("When"), _("What"), _("What it was about"), _("Where"), _("Sharing")]
    rows = []
    for row in content["urgent"]:
        if "is_withdrawn" in row:
            rows.append(_withdrawn(row, len(head)))
            continue
        rows.append([row["reference"], _why(row), _when(row), _what(row), _strand(row), _where(row), _sharing(row)])
    return _report_table("urgent", _("Act now"), head, rows, content["n_more_urgent"])


def _why(row: Mapping[str, Any]) -> str:
    days = row["waiting_days"]
    if row["risk"] != "high":
        return ngettext("Not acknowledged for %(num)s working day", "Not acknowledged for %(num)s working days", days)
    if not days:
        return _("High risk")
    return ngettext(
        "High risk, not acknowledged for %(num)s working day",
        "High risk, not acknowledged for %(num)s working days",
        days,
    )


def _level(content: Mapping[str, Any]) -> Section | None:
    standing = content.get("level")
    if standing is None:
        return None
    level, direction = standing["level"], standing["direction"]
    told = [mood(tier(level), "tier"), mood(level, "judgement")] if level else [_("Not known")]
    if standing["is_said"]:
        told.append(_("Decided by a person"))
    reasons = [why(Reason(*reason)) for reason in standing["reasons"]] or [_("Not worked out yet")]
    return {
        "id": "level",
        "title": _("How tense this ward is"),
        "head": [_("Level"), _("Against the week before"), _("Why")],
        "rows": [
            [
                " · ".join(told),
                f"{ARROWS[direction]} {mood(direction, 'direction')}" if direction else _("Not known"),
                " · ".join(reasons),
            ]
        ],
        "note": _(
            "Worked out from what centres tell and from reports that were agreed for the police; the reasons stand beside "
            "it. It is about places and weeks, never about people."
        ),
    }


def _early_warning(content: Mapping[str, Any]) -> Section | None:
    found = content.get("early_warning")
    if found is None:
        return None
    section = {"id": "warning", "title": _("Early warning: more than a place’s own past explains")}
    if found["is_too_few"]:
        return {**section, "text": _("Not tested: too few incidents to say anything.")}
    if not found["clusters"]:
        return {**section, "text": _("Nothing unusual was found that touches this ward.")}
    names = found["ward_names"]
    clusters = [
        Warned(
            number=one["number"],
            circle=circle(one["circle"]),
            band=Band(one["band"]),
            begun=date.fromisoformat(one["begun"]),
            is_new=one["is_new"],
        )
        for one in found["clusters"]
    ]
    return {
        **section,
        "text": _("It says where to ask and to support, never whom to suspect."),
        "parts": [{"title": warning.heading(one, names), "lines": list(warning.sentences(one))} for one in clusters],
        "head": list(warning.columns()),
        "rows": [list(warning.values(one, names)) for one in clusters],
        "numeric": [2, 3, 4, 5],
        "note": _(
            "The circles on the map have the same numbers. Where in a circle something happened is known to about 100 "
            "metres. Most clusters fade: that a number falls later does not show that what was done worked."
        ),
    }


def _risen(content: Mapping[str, Any]) -> Section | None:
    found = content.get("early_warning")
    if not found or not found["risen"]:
        return None
    return {
        "id": "risen",
        "title": _("More than usual in the whole area"),
        "lines": [warning.risen(Surge(**one)) for one in found["risen"]],
    }


def _new(content: Mapping[str, Any]) -> Section:
    title = _("New reports")
    if not content["picture"]["n_new"]:
        return {"id": "new", "title": title, "text": _("Nothing new.")}
    head = [
        _("Reference"), _("When"), _("Part of day"), _("What"), _("What it was about"), _("Where"),
        _("Happened before?"), _("Risk"), _("Sharing"),
    ]  # fmt: skip
    rows = [
        _withdrawn(row, len(head))
        if "is_withdrawn" in row
        else [
            row["reference"], _when(row), _part_of_day(row), _what(row), _strand(row), _where(row),
            str(vocabulary.REPEATS[row["repeat"]].label), str(vocabulary.RISKS[row["risk"]].label), _sharing(row),
        ]
        for row in content["new"]
    ]  # fmt: skip
    return _report_table("new", title, head, rows, content["n_more_new"])


def _report_table(name: str, title: str, head: list[str], rows: list[list[str]], n_more: int) -> Section:
    section = {"id": name, "title": title, "head": head, "rows": rows, "has_references": True}
    if n_more:
        section["note"] = ngettext(
            "And %(num)s more: open the list of reports.", "And %(num)s more: open the list of reports.", n_more
        )
    return section


def _withdrawn(row: Mapping[str, Any], width: int) -> list[str]:
    return [row["reference"], _("No longer shared"), *["–"] * (width - 2)]


def _strands(content: Mapping[str, Any]) -> Section | None:
    if not content["strands"]:
        return None
    rows = [
        [
            str(vocabulary.STRANDS[row["strand"]].label),
            format_decimal(row["n"]),
            format_decimal(round(row["mean"], 1)),
        ]
        for row in content["strands"]
    ]
    return {
        "id": "strands",
        "title": _("Told in this ward, by what it was about"),
        "head": [_("What it was about"), _("This week"), _("Mean of the four weeks before")],
        "rows": rows,
        "numeric": [1, 2],
        "note": _("A report about several things counts under each. Reports not yet released are counted too."),
    }


def _changes(content: Mapping[str, Any]) -> Section | None:
    if not content["withdrawn"]:
        return None
    return {
        "id": "changes",
        "title": _("What changed"),
        "text": _("These reports are no longer shared. Destroy your notes of them:"),
        "references": content["withdrawn"],
    }


def _when(row: Mapping[str, Any]) -> str:
    first, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
    if row["is_week_only"]:
        return _("In the week of %(day)s", day=i18n.short_date(first))
    if first == last:
        return i18n.short_date(last)
    return _("%(first)s to %(last)s", first=i18n.short_date(first), last=i18n.short_date(last))


def _part_of_day(row: Mapping[str, Any]) -> str:
    if row["part_of_day"] is None:
        return _("Withheld")
    return str(vocabulary.PARTS_OF_DAY[row["part_of_day"]].label)


def _what(row: Mapping[str, Any]) -> str:
    return str(vocabulary.INCIDENT_TYPES[row["main_type"]].label)


def _strand(row: Mapping[str, Any]) -> str:
    term = vocabulary.STRANDS.get(row["strand"])
    return str(term.label) if term else "–"


def _where(row: Mapping[str, Any]) -> str:
    place = vocabulary.PLACE_TYPES[row["place_type"]].label
    return _("%(place)s (%(precision)s)", place=place, precision=SHARED_AS[row["precision"]])


def _sharing(row: Mapping[str, Any]) -> str:
    return str(vocabulary.SHARING_BRIEFLY[row["sharing"]].label)
