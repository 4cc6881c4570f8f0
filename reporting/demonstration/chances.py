"""Shares of everything a report may be: which strands, places, types, choices, languages. Believable, not measured."""

from random import Random
from typing import Any

Shares = dict[str, float]

STRANDS: Shares = {
    "race": 70, "religion": 11, "sexual_orientation": 7, "disability": 5, "transgender": 2.5, "immigration_status": 2,
    "sex_or_gender": 1, "age": 0.5, "alternative_subculture": 0.5, "other_difference": 0.5,
}  # fmt: skip
SECOND_STRANDS: dict[str, Shares] = {
    "race": {"religion": 22, "immigration_status": 12, "": 66},
    "religion": {"race": 55, "sex_or_gender": 8, "": 37},
    "transgender": {"sexual_orientation": 25, "": 75},
    "immigration_status": {"race": 70, "": 30},
}
CONCERN_SHARE = 0.08  # community safety concerns among all reports

PLACES: Shares = {
    "street": 24, "home_doorstep_or_garden": 17, "estate_common_area": 16, "school_college_nursery": 6,
    "transport_stop_or_station": 5, "shop_or_supermarket": 5, "park_or_open_space": 5, "online": 4, "workplace": 3.5,
    "home_inside": 3, "place_of_worship": 3, "pub_bar_restaurant": 3, "transport_vehicle": 2,
    "phone_text_or_post": 1.5, "health_setting": 1.2, "sports_venue": 1, "university": 0.8,
    "council_or_police_premises": 0.5, "care_or_supported_housing": 0.5, "moving_between_places": 0.5, "other": 0.5,
}  # fmt: skip
PLACE_KINDS = {  # which named places stand for a type of place
    "school_college_nursery": ("school",), "transport_stop_or_station": ("station", "bus_stop"),
    "park_or_open_space": ("park", "square"), "place_of_worship": ("place_of_worship",),
    "pub_bar_restaurant": ("pub", "nightlife"), "shop_or_supermarket": ("market", "shopping_centre"),
    "health_setting": ("hospital",), "sports_venue": ("leisure_centre",), "university": ("university",),
}  # fmt: skip

HOME: Shares = {
    "verbal_abuse": 24, "rubbish_or_substance": 15, "criminal_damage_home": 15, "threat": 12, "neighbour_nuisance": 13,
    "harassment_repeated": 11, "graffiti": 5, "attempted_arson_or_firework": 2, "hate_mail_leaflet": 3,
}  # fmt: skip
OPEN: Shares = {
    "verbal_abuse": 44, "gesture_or_spitting": 13, "threat": 13, "intimidation_group": 11, "assault_no_injury": 10,
    "assault_injury": 4.5, "robbery_theft_extortion": 3, "weapon_used_or_shown": 1.5,
}  # fmt: skip
INDOORS: Shares = {"verbal_abuse": 52, "refusal_of_service": 24, "threat": 9, "gesture_or_spitting": 7, "other": 3}
TYPES: dict[str, Shares] = {
    "home_doorstep_or_garden": HOME, "home_inside": HOME, "care_or_supported_housing": HOME,
    "estate_common_area": {**OPEN, "graffiti": 10, "harassment_repeated": 8, "rubbish_or_substance": 6},
    "school_college_nursery": {"school_bullying": 55, "verbal_abuse": 25, "intimidation_group": 12, "assault_no_injury": 8},
    "place_of_worship": {"graffiti": 30, "criminal_damage_community": 22, "verbal_abuse": 30, "hate_mail_leaflet": 18},
    "workplace": {"workplace_hostility": 70, "verbal_abuse": 30},
    "online": {"online_abuse": 100},
    "phone_text_or_post": {"phone_text": 65, "hate_mail_leaflet": 35},
    "shop_or_supermarket": INDOORS, "pub_bar_restaurant": INDOORS, "health_setting": INDOORS,
    "council_or_police_premises": INDOORS, "sports_venue": INDOORS, "university": INDOORS, "other": INDOORS,
}  # fmt: skip
CONCERNS: Shares = {
    "drug_dealing_near_home": 45, "gang_related": 20, "asb_other": 18, "vehicle_misuse": 10,
    "street_drinking_begging": 7,
}  # fmt: skip
CONCERN_PLACES: Shares = {"estate_common_area": 60, "street": 30, "park_or_open_space": 10}

PARTS_OF_DAY: dict[str, Shares] = {
    "school_college_nursery": {"morning": 30, "afternoon": 68, "not_known": 2},
    "pub_bar_restaurant": {"evening": 40, "night": 45, "early_morning": 10, "not_known": 5},
    "workplace": {"morning": 45, "afternoon": 45, "evening": 5, "not_known": 5},
    "": {"early_morning": 4, "morning": 16, "afternoon": 33, "evening": 29, "night": 11, "not_known": 7},
}
WHEN: Shares = {"part_of_day": 40, "exact_time": 26, "date_only": 18, "ongoing": 11, "between_dates": 5}
FREQUENCIES: Shares = {"weekly": 45, "most_days": 20, "monthly": 20, "daily": 8, "few_times_a_year": 7}

SHARING: Shares = {"anonymous_to_police": 52, "identity_to_police": 22, "support_only": 14, "statistics_only": 12}
PRECISION: dict[str, Shares] = {
    "statistics_only": {"ward_only": 80, "street_or_estate": 20},
    "support_only": {"ward_only": 45, "street_or_estate": 50, "exact": 5},
    "anonymous_to_police": {"street_or_estate": 66, "ward_only": 22, "exact": 12},
    "identity_to_police": {"exact": 55, "street_or_estate": 41, "ward_only": 4},
}
CHANNELS: Shares = {
    "in_person_centre": 66, "telephone": 12, "paper_form_keyed_later": 8, "event_drop_in": 6,
    "home_or_outreach_visit": 5, "partner_referral": 3,
}  # fmt: skip
FIRST_TOLD: Shares = {
    "first_person_told": 60, "family_only": 16, "told_organisation": 9, "told_police": 9, "not_asked": 6,
}  # fmt: skip
REPEATS: Shares = {"first_time": 42, "before_same_people": 31, "before_others": 17, "not_known": 10}
RISK: dict[int, Shares] = {  # by severity
    1: {"low": 78, "medium": 20, "high": 2}, 2: {"low": 62, "medium": 34, "high": 4},
    3: {"low": 34, "medium": 56, "high": 10}, 4: {"low": 18, "medium": 58, "high": 24},
    5: {"medium": 46, "high": 54}, 6: {"medium": 22, "high": 78},
}  # fmt: skip

LANGUAGES: Shares = {
    "en": 46, "so": 16, "bn": 11, "syl": 4, "ar": 8, "sq": 3, "es": 2, "fr": 2, "pt": 1.5, "tr": 1.5, "fa": 1.5,
    "ti": 1, "ku": 1, "pl": 1, "other": 0.5,
}  # fmt: skip
ETHNICITIES: dict[str, Shares] = {  # by main language; what people say of themselves, so never certain
    "so": {"B2": 95, "NS": 5}, "bn": {"A3": 95, "NS": 5}, "syl": {"A3": 96, "NS": 4},
    "ar": {"O2": 70, "O9": 15, "B2": 10, "NS": 5},
    "en": {"B1": 20, "B2": 14, "B9": 5, "A1": 9, "A2": 8, "A3": 6, "A4": 4, "M1": 8, "M2": 4, "M9": 3, "W1": 11,
           "W2": 3, "W9": 2, "NS": 3},
    "": {"W9": 40, "O9": 25, "B2": 15, "A9": 10, "NS": 10},
}  # fmt: skip
COMMUNITIES = {"so": "Somali", "bn": "Bengali", "syl": "Sylheti", "sq": "Albanian", "ti": "Eritrean", "ku": "Kurdish"}
AGE_BANDS: Shares = {
    "10-15": 6, "16-17": 5, "18-24": 14, "25-34": 22, "35-44": 22, "45-54": 14, "55-64": 8, "65-74": 4, "75_plus": 2,
    "not_known": 1, "prefer_not_to_say": 2,
}  # fmt: skip
GENDERS: Shares = {"woman": 55, "man": 41, "non_binary": 1.5, "self_describe": 0.5, "prefer_not_to_say": 2}
NUMBERS: Shares = {"1": 34, "2": 18, "3-5": 29, "6-10": 7, "more_than_10": 1, "unknown": 11}
PROVENANCES: Shares = {"first_hand": 82, "told_by_victim": 13, "told_by_other": 5}


def one_of(random: Random, shares: Shares) -> Any:
    """A key, as likely as its share."""
    return random.choices(list(shares), list(shares.values()))[0]


def happens(random: Random, share: float) -> bool:
    """True in this share of cases."""
    return random.random() < share
