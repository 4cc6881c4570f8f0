"""The closed lists of tension: stable English keys, translated labels (`domain.md` 1.4 and A.11)."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l

from reporting.reports.vocabulary import Term


class Standing(StrEnum):
    """What a coordinator did with an observation."""

    NEW = "new"
    APPROVED = "approved"  # the ward team reads the words that were approved
    KEPT = "kept"  # it counts, and stays in the scheme


STANDINGS = {
    "new": Term(_l("New")),
    "approved": Term(_l("Passed on to the ward team")),
    "kept": Term(_l("Kept in the scheme")),
}

EEP = {
    "experienced": Term(_l("Experienced"), _l("What people say they feel.")),
    "evidenced": Term(_l("Evidenced"), _l("Something that has happened and can be shown.")),
    "potential": Term(_l("Potential"), _l("Something that is coming and may raise tension.")),
}

OBSERVATION_TYPES = {
    "rumour": Term(_l("A rumour")),
    "leaflets": Term(_l("Leaflets or stickers")),
    "graffiti": Term(_l("Graffiti")),
    "protest_planned": Term(_l("A protest or march is planned")),
    "gathering": Term(_l("Groups are gathering")),
    "gang_conflict": Term(_l("Conflict between gangs, or over territory")),
    "between_communities": Term(_l("Tension between two communities")),
    "with_police": Term(_l("Tension between people and the police")),
    "in_school": Term(_l("Tension in a school")),
    "over_housing": Term(_l("Tension over housing or accommodation for people seeking asylum")),
    "premises_worried": Term(_l("A business or place of worship is worried")),
    "online_posts": Term(_l("Posts online about a place here")),
    "event_elsewhere": Term(_l("Reaction to something in the country or the world")),
    "new_group": Term(_l("A new group is moving in")),
    "revenge_talk": Term(_l("Talk of revenge")),
    "visitors_stay_away": Term(_l("Usual visitors stay away")),
    "weapon_seen": Term(_l("A weapon was seen")),
    "drug_market": Term(_l("A change in drug dealing")),
    "other": Term(_l("Something else")),
}

HEARD_FROM = {
    "own_observation": Term(_l("I noticed it myself")),
    "staff": Term(_l("Somebody who works here")),
    "member": Term(_l("A visitor or member")),
    "elder_or_faith_leader": Term(_l("An elder or faith leader")),
    "parent": Term(_l("A parent")),
    "shopkeeper": Term(_l("A shopkeeper")),
    "youth_worker": Term(_l("A youth worker")),
    "social_media": Term(_l("Social media")),
}

PROVENANCES = {
    "seen": Term(_l("Seen")),
    "told_first_hand": Term(_l("Told first-hand"), _l("By somebody who was there.")),
    "told_second_hand": Term(_l("Told second-hand"), _l("By somebody who heard it from another.")),
    "rumour": Term(_l("Rumour"), _l("It is talked about, and nobody knows where it comes from.")),
}

WIDELY_HELD = {
    "one_person": Term(_l("One person")),
    "few": Term(_l("A few people")),
    "many": Term(_l("Many people")),
    "not_known": Term(_l("Not known")),
}

DIRECTIONS = {
    "rising": Term(_l("Rising")),
    "same": Term(_l("The same")),
    "falling": Term(_l("Falling")),
}

JUDGEMENTS = {
    "6": Term(_l("6: normal"), group="green"),
    "5": Term(_l("5: slight unease, in single places"), group="green"),
    "4": Term(_l("4: noticeable unease in one group or place"), group="amber"),
    "3": Term(_l("3: rising, from several sources, with small things happening"), group="amber"),
    "2": Term(_l("2: serious, disorder or reprisals are expected here"), group="red"),
    "1": Term(_l("1: about to happen, or happening"), group="red"),
}
"""Six levels in three tiers; the structure is the police's, the wording the scheme's own."""

TIERS = {"green": Term(_l("Green")), "amber": Term(_l("Amber")), "red": Term(_l("Red"))}
ALARMING = 2  # at this judgement or below, the coordinators get a letter at once

RESPONSES = {
    "reassurance_visit": Term(_l("A visit that reassures people")),
    "patrol": Term(_l("A patrol")),
    "graffiti_removal": Term(_l("Graffiti removed")),
    "youth_work": Term(_l("Youth work")),
    "mediation": Term(_l("Mediation")),
    "community_meeting": Term(_l("A meeting")),
    "rumour_correction": Term(_l("A rumour put right")),
}

CATEGORIES = {
    "racial": Term(_l("Race or origin")),
    "religious": Term(_l("Religion or belief")),
    "criminal_or_antisocial": Term(_l("Crime or anti-social behaviour")),
    "disability": Term(_l("Disability")),
    "unrest_over_events": Term(_l("Unrest over events here, in the country or in the world")),
    "other": Term(_l("Something else")),
}
"""The categories of Croydon's weekly questionnaire."""


class ReturnState(StrEnum):
    """How a centre stands with the return of a week."""

    GIVEN = "given"
    NIL = "nil"
    MISSING = "missing"


RETURN_STATES = {
    "given": Term(_l("Something was told")),
    "nil": Term(_l("Nothing to report")),
    "missing": Term(_l("Not given")),
}
