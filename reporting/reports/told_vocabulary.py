"""The closed lists of what is only ever kept under seal: stable English keys, translated labels.

"Not known", "Prefer not to say" and "Not asked" are three answers: the first two were given, the third means that the
question was never put. Sources: `domain.md` A.1 to A.9 and A.13.
"""

from flask_babel import lazy_gettext as _l

from reporting.reports.vocabulary import Term

NOT_KNOWN = {"not_known": Term(_l("Not known"))}
PREFER_NOT = {"prefer_not_to_say": Term(_l("Prefer not to say"))}
NOT_ASKED = {"not_asked": Term(_l("Not asked"))}
YES_NO_OR_NOT = {"yes": Term(_l("Yes")), "no": Term(_l("No")), **PREFER_NOT, **NOT_ASKED}

INTERPRETERS_NOW = {
    "none": Term(_l("Nobody: we speak the same language")),
    "professional": Term(_l("An interpreter, here or by telephone")),
    "trained_volunteer": Term(_l("A trained volunteer")),
    "relative": Term(_l("A relative or friend")),
    "child": Term(_l("A child")),
}
UNSUITED_INTERPRETERS = frozenset({"relative", "child"})

REPORTER_ROLES = {
    "victim": Term(_l("The person it happened to")),
    "witness": Term(_l("Someone who saw or heard it")),
    "parent_or_guardian": Term(_l("A parent or guardian")),
    "family_or_friend": Term(_l("Family or a friend")),
    "professional_on_behalf": Term(_l("Someone who works with them")),
    "community_member_aware": Term(_l("Someone in the community who knows of it")),
    "anonymous_note": Term(_l("Nobody here: a note without a name")),
}

FIRST_HAND = {
    "saw_or_heard_it": Term(_l("They saw or heard it themselves")),
    "told_by_victim": Term(_l("The person told them")),
    "told_by_someone_else": Term(_l("Someone else told them")),
    "seen_online": Term(_l("They saw it online")),
    "other": Term(_l("In another way")),
}

VICTIM_AWARE = {
    "yes_agrees": Term(_l("Yes, and they agree")),
    "yes_disagrees": Term(_l("Yes, but they do not agree")),
    "not_aware": Term(_l("No")),
    "not_applicable": Term(_l("There is no such person")),
}

VICTIM_TYPES = {
    "person": Term(_l("One person")),
    "family_or_household": Term(_l("A family or household")),
    "group": Term(_l("A group of people")),
    "business": Term(_l("A business")),
    "place_of_worship": Term(_l("A place of worship")),
    "community_building": Term(_l("A community building")),
    "general_community": Term(_l("The community as a whole")),
}
SEVERAL_PEOPLE = frozenset({"family_or_household", "group"})

CHILDREN = {
    "targeted": Term(_l("Yes, they were targeted")),
    "present": Term(_l("Yes, they were there")),
    "no": Term(_l("No")),
    **NOT_KNOWN,
}

TRANSLATORS = {
    "volunteer": Term(_l("The volunteer who takes the report")),
    "professional": Term(_l("An interpreter or translator")),
    "person": Term(_l("The person themselves")),
    "relative": Term(_l("A relative or friend")),
    "machine": Term(_l("A machine, and somebody has read it")),
}

PERCEIVED_BY = {
    "victim": Term(_l("The person it happened to")),
    "witness": Term(_l("Someone who saw or heard it")),
    "family": Term(_l("Their family")),
    "volunteer": Term(_l("The volunteer who takes the report")),
    "other": Term(_l("Someone else")),
}

TARGETED_AS = {
    "actual": Term(_l("They are what the people who did it thought")),
    "mistaken": Term(_l("They were taken for someone they are not")),
    "association": Term(_l("They were with, or stood up for, someone else")),
    **NOT_KNOWN,
}

# Who the people who did it seem to have had in mind, for each strand that asks (`domain.md` A.7).
TARGETED_GROUPS = {
    "race": {
        "anti_black": Term(_l("Black people")),
        "anti_south_asian": Term(_l("South Asian people")),
        "anti_east_asian": Term(_l("East or South-East Asian people")),
        "anti_arab": Term(_l("Arab people")),
        "anti_gypsy_roma_traveller": Term(_l("Gypsy, Roma or Traveller people")),
        "anti_migrant": Term(_l("Migrants or refugees")),
        "anti_eastern_european": Term(_l("Eastern European people")),
        "anti_irish": Term(_l("Irish people")),
        "anti_white": Term(_l("White people")),
        "antisemitic": Term(_l("Jewish people, as a people")),
        "race_other": Term(_l("Other people")),
    },
    "religion": {
        "muslim": Term(_l("Muslim")),
        "jewish": Term(_l("Jewish")),
        "christian": Term(_l("Christian")),
        "hindu": Term(_l("Hindu")),
        "sikh": Term(_l("Sikh")),
        "buddhist": Term(_l("Buddhist")),
        "religion_other": Term(_l("Another religion")),
        "no_religion": Term(_l("No religion")),
        **NOT_KNOWN,
    },
    "disability": {
        "physical": Term(_l("Physical")),
        "learning": Term(_l("Learning disability")),
        "sensory": Term(_l("Sight or hearing")),
        "mental_health": Term(_l("Mental health")),
        "disability_other": Term(_l("Another condition")),
    },
    "sexual_orientation": {
        "gay": Term(_l("Gay men")),
        "lesbian": Term(_l("Lesbian women")),
        "bi": Term(_l("Bisexual people")),
        "orientation_other": Term(_l("Other people")),
    },
    "transgender": {
        "trans_woman": Term(_l("Trans women")),
        "trans_man": Term(_l("Trans men")),
        "trans_non_binary": Term(_l("Non-binary people")),
    },
}
ALL_TARGETED = {key: term for group in TARGETED_GROUPS.values() for key, term in group.items()}

BIAS_INDICATORS = {
    "words": Term(_l("What was said: insults about who they are")),
    "gestures": Term(_l("Gestures")),
    "symbols": Term(_l("Symbols or graffiti")),
    "origin_or_faith": Term(_l("Their origin or faith was mentioned")),
    "clothing": Term(_l("Clothing or a symbol of faith was attacked")),
    "language": Term(_l("They were speaking their language, or their accent was heard")),
    "no_other_motive": Term(_l("There was no other reason to see")),
    "visible_minority": Term(_l("Few people like them live or were there")),
    "earlier_similar": Term(_l("Similar things have happened before")),
    "place": Term(_l("The place: a place of worship, a community centre")),
    "date_or_event": Term(_l("The day: a feast, an election, something in the news")),
    "organised": Term(_l("Leaflets, stickers or an organised group")),
    "online_posts": Term(_l("What the people who did it post online")),
}

LOSSES = {
    "none": Term(_l("Nothing")),
    "under_50": Term(_l("Under £50")),
    "50_250": Term(_l("£50 to £250")),
    "250_1000": Term(_l("£250 to £1,000")),
    "over_1000": Term(_l("More than £1,000")),
    **NOT_KNOWN,
}
LOST_SOMETHING = frozenset(LOSSES) - {"none", "not_known"}

REPAIRS = {
    "not_needed": Term(_l("Nothing needs repair")),
    "wanted": Term(_l("It needs repair, and nobody has been asked yet")),
    "requested": Term(_l("It has been asked for")),
    "done": Term(_l("It is done")),
}

AFRAID_OF_REPEAT = {
    "very": Term(_l("Very")),
    "fairly": Term(_l("Fairly")),
    "not_very": Term(_l("Not very")),
    "not_at_all": Term(_l("Not at all")),
    **PREFER_NOT,
    **NOT_ASKED,
}

SCALE = {str(number): Term(str(number)) for number in range(11)}

REASONS_NOT_REPORTED = {
    "too_trivial": Term(_l("It seemed too small")),
    "fear_of_revenge": Term(_l("Afraid of revenge")),
    "no_confidence": Term(_l("Nothing would be done")),
    "did_not_know_how": Term(_l("Did not know how or where")),
    "language": Term(_l("The language")),
    "fear_of_police": Term(_l("Afraid of the police")),
    "put_up_with_it": Term(_l("Used to putting up with it")),
    "fear_of_outing": Term(_l("Afraid that others learn who they are")),
    "bad_experience": Term(_l("A bad experience before")),
    "shame": Term(_l("Shame")),
    "other": Term(_l("Something else")),
    **NOT_ASKED,
}

WANTED_OUTCOMES = {
    "recorded_only": Term(_l("That it is written down")),
    "police_know": Term(_l("That the police know the pattern")),
    "warning": Term(_l("That the people who did it are warned")),
    "patrols": Term(_l("More patrols")),
    "prosecution": Term(_l("That it goes to court")),
    "apology": Term(_l("An apology")),
    "mediation": Term(_l("Mediation")),
    "to_move": Term(_l("To move away")),
    "graffiti_removed": Term(_l("That graffiti is removed")),
    "feedback": Term(_l("To hear what came of it")),
}

CCTV = {
    "estate": Term(_l("Yes, of the estate or the council")),
    "shop_or_bus": Term(_l("Yes, of a shop, a bus or a station")),
    "doorbell": Term(_l("Yes, a doorbell camera")),
    "no": Term(_l("No")),
    **NOT_KNOWN,
}

PLATFORMS = {
    "x": Term("X"),
    "facebook": Term("Facebook"),
    "instagram": Term("Instagram"),
    "tiktok": Term("TikTok"),
    "snapchat": Term("Snapchat"),
    "youtube": Term("YouTube"),
    "messages": Term(_l("Messages such as WhatsApp or Telegram")),
    "gaming": Term(_l("A game")),
    "email": Term(_l("E-mail")),
    "news_comments": Term(_l("Comments under news")),
    "dating": Term(_l("A dating site")),
    "calls_or_texts": Term(_l("Calls or text messages")),
    "post": Term(_l("A letter or leaflet")),
    "other": Term(_l("Somewhere else")),
}

SAFEGUARDING = {
    "child": Term(_l("A child may be at risk")),
    "adult": Term(_l("An adult who cannot protect themselves may be at risk")),
    "suicide": Term(_l("Somebody talks of suicide or self-harm")),
    "domestic_abuse": Term(_l("Abuse at home")),
    "modern_slavery": Term(_l("Somebody is held, or forced to work")),
    "radicalisation": Term(_l("Somebody is being drawn into violence")),
}

SPECIAL_REQUIREMENTS = {
    "plain_clothes": Term(_l("Officers in plain clothes")),
    "female_officer": Term(_l("A woman officer")),
    "male_officer": Term(_l("A man officer")),
    "not_at_home": Term(_l("Do not come to the home")),
    "meet_at_centre": Term(_l("Meet at this centre")),
    "phone_only": Term(_l("By telephone only")),
    "trusted_person": Term(_l("Through someone they trust")),
}

FEEDBACK_WANTED = {
    "every_step": Term(_l("Every step")),
    "result": Term(_l("Only the result")),
    "if_changed": Term(_l("Only if something changes")),
    "none": Term(_l("Nothing")),
}

SAFE_TO_SAY = {
    "centre": Term(_l("Say that the community centre is calling")),
    "first_name": Term(_l("Say only a first name")),
    "nothing": Term(_l("Say nothing to anyone else")),
}

RELIGIONS = {
    "no_religion": Term(_l("No religion")),
    "christian": Term(_l("Christian")),
    "buddhist": Term(_l("Buddhist")),
    "hindu": Term(_l("Hindu")),
    "jewish": Term(_l("Jewish")),
    "muslim": Term(_l("Muslim")),
    "sikh": Term(_l("Sikh")),
    "other": Term(_l("Another religion")),
    **PREFER_NOT,
    **NOT_ASKED,
}

DISABILITIES = {
    "none": Term(_l("None")),
    "physical": Term(_l("Physical")),
    "sensory": Term(_l("Sight or hearing")),
    "learning_disability": Term(_l("Learning disability")),
    "mental_health": Term(_l("Mental health")),
    "neurodivergent": Term(_l("Autism or another neurodivergence")),
    "long_term_illness": Term(_l("A long illness")),
    **PREFER_NOT,
}

COMMUNICATION_NEEDS = {
    "easy_read": Term(_l("Easy words and pictures")),
    "bsl": Term(_l("British Sign Language")),
    "large_print": Term(_l("Large print")),
    "text_only": Term(_l("Text messages only")),
    "relay": Term(_l("Relay UK")),
}

TENURES = {
    "council": Term(_l("Rented from the council")),
    "housing_association": Term(_l("Rented from a housing association")),
    "private": Term(_l("Rented privately")),
    "owner": Term(_l("Owned")),
    "temporary": Term(_l("Temporary home or hostel")),
    "homeless": Term(_l("No home")),
    "other": Term(_l("Another kind")),
    **PREFER_NOT,
    **NOT_ASKED,
}
HAS_LANDLORD = frozenset({"council", "housing_association", "private", "temporary"})
