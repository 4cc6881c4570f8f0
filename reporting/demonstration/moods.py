"""What centres of the demonstration noticed and told week by week. The estate's story runs through it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from reporting.demonstration import names
from reporting.demonstration.borough import Borough
from reporting.demonstration.chances import happens
from reporting.demonstration.reports import QUIET_CENTRE, QUIET_DAYS
from reporting.demonstration.told import instant, working_day

DILIGENCE = {"HARBOUR": 0.97, "MEADOW": 0.9, "ORCHARD": 0.8, "LANTERN": 0.85, "MILL": 0.55, QUIET_CENTRE: 0.5}
"""How many of its weeks a centre tells at all."""
SOMETHING = 0.22  # of the weeks it tells, those in which there was something
A_MONTH = 4  # observations, beside the story's
UNDECIDED_DAYS = 3
STORY_CENTRE, STORY_WEEKS_AGO = "HARBOUR", (4, 3, 2)


@dataclass(frozen=True, kw_only=True)
class Noticed:
    """One observation. ``reworded`` is the coordinator's text; ``decision`` is new, approved or kept."""

    centre: str
    observed_on: date
    submitted_at: datetime
    ward: str  # its code
    place: str
    types: tuple[str, ...]
    eep: str
    provenance: str
    heard_from: str
    direction: str
    widely_held: str
    judgement: int
    said: str
    reworded: str = ""
    expected: str = ""
    decision: str = "approved"


@dataclass(frozen=True, kw_only=True)
class Week:
    """One return; without ``details`` it is nil."""

    centre: str
    monday: date
    given_at: datetime
    categories: tuple[str, ...] = ()
    details: str = ""
    impact: str = ""


Kind = tuple[tuple[str, ...], str, str, str, str, str, int, str, str]
ORDINARY: tuple[Kind, ...] = (
    (("leaflets",), "evidenced", "seen", "own_observation", "same", "one_person", 5,
     "Stickers against foreigners on the lamp posts.", ""),
    (("graffiti",), "evidenced", "seen", "staff", "same", "few", 4, "Fresh graffiti on the shutters, the same sign twice.", ""),
    (("rumour", "over_housing"), "experienced", "rumour", "member", "rising", "many", 4,
     "People say that the empty house is for asylum seekers only and that nobody was asked.", ""),
    (("event_elsewhere",), "experienced", "told_first_hand", "elder_or_faith_leader", "rising", "many", 4,
     "Families are shaken by what they see on the news and keep their children close.", ""),
    (("premises_worried",), "experienced", "told_first_hand", "elder_or_faith_leader", "same", "few", 4,
     "The caretaker asks whether somebody could come by before the evening service.", ""),
    (("gathering",), "evidenced", "seen", "shopkeeper", "falling", "few", 5,
     "Fewer young people stand in front of the shop than last month.", ""),
    (("in_school",), "experienced", "told_second_hand", "parent", "rising", "few", 4,
     "Two groups of children do not sit together any more since the quarrel.",
     "Parents speak of tension between two groups of pupils."),
    (("with_police",), "experienced", "told_first_hand", "youth_worker", "same", "many", 4,
     "Young men say they are stopped every evening and nobody tells them why.", ""),
    (("online_posts",), "evidenced", "seen", "social_media", "rising", "many", 4,
     "A local group online shows pictures of people queueing here and calls them names.", ""),
    (("visitors_stay_away",), "evidenced", "seen", "own_observation", "rising", "few", 4,
     "Half of the women who come on Tuesdays stayed at home.", ""),
    (("protest_planned",), "potential", "told_second_hand", "shopkeeper", "rising", "few", 3,
     "A march is said to be planned.", ""),
    (("drug_market",), "evidenced", "told_second_hand", "member", "same", "few", 5,
     "Different people deal by the stairs since last week.", ""),
    (("new_group",), "experienced", "rumour", "member", "same", "one_person", 6, "New neighbours moved in; some grumble.", ""),
)  # fmt: skip

STORY: tuple[tuple[int, str, Kind], ...] = (
    (35, "HARBOUR", (("gathering",), "evidenced", "seen", "own_observation", "rising", "few", 4,
     "A group of young people meets by the garages after school and shouts at families who pass.", "")),
    (27, "HARBOUR", (("gang_conflict",), "evidenced", "told_first_hand", "youth_worker", "rising", "few", 3,
     "The group on the estate has split. Two lads from another estate were seen with them.", "")),
    (27, "HARBOUR", (("revenge_talk", "gang_conflict"), "potential", "told_second_hand", "youth_worker", "rising", "few", 3,
     "There is talk of revenge between the two halves, and everybody knows which brothers are meant.",
     "There is talk of revenge between two groups of young people.")),
    (20, "MEADOW", (("between_communities",), "experienced", "told_first_hand", "elder_or_faith_leader", "rising", "many", 3,
     "Families say that they are afraid to come home from Friday prayers.", "")),
    (12, "HARBOUR", (("graffiti",), "evidenced", "seen", "staff", "same", "few", 4,
     "Words against Somalis on the stairs again, a day after they were painted over.", "")),
    (5, "MEADOW", (("gathering",), "experienced", "told_first_hand", "parent", "falling", "few", 5,
     "Officers walk past after school now. Mothers say that it is a little quieter.", "")),
    (1, "HARBOUR", (("protest_planned", "leaflets"), "potential", "seen", "shopkeeper", "rising", "few", 3,
     "A leaflet in the launderette calls people to come to the estate on Saturday.", "")),
)  # fmt: skip

CONCERNS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("racial",), "Two people were called names at the bus stop on the way to us.", "They come by another way now."),
    (("religious",), "A woman was asked to take off her scarf in a shop.", "Others have heard of it."),
    (("unrest_over_events",), "Everybody speaks about the news.", "Older people are afraid of the weekend."),
    (("criminal_or_antisocial",), "Mopeds race through the yard in the evening.", "Nobody sits outside any more."),
    (("disability",), "A man in a wheelchair was mocked in front of our door.", ""),
    (
        ("racial", "criminal_or_antisocial"),
        "A window of a shop was broken and nothing was taken.",
        "The owner is Turkish.",
    ),
    (("other",), "Rents go up and people blame each other.", "Arguments in the queue."),
)
STORY_WEEKS = (
    (("racial", "criminal_or_antisocial"), "Group split, revenge talk, two lads from the other estate.",
     "Mothers fetch their children together."),
    (("racial", "religious"), "Families on the estate are shouted at on the way to prayers.", "They are afraid of revenge."),
    (("racial",), "Graffiti on the stairs of the estate, painted over and back again.", "People lose hope."),
)  # fmt: skip


def noticed(ground: Borough, *, months: int, now: datetime, today: date, seed: int) -> Iterator[Noticed]:
    """The story's observations and the others, none later than now."""
    random = Random(f"moods {seed}")  # noqa: S311  made-up moods, not secrets
    estate = next(one for one in ground.estates if one.name == names.STORY_ESTATE)
    for back, centre, kind in STORY:
        yield _noticed(random, kind, centre, today - timedelta(days=back), estate.ward, estate.name, now, today)
    last = 30 * months
    for _ in range(A_MONTH * months):
        back = random.randint(2, max(3, last))
        centre = random.choice([code for code in DILIGENCE if code != QUIET_CENTRE or back > QUIET_DAYS])
        spot = random.choice((*ground.places, *ground.estates))
        yield _noticed(
            random, random.choice(ORDINARY), centre, today - timedelta(days=back), spot.ward, spot.name, now, today
        )


def _noticed(
    random: Random, kind: Kind, centre: str, day: date, ward: str, place: str, now: datetime, today: date
) -> Noticed:
    types, eep, provenance, heard_from, direction, widely_held, judgement, said, reworded = kind
    is_old = (today - day).days > UNDECIDED_DAYS
    is_kept = is_old and judgement == 6
    return Noticed(
        centre=centre,
        observed_on=day,
        submitted_at=min(instant(working_day(day), random.randint(10, 16), random.randrange(60)), now),
        ward=ward,
        place=place,
        types=types,
        eep=eep,
        provenance=provenance,
        heard_from=heard_from,
        direction=direction,
        widely_held=widely_held,
        judgement=judgement,
        said=said,
        reworded=reworded,
        expected="Saturday" if "protest_planned" in types else "",
        decision=("kept" if is_kept else "approved") if is_old else "new",
    )


def weeks(*, months: int, now: datetime, today: date, seed: int) -> Iterator[Week]:
    """The returns of every centre. The story's centre has not told this week yet, so that there is something to do."""
    random = Random(f"weeks {seed}")  # noqa: S311
    this_monday = today - timedelta(days=today.weekday())
    for ago in range(months * 30 // 7, -1, -1):
        monday = this_monday - timedelta(weeks=ago)
        for centre, diligence in DILIGENCE.items():
            given_at = instant(monday + timedelta(days=random.choice((2, 3, 4, 4, 7, 8))), random.randint(9, 16), 20)
            is_story = centre == STORY_CENTRE and ago in STORY_WEEKS_AGO
            is_silent = (centre == QUIET_CENTRE and (today - monday).days < QUIET_DAYS) or not happens(
                random, diligence
            )
            if given_at > now or (is_silent and not is_story) or (centre == STORY_CENTRE and ago == 0):
                continue
            told = random.choice(CONCERNS) if happens(random, SOMETHING) else ((), "", "")
            categories, details, impact = STORY_WEEKS[STORY_WEEKS_AGO.index(ago)] if is_story else told
            yield Week(
                centre=centre, monday=monday, given_at=given_at, categories=categories, details=details, impact=impact
            )
