"""Who tells, who did it, what it did to them: the sealed parts of a made-up report. No name is a person's."""

from dataclasses import dataclass
from random import Random

from reporting.demonstration import chances
from reporting.demonstration.chances import happens, one_of
from reporting.reports import vocabulary as words
from reporting.reports.contents import Alleged, Identity, Support

DRAMA_NUMBERS = "01632 960"  # never allocated: kept for drama
DESCRIPTIONS = (
    "Dark jackets, one with a red cap", "About sixteen, on bicycles", "In their thirties, one with a small dog",
    "Tall, grey tracksuit", "School blazers", "A beard and a builder's vest", "Short hair, a tattoo on the hand",
    "Hoods up, faces not seen", "A woman with a green coat", "Loud, had been drinking",
)  # fmt: skip
AREAS = ("They hang around near the shops", "Said to come from the next block", "Always by the bus stop", "")
HOMES = ("home_doorstep_or_garden", "home_inside", "care_or_supported_housing", "estate_common_area")


@dataclass(frozen=True)
class Teller:
    """Whoever tells, in what language, and for whom it is the how-manieth time."""

    language: str
    identity: Identity


def teller(random: Random, *, strands: frozenset[str], may_be_reached: bool) -> Teller:
    """A person, with a way to reach them only where the choice allows one."""
    language = one_of(random, chances.LANGUAGES)
    ethnicity = one_of(random, chances.ETHNICITIES.get(language, chances.ETHNICITIES[""]))
    if not strands & {"race", "religion", "immigration_status"} and happens(random, 0.5):
        language, ethnicity = "en", "W1"
    needs = "no" if language == "en" or happens(random, 0.45) else "yes"
    initial = random.choice("ABDFGHKLMNRSTYZ")
    title = random.choice(("Mrs", "Mr", "Ms"))
    return Teller(
        language,
        Identity(
            name=f"{title} {initial}." if may_be_reached else "",
            phone=f"{DRAMA_NUMBERS}{random.randrange(1000):03d}" if may_be_reached and happens(random, 0.7) else "",
            contact_means=random.choice((["phone"], ["text"], ["centre"], ["trusted"])) if may_be_reached else [],
            contact_rules=random.choice(("", "Not before noon", "Only through the centre", ""))
            if may_be_reached
            else "",
            age_band=one_of(random, chances.AGE_BANDS),
            gender=one_of(random, chances.GENDERS),
            ethnicity=ethnicity,
            community=chances.COMMUNITIES.get(language, ""),
            main_language=language,
            interpreter=needs,
        ),
    )


def alleged(random: Random, *, place_type: str) -> Alleged:
    """What was said about those who did it."""
    number = "unknown" if place_type == "online" else one_of(random, chances.NUMBERS)
    relationship = {"online": "online_only", "workplace": "colleague", "school_college_nursery": "school_or_college"}.get(
        place_type
    ) or (random.choice(("neighbour", "by_sight", "neighbour", "not_known")) if place_type in HOMES else
          random.choice(("stranger", "stranger", "by_sight", "not_known")))  # fmt: skip
    is_seen = number != "unknown"
    return Alleged(
        number=number,
        relationship=relationship,
        description=random.choice(DESCRIPTIONS) if is_seen and happens(random, 0.6) else "",
        area=random.choice(AREAS) if is_seen else "",
        provenance=one_of(random, chances.PROVENANCES),
        is_under_18="yes"
        if place_type == "school_college_nursery"
        else random.choice(("no", "not_known", "no", "yes")),
    )


def support(random: Random) -> Support:
    """What would help."""
    wanted = sorted(random.sample(list(words.SUPPORT_WANTED), random.choice((0, 1, 1, 2))))
    return Support(wanted=wanted, notes="Would like a call next week." if wanted and happens(random, 0.15) else "")


def risk_answers(random: Random, *, risk: str, place_type: str, repeat: str) -> dict[str, str]:
    """Answers that fit the risk that was decided."""
    answers = {name: "no" if happens(random, 0.85) else "not_known" for name in words.RISK_QUESTIONS}
    if place_type in HOMES:
        answers["targeted_at_home"] = "yes"
    if repeat == "before_same_people":
        answers["known_and_near"] = "yes"
    if risk == "high":
        answers[random.choice(("weapons_or_fire", "threats_to_kill", "escalating"))] = "yes"
    if risk != "low":
        answers[random.choice(("children", "retaliation", "vulnerable"))] = "yes"
    return answers


def impacts(random: Random, place_type: str) -> list[str]:
    """One to three effects."""
    chosen = set(random.sample(list(words.IMPACTS), random.randint(1, 3)))
    if place_type in HOMES:
        chosen.add("fear_at_home")
    return sorted(chosen)
