"""What may explain more reports, as a closed list."""

from flask_babel import lazy_gettext as _l

from reporting.reports.vocabulary import Term

NEW_CENTRE = "new_centre"

KINDS = {
    "outreach_event": Term(_l("Outreach event or stall")),
    NEW_CENTRE: Term(_l("A reporting centre opened")),
    "campaign": Term(_l("Campaign")),
    "news_or_trigger_event": Term(_l("In the news, here or elsewhere")),
    "march_or_protest": Term(_l("March or protest")),
    "religious_or_national_day": Term(_l("Religious or national day")),
    "match_or_festival": Term(_l("Match or festival")),
    "school_term": Term(_l("School term or holidays")),
    "change_of_form_or_staff": Term(_l("Change of the form or of staff")),
    "other": Term(_l("Something else")),
}
