"""Why a level is what it is, and where what centres tell and what is reported disagree."""

from flask_babel import lazy_gettext as _l

from reporting.reports.vocabulary import Term

REASONS = {
    "nothing_told": Term(_l("Nobody told anything: that is not the same as calm")),
    "nothing_unusual": Term(_l("Nothing out of the ordinary was told")),
    "judged_first_hand": Term(_l("The gravest judgement of a centre, known first-hand")),
    "judged_hearsay": Term(_l("The gravest judgement of a centre, known only by hearsay")),
    "rising_from_several": Term(_l("Centres that independently say that it is rising")),
    "revenge_after_conflict": Term(_l("Conflict, and talk of revenge or of more to come")),
    "weapon_in_conflict": Term(_l("A weapon was seen while there is conflict")),
    "several_centres_tell_the_same": Term(_l("Concerns that two or more centres tell of in their returns")),
    "centres_tell_something": Term(_l("Centres whose weekly return tells of a concern")),
    "in_the_news": Term(_l("It is in the news or on social media")),
    "incidents_leap": Term(_l("Incidents this week, far more than is usual here")),
    "incidents_rise": Term(_l("Incidents this week, more than is usual here")),
    "cluster_very_unusual": Term(_l("Incidents of a very unusual cluster that lies mostly here")),
    "cluster_unusual": Term(_l("Incidents of an unusual cluster that lies mostly here")),
    "grave_incident": Term(_l("A grave incident was reported")),
}
COUNTED = frozenset({"rising_from_several", "several_centres_tell_the_same", "centres_tell_something", "incidents_leap",
                     "incidents_rise", "cluster_very_unusual", "cluster_unusual"})  # fmt: skip

DISAGREEMENTS = {
    "calm_but_rising": Term(
        _l("Every return says that there is nothing, yet more is reported than usual. Ring the centres.")
    ),
    "told_but_none": Term(
        _l("Centres tell of tension, yet nobody reports an incident. People may not know that they can.")
    ),
}
