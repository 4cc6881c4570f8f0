"""The papers a person takes home: reference, secret, and how to look; who can help. Neither says what it is about."""

from collections.abc import Iterable
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from reporting import documents, i18n
from reporting.reports import references
from reporting.signposts.cards import Card, card
from reporting.signposts.models import Service


def receipt_pdf(*, reference: str, secret: str, language: str) -> bytes:
    """One page in the person's language. The document's title is the service's name alone.

    reference   as it is spoken: 4T7K-9QXM
    secret      ten digits; shown in groups
    """
    settings = current_app.config["SETTINGS"]
    with i18n.speaking(language):
        values = {
            "title": settings.service_name,
            "heading": _("Please keep this paper safe"),
            "reference_label": _("Your reference"),
            "reference": reference,
            "secret_label": _("Your secret number"),
            "secret": references.grouped(secret),
            "warning": _(
                "Whoever has both can read the answers to you. Keep them apart if somebody looks at your papers."
            ),
            "next_heading": _("What happens next"),
            "next": [
                _("The coordinator reads what you told us."),
                _("Only what you agreed to is passed on, and only to those you chose."),
                _("You can see how it stands, write to us, or change your mind at any time."),
            ],
            "look_heading": _("How to look"),
            "look": _("Open this address, or ask at the centre, and give the reference and the number:"),
            "address": f"{settings.base_url.rstrip('/')}/follow",
            "danger": _("If someone is in danger now, call 999."),
        }
        return documents.pdf("reports/receipt.typ", values, language=language)


def support_pdf(services: Iterable[Service], *, language: str) -> bytes:
    """Who can help, in the person's language. It knows nothing of the report the services were chosen for."""
    settings = current_app.config["SETTINGS"]
    with i18n.speaking(language):
        values = {
            "title": settings.service_name,
            "heading": _("People who can help"),
            "lead": _("You can get in touch with them yourself, whenever you want to."),
            "services": [_on_paper(card(one)) for one in services],
            "danger": _("If someone is in danger now, call 999. If it can wait, call 101."),
        }
        return documents.pdf("reports/support.typ", values, language=language)


def _on_paper(shown: Card) -> dict[str, Any]:
    numbers = [(_("Telephone"), shown.phone), (_("Text message"), shown.text_number), (_("Web address"), shown.web)]
    languages = ", ".join(shown.languages)
    words = [(_("Open"), shown.hours), (_("Languages spoken"), languages), (_("Age"), shown.ages)]
    return {
        "name": shown.name,
        "does": shown.does,
        "numbers": [pair for pair in numbers if pair[1]],
        "words": [pair for pair in words if pair[1]],
    }
