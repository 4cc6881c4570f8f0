"""What came of an early warning."""

from flask_babel import lazy_gettext as _l

from reporting.reports.vocabulary import Term

OUTCOMES = {
    "real": Term(_l("Something real: people were asked and supported")),
    "explained": Term(_l("One event, or a cause that is known")),
    "new_source": Term(_l("A new centre or a campaign: more was told, not more happened")),
    "nothing": Term(_l("Looked at, and nothing was found")),
}
