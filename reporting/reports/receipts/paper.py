"""The paper a person takes home: reference, secret, and how to look. Nothing on it says what it is about."""

from flask import current_app
from flask_babel import gettext as _

from reporting import documents, i18n
from reporting.reports import references


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
