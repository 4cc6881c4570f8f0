"""The closed lists of the report: stable English keys, translated labels. Keys are stored as plain words.

Adding an incident type or a strand is one row here. Sources: `domain.md` A and 1.9.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Term:
    """One entry of a list: its label, a plainer hint, and what else the list needs to know of it."""

    label: Any
    hint: Any = ""
    group: str = ""
    weight: int = 1
    is_home: bool = False


class ReportKind(StrEnum):
    HATE_INCIDENT = "hate_incident"
    COMMUNITY_SAFETY_CONCERN = "community_safety_concern"


class Status(StrEnum):
    """Where a report stands. Drafts are kept apart and are not reports yet."""

    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    KEPT_LOCAL = "kept_local"
    RELEASED = "released"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class SharingChoice(StrEnum):
    STATISTICS_ONLY = "statistics_only"
    SUPPORT_ONLY = "support_only"
    ANONYMOUS_TO_POLICE = "anonymous_to_police"
    IDENTITY_TO_POLICE = "identity_to_police"


class Precision(StrEnum):
    """How finely the place may be shared."""

    EXACT = "exact"
    STREET_OR_ESTATE = "street_or_estate"
    WARD_ONLY = "ward_only"


class Risk(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class PlaceScope(StrEnum):
    IN_BOROUGH = "in_borough"
    OTHER_BOROUGH = "other_borough"
    ONLINE = "online"
    UNKNOWN = "unknown"


KINDS = {
    "hate_incident": Term(
        _l("Hate incident"), _l("Someone was targeted because of who they are, or who others think they are.")
    ),
    "community_safety_concern": Term(
        _l("Community safety concern"), _l("Drugs, violence or other things that make the neighbourhood feel unsafe.")
    ),
}

STATUSES = {
    "submitted": Term(_l("New")),
    "in_review": Term(_l("In review")),
    "accepted": Term(_l("Accepted")),
    "kept_local": Term(_l("Kept in the scheme")),
    "released": Term(_l("Released to the ward team")),
    "rejected": Term(_l("Not counted")),
    "withdrawn": Term(_l("Withdrawn")),
}

SHARING_CHOICES = {
    "statistics_only": Term(
        _l("Only count it"),
        _l(
            "We keep a number: what kind of thing happened, roughly where and when. Nobody outside the scheme sees your report. Your words are destroyed after they have been checked."
        ),
    ),
    "support_only": Term(
        _l("Help me, but do not tell the police"),
        _l("The coordinator reads your report and can arrange support. The police see nothing of it."),
    ),
    "anonymous_to_police": Term(
        _l("Tell the police what happened, but not who I am"),
        _l(
            "The police team for the area learns what happened, where and when, only as exactly as you allow. They do not get your name or how to reach you."
        ),
    ),
    "identity_to_police": Term(
        _l("Tell the police what happened and who I am"),
        _l("The police team for the area learns what happened and may contact you, in the way you say is safe."),
    ),
}

SHARING_BRIEFLY = {
    "statistics_only": Term(_l("Only counted")),
    "support_only": Term(_l("Not for the police")),
    "anonymous_to_police": Term(_l("No name shared")),
    "identity_to_police": Term(_l("Name may be asked for")),
}

PRECISIONS = {
    "ward_only": Term(_l("Only the ward, and only the week"), _l("The ward is a large area with thousands of homes.")),
    "street_or_estate": Term(_l("The street or estate"), _l("Not the house number and not the flat.")),
    "exact": Term(_l("The exact place"), _l("Choose this only if it is safe for others to know exactly where.")),
}

PLACE_SCOPES = {
    "in_borough": Term(_l("In the borough")),
    "other_borough": Term(_l("In another borough")),
    "online": Term(_l("Online")),
    "unknown": Term(_l("Not known where")),
}

CHANNELS = {
    "in_person_centre": Term(_l("In person at the centre")),
    "home_or_outreach_visit": Term(_l("Home or outreach visit")),
    "telephone": Term(_l("By telephone")),
    "event_drop_in": Term(_l("At an event or drop-in")),
    "paper_form_keyed_later": Term(_l("Paper form, keyed later")),
    "partner_referral": Term(_l("Referred by a partner")),
}

WHEN_PRECISIONS = {
    "exact_time": Term(_l("I know the day and the time")),
    "part_of_day": Term(_l("I know the day and roughly when")),
    "date_only": Term(_l("I know only the day")),
    "month": Term(_l("I know only the month")),
    "between_dates": Term(_l("Some time between two days")),
    "ongoing": Term(_l("It keeps happening")),
}

PARTS_OF_DAY = {
    "early_morning": Term(_l("Night, midnight to 6 in the morning")),
    "morning": Term(_l("Morning, 6 to 12")),
    "afternoon": Term(_l("Afternoon, 12 to 5")),
    "evening": Term(_l("Evening, 5 to 9")),
    "night": Term(_l("Late evening, 9 to midnight")),
    "not_known": Term(_l("Not known")),
}

FREQUENCIES = {
    "few_times_a_year": Term(_l("A few times a year")),
    "monthly": Term(_l("About every month")),
    "weekly": Term(_l("About every week")),
    "most_days": Term(_l("Most days")),
    "daily": Term(_l("Every day")),
    "not_known": Term(_l("Not known")),
}

PLACE_TYPES = {
    "home_inside": Term(_l("Inside the home"), is_home=True),
    "home_doorstep_or_garden": Term(_l("At the front door or in the garden"), is_home=True),
    "estate_common_area": Term(_l("Stairs, lift or open space of an estate")),
    "street": Term(_l("In the street")),
    "park_or_open_space": Term(_l("Park or open space")),
    "shop_or_supermarket": Term(_l("Shop or supermarket")),
    "pub_bar_restaurant": Term(_l("Pub, bar or restaurant")),
    "school_college_nursery": Term(_l("School, college or nursery")),
    "university": Term(_l("University")),
    "place_of_worship": Term(_l("Place of worship")),
    "community_centre": Term(_l("Community centre")),
    "workplace": Term(_l("Workplace")),
    "transport_vehicle": Term(_l("On a bus, train or taxi")),
    "transport_stop_or_station": Term(_l("Bus stop or station")),
    "health_setting": Term(_l("Hospital, surgery or clinic")),
    "council_or_police_premises": Term(_l("Council or police building")),
    "care_or_supported_housing": Term(_l("Care home or supported housing"), is_home=True),
    "sports_venue": Term(_l("Sports ground or gym")),
    "online": Term(_l("Online")),
    "phone_text_or_post": Term(_l("By telephone, text message or post")),
    "moving_between_places": Term(_l("While moving between places")),
    "other": Term(_l("Somewhere else")),
}

STRANDS = {
    "race": Term(_l("Race, skin colour, nationality, language or accent"), group="monitored"),
    "religion": Term(_l("Religion or belief"), group="monitored"),
    "sexual_orientation": Term(_l("Being gay, lesbian or bisexual"), group="monitored"),
    "disability": Term(_l("Disability or health condition"), group="monitored"),
    "transgender": Term(_l("Being transgender"), group="monitored"),
    "sex_or_gender": Term(_l("Being a woman or a man"), group="local"),
    "age": Term(_l("Age"), group="local"),
    "alternative_subculture": Term(_l("How they dress or the music they follow"), group="local"),
    "immigration_status": Term(_l("Being a migrant, refugee or asylum seeker"), group="local"),
    "other_difference": Term(_l("Another difference"), group="local"),
}

INCIDENT_TYPES = {
    "verbal_abuse": Term(_l("Insults, name-calling, abuse"), group="public_fear", weight=1),
    "gesture_or_spitting": Term(_l("Gestures or spitting"), group="public_fear", weight=2),
    "threat": Term(_l("Threats of violence"), group="harassment", weight=3),
    "intimidation_group": Term(_l("A group gathering or following to frighten"), group="harassment", weight=3),
    "harassment_repeated": Term(_l("Repeated harassment"), group="harassment", weight=3),
    "assault_no_injury": Term(
        _l("Pushed, hit or something thrown, no injury"), group="assault_without_injury", weight=4
    ),
    "assault_injury": Term(_l("Attacked and injured"), group="assault_with_injury", weight=5),
    "weapon_used_or_shown": Term(_l("A weapon was shown or used"), group="assault_with_injury", weight=6),
    "sexual_violence": Term(_l("Sexual assault or sexual threat"), group="other", weight=6),
    "attempted_arson_or_firework": Term(
        _l("Fire, fireworks or things through the letterbox"), group="criminal_damage", weight=6
    ),
    "criminal_damage_home": Term(_l("Damage to a home, car or belongings"), group="criminal_damage", weight=3),
    "criminal_damage_community": Term(
        _l("Damage to a place of worship or community building"), group="criminal_damage", weight=4
    ),
    "graffiti": Term(_l("Offensive graffiti, stickers or symbols"), group="criminal_damage", weight=2),
    "rubbish_or_substance": Term(_l("Rubbish, eggs or other things thrown or left"), group="public_fear", weight=3),
    "hate_mail_leaflet": Term(_l("Letters, leaflets or posters"), group="malicious_communications", weight=2),
    "phone_text": Term(_l("Abusive calls or text messages"), group="malicious_communications", weight=2),
    "online_abuse": Term(_l("Online abuse"), group="malicious_communications", weight=2),
    "neighbour_nuisance": Term(_l("Targeted noise or a hostile neighbour"), group="other", weight=2),
    "malicious_complaint": Term(_l("False complaints made to cause trouble"), group="other", weight=2),
    "robbery_theft_extortion": Term(_l("Robbery, theft or money demanded"), group="other", weight=4),
    "refusal_of_service": Term(_l("Refused a service or treated worse"), group="other", weight=1),
    "school_bullying": Term(_l("Bullying in or near school"), group="other", weight=2),
    "workplace_hostility": Term(_l("Hostility at work"), group="other", weight=1),
    "mate_crime_exploitation": Term(_l("Befriended and then used"), group="other", weight=4),
    "drug_dealing_near_home": Term(_l("Drug dealing or drug use nearby"), group="concern", weight=2),
    "gang_related": Term(_l("Gang activity or conflict over territory"), group="concern", weight=4),
    "vehicle_misuse": Term(_l("Dangerous or noisy vehicles"), group="concern", weight=1),
    "street_drinking_begging": Term(_l("Street drinking or begging"), group="concern", weight=1),
    "asb_other": Term(_l("Other antisocial behaviour"), group="concern", weight=1),
    "other": Term(_l("Something else"), group="other", weight=1),
}

TYPE_GROUPS = {
    "public_fear": Term(_l("Public fear, alarm or distress")),
    "harassment": Term(_l("Threats and harassment")),
    "assault_without_injury": Term(_l("Assault without injury")),
    "assault_with_injury": Term(_l("Assault with injury")),
    "criminal_damage": Term(_l("Damage")),
    "malicious_communications": Term(_l("Abusive messages")),
    "concern": Term(_l("Community safety")),
    "other": Term(_l("Other")),
}

RISKS = {"low": Term(_l("Low")), "medium": Term(_l("Medium")), "high": Term(_l("High"))}

REPEATS = {
    "first_time": Term(_l("No, this was the first time")),
    "before_same_people": Term(_l("Yes, the same people")),
    "before_others": Term(_l("Yes, other people")),
    "not_known": Term(_l("Not known")),
}

FIRST_TOLD = {
    "first_person_told": Term(_l("Nobody before today")),
    "family_only": Term(_l("Only family or friends")),
    "told_organisation": Term(_l("Another organisation")),
    "told_police": Term(_l("The police")),
    "not_asked": Term(_l("Not asked")),
}

PERPETRATOR_NUMBERS = {
    "1": Term(_l("One person")),
    "2": Term(_l("Two people")),
    "3-5": Term(_l("Three to five")),
    "6-10": Term(_l("Six to ten")),
    "more_than_10": Term(_l("More than ten")),
    "unknown": Term(_l("Not known")),
}

RELATIONSHIPS = {
    "stranger": Term(_l("A stranger")),
    "by_sight": Term(_l("Known by sight")),
    "neighbour": Term(_l("A neighbour")),
    "school_or_college": Term(_l("From school or college")),
    "colleague": Term(_l("A colleague")),
    "customer": Term(_l("A customer")),
    "family_or_ex_partner": Term(_l("Family or a former partner")),
    "business": Term(_l("A business or its staff")),
    "public_official": Term(_l("A public official")),
    "group_member": Term(_l("Someone from a known group")),
    "online_only": Term(_l("Only online")),
    "not_known": Term(_l("Not known")),
}

PROVENANCES = {
    "first_hand": Term(_l("Saw or heard it themselves")),
    "told_by_victim": Term(_l("Was told by the person targeted")),
    "told_by_other": Term(_l("Was told by someone else")),
    "rumour": Term(_l("It is talked about")),
}

IMPACTS = {
    "fear_at_home": Term(_l("Afraid at home")),
    "avoids_places": Term(_l("Avoids some places or routes")),
    "avoids_going_out": Term(_l("Avoids going out")),
    "children_affected": Term(_l("Children are affected")),
    "sleep": Term(_l("Sleeps badly")),
    "physical_health": Term(_l("Physical health")),
    "mental_health": Term(_l("Mental health")),
    "hides_identity": Term(_l("Hides who they are or changes how they dress")),
    "stopped_worship": Term(_l("Stopped going to worship")),
    "relationships": Term(_l("Relationships")),
    "missed_work_or_school": Term(_l("Missed work or school")),
    "wants_to_move": Term(_l("Wants to move away")),
    "money_loss": Term(_l("Lost money or has things to repair")),
    "none": Term(_l("Nothing")),
    "not_asked": Term(_l("Not asked")),
}

INJURIES = {
    "none": Term(_l("No injury")),
    "minor": Term(_l("Minor, no treatment")),
    "treated": Term(_l("Treated by a doctor or pharmacist")),
    "hospital": Term(_l("Hospital")),
    "psychological": Term(_l("Not the body, but the mind")),
    "not_known": Term(_l("Not known")),
}

RISK_QUESTIONS = {
    "targeted_at_home": Term(_l("Was it at or near their home?"), weight=2),
    "known_and_near": Term(_l("Do the people who did this live or gather nearby?"), weight=2),
    "escalating": Term(_l("Is it getting worse or more frequent?"), weight=2),
    "weapons_or_fire": Term(_l("Were weapons, fire or fireworks involved?"), weight=6),
    "threats_to_kill": Term(_l("Were there threats to kill or seriously hurt?"), weight=6),
    "children": Term(_l("Are children targeted or in the home?"), weight=2),
    "vulnerable": Term(_l("Is the person isolated, ill, disabled or very old or young?"), weight=2),
    "suicidal": Term(_l("Does the person talk of harming themselves?"), weight=6),
    "retaliation": Term(_l("Is the person afraid of revenge for telling?"), weight=2),
    "lives_alone": Term(_l("Does the person live alone, with nobody to turn to?"), weight=2),
    "group_link": Term(_l("Are the people who did this said to belong to a group or gang?"), weight=2),
    "several_strands": Term(_l("Were they targeted for more than one reason?"), weight=1),
}

YES_NO = {"yes": Term(_l("Yes")), "no": Term(_l("No")), "not_known": Term(_l("Not known"))}

SUPPORT_WANTED = {
    "emotional": Term(_l("Someone to talk to")),
    "practical": Term(_l("Practical advice")),
    "accompany": Term(_l("Someone to come along to the police")),
    "housing": Term(_l("Help with housing or moving")),
    "security": Term(_l("Repairs, locks or a camera")),
    "legal": Term(_l("Legal advice")),
    "interpreter": Term(_l("An interpreter")),
    "school": Term(_l("Contact with the school")),
    "restorative": Term(_l("A safe meeting to put things right")),
    "just_heard": Term(_l("Just to be heard")),
}

REPORTED_ELSEWHERE = {
    "police": Term(_l("The police")),
    "landlord": Term(_l("The landlord or housing office")),
    "council": Term(_l("The council")),
    "school": Term(_l("A school or college")),
    "transport": Term(_l("A transport company")),
    "employer": Term(_l("An employer")),
    "charity": Term(_l("Another support organisation")),
    "other": Term(_l("Somewhere else")),
}

RECIPIENTS = {
    "ward_team": Term(_l("The police team for the area")),
    "council": Term(_l("The council's community safety team")),
    "landlord": Term(_l("The landlord")),
    "panel": Term(_l("The race and hate crime panel")),
    "victim_support": Term(_l("Victim Support")),
    "school": Term(_l("The school")),
}

AGE_BANDS = {
    "under_10": Term(_l("Under 10")),
    "10-15": Term(_l("10 to 15")),
    "16-17": Term(_l("16 to 17")),
    "18-24": Term(_l("18 to 24")),
    "25-34": Term(_l("25 to 34")),
    "35-44": Term(_l("35 to 44")),
    "45-54": Term(_l("45 to 54")),
    "55-64": Term(_l("55 to 64")),
    "65-74": Term(_l("65 to 74")),
    "75_plus": Term(_l("75 or over")),
    "not_known": Term(_l("Not known")),
    "prefer_not_to_say": Term(_l("Prefer not to say")),
    "not_asked": Term(_l("Not asked")),
}

GENDERS = {
    "woman": Term(_l("Woman")),
    "man": Term(_l("Man")),
    "non_binary": Term(_l("Non-binary")),
    "self_describe": Term(_l("In another way")),
    "prefer_not_to_say": Term(_l("Prefer not to say")),
    "not_asked": Term(_l("Not asked")),
}

ETHNICITIES = {
    "W1": Term(_l("English, Welsh, Scottish, Northern Irish or British"), group="white"),
    "W2": Term(_l("Irish"), group="white"),
    "W3": Term(_l("Gypsy or Irish Traveller"), group="white"),
    "white_roma": Term(_l("Roma"), group="white"),
    "W9": Term(_l("Any other White background"), group="white"),
    "M1": Term(_l("White and Black Caribbean"), group="mixed"),
    "M2": Term(_l("White and Black African"), group="mixed"),
    "M3": Term(_l("White and Asian"), group="mixed"),
    "M9": Term(_l("Any other Mixed background"), group="mixed"),
    "A1": Term(_l("Indian"), group="asian"),
    "A2": Term(_l("Pakistani"), group="asian"),
    "A3": Term(_l("Bangladeshi"), group="asian"),
    "A4": Term(_l("Chinese"), group="asian"),
    "A9": Term(_l("Any other Asian background"), group="asian"),
    "B1": Term(_l("Caribbean"), group="black"),
    "B2": Term(_l("African"), group="black"),
    "B9": Term(_l("Any other Black background"), group="black"),
    "O2": Term(_l("Arab"), group="other"),
    "O9": Term(_l("Any other ethnic group"), group="other"),
    "NS": Term(_l("Prefer not to say"), group="not_stated"),
    "not_asked": Term(_l("Not asked"), group="not_stated"),
}

ETHNIC_GROUPS = {
    "white": Term(_l("White")),
    "mixed": Term(_l("Mixed")),
    "asian": Term(_l("Asian")),
    "black": Term(_l("Black")),
    "other": Term(_l("Other")),
    "not_stated": Term(_l("Not stated")),
}

SPOKEN_LANGUAGES = {
    "en": Term(_l("English")),
    "so": Term(_l("Somali")),
    "bn": Term(_l("Bengali")),
    "syl": Term(_l("Sylheti")),
    "ar": Term(_l("Arabic")),
    "sq": Term(_l("Albanian")),
    "fr": Term(_l("French")),
    "es": Term(_l("Spanish")),
    "pt": Term(_l("Portuguese")),
    "it": Term(_l("Italian")),
    "tr": Term(_l("Turkish")),
    "ku": Term(_l("Kurdish")),
    "fa": Term(_l("Persian")),
    "ti": Term(_l("Tigrinya")),
    "am": Term(_l("Amharic")),
    "ur": Term(_l("Urdu")),
    "zh": Term(_l("Chinese (spoken)")),
    "pl": Term(_l("Polish")),
    "ro": Term(_l("Romanian")),
    "uk": Term(_l("Ukrainian")),
    "other": Term(_l("Another language")),
    "not_asked": Term(_l("Not asked")),
}

CONTACT_MEANS = {
    "phone": Term(_l("By telephone")),
    "text": Term(_l("By text message")),
    "email": Term(_l("By e-mail")),
    "centre": Term(_l("Through this centre")),
    "trusted": Term(_l("Through someone they trust")),
}

CONSENT_GIVEN_BY = {
    "victim": Term(_l("The person themselves")),
    "parent_or_guardian": Term(_l("A parent or guardian")),
    "nobody": Term(_l("Nobody: a witness is telling")),
}

PURPOSES = {
    "contact": Term(_l("To contact the person, in the way they said is safe")),
    "safety": Term(_l("To keep someone safe from harm")),
    "support": Term(_l("To arrange support they asked for")),
    "investigation": Term(_l("To find out what happened, as they agreed")),
    "correction": Term(_l("To correct a mistake in the report")),
    "own_data": Term(_l("To answer what the person asked about their own data")),
}

CUSTODY = {  # what is written in the trail about evidence
    "report:evidence:added": _l("Added evidence"),
    "report:evidence:removed": _l("Removed evidence before the report was sent"),
    "report:evidence:opened": _l("Opened evidence"),
    "report:evidence:handed": _l("Wrote down that evidence went to the police"),
}


def labels(terms: dict[str, Term]) -> list[tuple[str, Any]]:
    """(key, label) pairs in order, for form choices."""
    return [(key, term.label) for key, term in terms.items()]


def severity(types: frozenset[str]) -> int:
    """The heaviest weight among the incident types, 1 to 6: for triage and map intensity only."""
    return max((INCIDENT_TYPES[key].weight for key in types), default=1)
