"""What the coordinator of the demonstration writes for the police: short, and no finer than was agreed."""

from random import Random

ACTS = {
    "verbal_abuse": "shouted insults at a person", "gesture_or_spitting": "spat towards a person",
    "threat": "threatened a person", "intimidation_group": "followed a person and stood in their way",
    "harassment_repeated": "harassed a person again", "assault_no_injury": "pushed a person",
    "assault_injury": "attacked a person, who was hurt", "weapon_used_or_shown": "showed a weapon to a person",
    "robbery_theft_extortion": "robbed a person", "attempted_arson_or_firework": "put something burning to a door",
    "criminal_damage_home": "damaged a home or car", "criminal_damage_community": "damaged a community building",
    "graffiti": "left graffiti directed at a community", "rubbish_or_substance": "threw things at a home",
    "hate_mail_leaflet": "left hateful letters or leaflets", "phone_text": "sent abusive messages",
    "online_abuse": "posted abuse online", "neighbour_nuisance": "disturbed a household on purpose",
    "refusal_of_service": "refused a person a service", "school_bullying": "bullied a child in or near school",
    "workplace_hostility": "was hostile to a colleague", "drug_dealing_near_home": "was seen dealing in drugs",
    "gang_related": "put pressure on young people to join a group", "vehicle_misuse": "rode dangerously",
    "street_drinking_begging": "drank in the street and shouted at people", "asb_other": "caused a disturbance",
    "other": "was hostile to a person",
}  # fmt: skip
WHO = {
    "1": "One person", "2": "Two people", "3-5": "A group of three to five", "6-10": "A group of six to ten",
    "more_than_10": "A large group", "unknown": "Somebody not seen",
}  # fmt: skip
BECAUSE = {
    "race": "because of race or origin", "religion": "because of religion", "sexual_orientation": "for being gay or lesbian",
    "disability": "because of a disability", "transgender": "for being transgender", "sex_or_gender": "because of their sex",
    "immigration_status": "for being a migrant", "age": "because of their age",
    "alternative_subculture": "because of how they dress", "other_difference": "for being different", "": "",
}  # fmt: skip
ENDINGS = (
    "The person is afraid it will happen again.", "The person asks for more patrols.", "There may be cameras nearby.",
    "The person would like to know what is done.", "The person knows them by sight.", "It was not the first time.",
    "Please do not call at the home.", "Others have told of the same.",
)  # fmt: skip


def summary(random: Random, *, main_type: str, strand: str, number: str, where: str) -> str:
    """Two sentences. ``where`` is a phrase no finer than the precision that was agreed."""
    about = f"{WHO[number]} {ACTS[main_type]} {BECAUSE[strand]}".strip()
    return f"{about}, {where}. {random.choice(ENDINGS)}"
