"""The story of the estate, as a council paper of 2008 told it and this borough tells it again.

Somali families on one estate are targeted by a group of young people said to live at three addresses nearby. Twelve
people tell of it at two centres within five weeks; each knows a part. What they say about who did it and where those
live are assertions with their provenance, never facts: three addresses, asserted by five, three and two of them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from reporting.demonstration import names
from reporting.demonstration.borough import Borough
from reporting.demonstration.people import DRAMA_NUMBERS
from reporting.demonstration.sites import Sites
from reporting.demonstration.told import Told, instant, working_day
from reporting.reports.contents import Account, Alleged, Content, Identity, Summary, Support
from reporting.reports.vocabulary import PlaceScope, Precision, ReportKind, Risk, SharingChoice, Status

TEAL, PLOVER, DUNLIN = "14 Teal House", "3 Plover House", "27 Dunlin Walk"
READ_AFTER_DAYS = 10  # the ward team has read what was told up to so many days ago
GROUP = "A group of boys and two girls, about thirteen to seventeen, often on bicycles"
ANONYMOUS, NAMED = SharingChoice.ANONYMOUS_TO_POLICE, SharingChoice.IDENTITY_TO_POLICE


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One person's part. Days are counted back from today; the first incident type is the main one."""

    happened: int
    waited: int
    centre: str
    types: tuple[str, ...]
    said: str
    english: str = ""
    exact_words: str = ""
    summary: str
    who: str
    gender: str
    age_band: str
    place_type: str = "estate_common_area"
    part_of_day: str = "afternoon"
    sharing: SharingChoice = ANONYMOUS
    precision: Precision = Precision.STREET_OR_ESTATE
    risk: Risk = Risk.MEDIUM
    repeat: str = "before_same_people"
    first_told: str = "first_person_told"
    religion: bool = False
    nicknames: str = ""
    area: str = ""
    provenance: str = "first_hand"
    weeks: int = 0  # how long it has been going on, for what keeps happening
    wanted: list[str] = field(default_factory=list)


SCENES = (
    Scene(
        happened=42, waited=1, centre="HARBOUR", types=("verbal_abuse", "rubbish_or_substance"), weeks=9,
        said="Wiilal ayaa albaabkayga ku qayliya, ukunna ku tuura. Toddobaad kasta way yimaadaan. "
             "Waan baqayaa inay aargoostaan.",
        english="Boys shout at my door and throw eggs at it. They come every week. I am afraid that they will take revenge.",
        summary="Since about two months, boys shout at a family's front door on the estate and throw eggs at it, every week. "
                "The family is afraid of revenge.",
        who="Mrs A.", gender="woman", age_band="35-44", place_type="home_doorstep_or_garden", religion=True,
        area="They live in the next block", wanted=["security", "just_heard"],
    ),
    Scene(
        happened=37, waited=2, centre="MEADOW", types=("assault_no_injury", "robbery_theft_extortion"), part_of_day="evening",
        said="I came home from college past the bins. Five of them stood there. One pushed me against the wall and "
             "another took my phone out of my hand. They said Somalis pay to walk here.",
        exact_words="Somalis pay to walk here", sharing=NAMED, precision=Precision.EXACT, risk=Risk.HIGH,
        summary="A young man was pushed against a wall by a group of five on the estate and his phone was taken.",
        who="Mr B.", gender="man", age_band="18-24", nicknames="One is called Pikes",
        area=f"My neighbour says that Pikes lives at {TEAL}", provenance="told_by_other", repeat="first_time",
        wanted=["accompany"],
    ),
    Scene(
        happened=33, waited=3, centre="HARBOUR", types=("school_bullying", "assault_no_injury"), religion=True,
        place_type="transport_stop_or_station",
        said="My daughter is twelve. At the stop outside the estate they pulled her hijab off and threw it into the "
             "road. The one they call Pikes laughed the loudest. She has not wanted to go to school since.",
        summary="A child's hijab was pulled off at the bus stop by the estate. She has not been to school since. "
                "The school has been told with the parent's consent.",
        who="Mrs C.", gender="woman", age_band="25-34", nicknames="Pikes, and a girl they call Jinx",
        area=f"Other mothers say the boy goes in and out of {TEAL} and the girl of {PLOVER}", provenance="told_by_other",
        risk=Risk.HIGH, repeat="first_time", wanted=["school"],
    ),
    Scene(
        happened=30, waited=0, centre="MEADOW", types=("graffiti",), part_of_day="morning",
        said="Derbiga jaranjarada waxay ku qoreen: Soomaali ha baxdo. Dhammaanteen waan aragnay.",
        english="On the wall of the stairs they wrote: Somalis out. All of us saw it.",
        exact_words="Somalis out", summary="The words “Somalis out” were painted on a stairwell of the estate.",
        who="Mr D.", gender="man", age_band="55-64", provenance="rumour", area="People talk about the boys by the garages",
        wanted=["practical"],
    ),
    Scene(
        happened=27, waited=1, centre="HARBOUR", types=("verbal_abuse", "intimidation_group"), part_of_day="evening",
        said="They sit on the steps every evening and do not move when we want to pass. When I asked, they "
             "called me names and one said he knows which flat is mine.",
        summary="A group blocks the steps of the estate in the evenings and insults women who want to pass.",
        who="Ms E.", gender="woman", age_band="25-34", nicknames="Jinx",
        area=f"I have seen the girl let herself in at {PLOVER}", wanted=["emotional"],
    ),
    Scene(
        happened=24, waited=4, centre="MEADOW", types=("criminal_damage_home",), part_of_day="night",
        place_type="home_doorstep_or_garden",
        said="A stone came through our kitchen window while the little ones were asleep. I saw two run towards the "
             "garages. My husband says leave it, but I cannot sleep.",
        summary="A kitchen window on the estate was broken with a stone late in the evening. Small children were asleep inside.",
        who="Mrs F.", gender="woman", age_band="35-44", area=f"The two ran to the stairs of {DUNLIN}",
        sharing=NAMED, precision=Precision.EXACT, risk=Risk.HIGH, wanted=["security", "housing"],
    ),
    Scene(
        happened=21, waited=0, centre="HARBOUR", types=("threat", "verbal_abuse"),
        said="Waxay wiilkayga ku yiraahdeen: haddaad booliska u sheegto, waan ku heli doonnaa. Waa toban jir.",
        english="They told my son: if you tell the police, we will find you. He is ten years old.",
        exact_words="if you tell, we will find you",
        summary="A boy of ten was told by the group that they would find him if he told anybody.",
        who="Mrs G.", gender="woman", age_band="35-44", nicknames="The tall one is Pikes", risk=Risk.HIGH,
        area=f"My son says that the tall one lives at {TEAL}", provenance="told_by_victim", wanted=["emotional", "school"],
    ),
    Scene(
        happened=19, waited=2, centre="MEADOW", types=("intimidation_group",), precision=Precision.WARD_ONLY,
        said="I clean offices and come home at six. For two weeks a group has walked behind me from the bus to "
             "my stairs. They do not touch me. They whistle and say things in a made-up language.",
        summary="A woman coming home from work has been followed by a group on several evenings.",
        who="Ms H.", gender="woman", age_band="45-54", part_of_day="evening", weeks=2, first_told="family_only",
        wanted=["just_heard"],
    ),
    Scene(
        happened=16, waited=1, centre="HARBOUR", types=("rubbish_or_substance", "harassment_repeated"), weeks=5,
        place_type="home_doorstep_or_garden",
        said="Every Friday, when we come from prayers, there is rubbish in front of our door and theirs only is "
             "clean. It is the same boys; I have looked from the window.",
        summary="Rubbish is left at a family's door every Friday at the time of prayers.",
        who="Mr K.", gender="man", age_band="45-54", religion=True,
        area=f"One of them goes up to {DUNLIN} afterwards, I can see it from my window", wanted=["practical"],
    ),
    Scene(
        happened=13, waited=1, centre="MEADOW", types=("verbal_abuse", "gesture_or_spitting"), religion=True,
        said="Waxay igu candhuufeen jaranjarada, waxayna yiraahdeen halkan ka guura. Gabadhaydu way la socotay.",
        english="They spat at me on the stairs and said: move away from here. My daughter was with me.",
        summary="The group spat at a woman on the stairs of the estate in front of her daughter.",
        who="Mrs L.", gender="woman", age_band="25-34", sharing=SharingChoice.SUPPORT_ONLY, first_told="family_only",
        area=f"They say the boy is from {TEAL}", provenance="rumour", wanted=["emotional", "housing"],
    ),
    Scene(
        happened=11, waited=1, centre="HARBOUR", types=("attempted_arson_or_firework",), part_of_day="night",
        place_type="home_doorstep_or_garden", sharing=NAMED, precision=Precision.EXACT, risk=Risk.HIGH,
        said="A firework came through the letterbox and burned the mat. I put it out with water. I knew the laugh "
             "outside, it was the boy who always stands by the garages.",
        summary="A lit firework was put through a letterbox on the estate; a mat burned. A family was at home.",
        who="Mr M.", gender="man", age_band="35-44", nicknames="Pikes",
        area=f"Everybody knows that he stays at {TEAL}", provenance="first_hand", wanted=["security", "accompany"],
    ),
    Scene(
        happened=8, waited=1, centre="MEADOW", types=("verbal_abuse",),
        said="I am not Somali, I am the neighbour. I watch them shout at the Somali families every day after school. "
             "Nobody from my side of the yard says anything, so I am saying it.",
        summary="A neighbour tells that the group shouts at Somali families on the estate every day after school.",
        who="Mr N.", gender="man", age_band="65-74", nicknames="Jinx, Pikes and a smaller one, Duffel",
        area=f"The girl is from {PLOVER}; I do not know about the others", weeks=6, repeat="not_known", wanted=["just_heard"],
    ),
)  # fmt: skip


def told(ground: Borough, *, today: date) -> list[Told]:
    """The twelve reports, in the order of telling. The same every time but for the day."""
    random = Random("the estate")  # noqa: S311  a story, not a secret
    sites = Sites(ground)
    return [_told(random, sites, scene, number, today) for number, scene in enumerate(SCENES)]


def _told(random: Random, sites: Sites, scene: Scene, number: int, today: date) -> Told:
    happened_on = today - timedelta(days=scene.happened)
    told_on = working_day(happened_on + timedelta(days=scene.waited))
    submitted_at = instant(told_on, 10 + number % 6, 7 * number % 60)
    is_police = scene.sharing in {ANONYMOUS, NAMED}
    released_on = told_on if scene.risk is Risk.HIGH else working_day(told_on + timedelta(days=1))
    accepted_at = submitted_at + timedelta(hours=2) if released_on == told_on else instant(released_on, 9, 40)
    is_read = is_police and (today - released_on).days >= READ_AFTER_DAYS
    site = sites.on_estate(random, names.STORY_ESTATE)
    is_neighbour = scene.said.startswith("I am not Somali")
    begins = happened_on - timedelta(weeks=scene.weeks)
    strands = frozenset({"race", "religion"} if scene.religion else {"race"})
    contents: list[Content] = [
        Account(
            narrative=scene.said, narrative_english=scene.english, exact_words=scene.exact_words,
            happened_from=begins.isoformat(), happened_to=happened_on.isoformat(),
            frequency="weekly" if scene.weeks else "", address=f"{random.randint(1, 60)} {site.name}",
            postcode=site.postcode, easting=site.point[0], northing=site.point[1], anchor_name=names.STORY_ESTATE,
            injury="none", impacts=["children_affected", "fear_at_home"],
            risk_answers={"targeted_at_home": "yes", "known_and_near": "yes", "retaliation": "yes"},
        ),
        Alleged(
            number="3-5" if number % 3 else "6-10", relationship="neighbour" if scene.area else "by_sight",
            description=GROUP, names=scene.nicknames, area=scene.area, provenance=scene.provenance, is_under_18="yes",
        ),
        Identity(
            name="" if scene.sharing is ANONYMOUS else scene.who,
            phone="" if scene.sharing is ANONYMOUS else f"{DRAMA_NUMBERS}{100 + number}",
            contact_means=["centre"], contact_rules="Do not come to the home", age_band=scene.age_band,
            gender=scene.gender, ethnicity="W1" if is_neighbour else "B2", community="" if is_neighbour else "Somali",
            main_language="en" if is_neighbour else "so", interpreter="yes" if scene.english else "no",
        ),
        Support(wanted=scene.wanted),
    ]  # fmt: skip
    if is_police:
        contents.append(Summary(text=scene.summary))
    return Told(
        facts={
            "kind": ReportKind.HATE_INCIDENT,
            "channel": "in_person_centre",
            "happened_from": begins,
            "happened_on": happened_on,
            "happened_precision": "ongoing" if scene.weeks else "part_of_day",
            "part_of_day": scene.part_of_day,
            "disclosed_on": told_on,
            "place_scope": PlaceScope.IN_BOROUGH,
            "location_precision": scene.precision,
            "place_type": scene.place_type,
            "strands": strands,
            "primary_strand": "race",
            "incident_types": frozenset(scene.types),
            "main_type": scene.types[0],
            "risk": scene.risk,
            "repeat": scene.repeat,
            "first_ever_told": scene.first_told,
            "reported_elsewhere": frozenset(),
            "sharing": scene.sharing,
            "recipients": frozenset({"ward_team", "council"} if is_police else {"victim_support"}),
            "shares_full_account": is_police and scene.precision is not Precision.WARD_ONLY,
            "shares_demographics": is_police,
        },
        spot=site.point,
        centre=scene.centre,
        submitted_at=submitted_at,
        status=Status.RELEASED if is_police else Status.KEPT_LOCAL,
        contents=tuple(contents),
        accepted_at=accepted_at,
        released_at=accepted_at + timedelta(minutes=20) if is_police else None,
        acknowledged_at=instant(released_on + timedelta(days=1), 8, 15 + number) if is_read else None,
        explained_in="so" if scene.english else "en",
    )
