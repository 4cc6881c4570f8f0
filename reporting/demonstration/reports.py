"""The ordinary reports of the demonstration: believable in number, rhythm, place and words. Pure and seeded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np

from reporting.demonstration import chances, clusters, lives, narratives, people, story, summaries, tongues
from reporting.demonstration.borough import Borough
from reporting.demonstration.chances import happens, one_of
from reporting.demonstration.days import day, days
from reporting.demonstration.sites import Site, Sites
from reporting.demonstration.told import Told
from reporting.reports import vocabulary as words
from reporting.reports.contents import Account, Content, Summary
from reporting.reports.vocabulary import PlaceScope, Precision, ReportKind, Risk, SharingChoice, Status

N_NEW, N_IN_REVIEW = 4, 6
OTHER_BOROUGH_SHARE = 0.03
ABOUT_ORIGIN = frozenset({"race", "religion", "immigration_status"})
GONE = frozenset({Status.REJECTED, Status.WITHDRAWN})
NAMED_TO_POLICE = frozenset({Precision.STREET_OR_ESTATE, Precision.EXACT})
CENTRE_SHARES: chances.Shares = {"HARBOUR": 28, "MEADOW": 24, "ORCHARD": 18, "LANTERN": 14, "MILL": 10, "QUAY": 6}
QUIET_CENTRE, QUIET_DAYS = "QUAY", 130  # nothing has come from it for so long: it sleeps
HOURS = {"early_morning": (0, 5), "morning": (7, 11), "afternoon": (12, 16), "evening": (17, 20), "night": (21, 23)}


@dataclass(frozen=True, kw_only=True)
class Seed:
    """What a ordinary report is told to be: the days, and anything that is decided beforehand."""

    happened_on: date
    told_on: date
    stage: str = ""
    risk: str = ""
    strand: str = ""
    place_type: str = ""
    site: Site | None = None
    part_of_day: str = ""
    main_type: str = ""
    must_be_shared: bool = False


def told(ground: Borough, *, n_reports: int, months: int, today: date, seed: int) -> Iterator[Told]:
    """n_reports reports over the months before today: first the estate's story and the two clusters, then all others.

    The same arguments give the same reports.
    """
    random = Random(f"reports {seed}")  # noqa: S311  a story, not a secret
    sites = Sites(ground)
    special = story.told(ground, today=today)[:n_reports]
    yield from special
    n_planted = min(clusters.size(n_reports), (n_reports - len(special)) // 4)
    planted = clusters.planted(random, sites, n_each=n_planted, today=today)
    for one in planted:
        yield ordinary(random, sites, Seed(**one), today)
    n_others = n_reports - len(special) - len(planted)
    chosen = days(np.random.default_rng(seed), n_others, months=months, today=today)
    for number, (happened, told_day) in enumerate(zip(chosen.happened, chosen.told, strict=True)):
        left = n_others - number
        stage = "new" if left <= N_NEW else "in_review" if left <= N_NEW + N_IN_REVIEW else ""
        risk = "high" if left == 2 else ""
        plan = Seed(happened_on=day(happened), told_on=day(told_day), stage=stage, risk=risk, must_be_shared=left == 2)
        yield ordinary(random, sites, plan, today)


def ordinary(random: Random, sites: Sites, plan: Seed, today: date) -> Told:
    """One report, with everything the plan leaves open drawn by chance."""
    kind = ReportKind.HATE_INCIDENT
    if not plan.strand and happens(random, chances.CONCERN_SHARE):
        kind = ReportKind.COMMUNITY_SAFETY_CONCERN
    is_concern = kind is ReportKind.COMMUNITY_SAFETY_CONCERN
    place_type = plan.place_type or one_of(random, chances.CONCERN_PLACES if is_concern else chances.PLACES)
    strand = "" if is_concern else plan.strand or one_of(random, chances.STRANDS)
    strands = frozenset({strand, _second(random, strand)} - {""})
    types = _types(random, place_type, plan.main_type, is_concern)
    severity = words.severity(frozenset(types))
    risk = plan.risk or one_of(random, chances.RISK[severity])
    sharing = SharingChoice(one_of(random, chances.SHARING))
    if plan.must_be_shared and sharing not in lives.POLICE:
        sharing = SharingChoice.ANONYMOUS_TO_POLICE
    precision = Precision(one_of(random, chances.PRECISION[sharing]))
    if plan.site and precision is Precision.WARD_ONLY:
        precision = Precision.STREET_OR_ESTATE
    scope, site = _where(random, sites, plan, place_type)
    when = _when(random, plan, place_type)
    life = lives.life(random, told_on=plan.told_on, today=today, sharing=sharing, risk=risk, stage=plan.stage)
    if plan.must_be_shared and life.status in GONE:
        life = lives.life(random, told_on=plan.told_on, today=today, sharing=sharing, risk=risk, stage=plan.stage)
    reaches_police = sharing in lives.POLICE
    repeat = one_of(random, chances.REPEATS)
    facts: dict[str, Any] = {
        **when,
        "kind": kind,
        "channel": one_of(random, chances.CHANNELS),
        "disclosed_on": plan.told_on,
        "place_scope": scope,
        "location_precision": precision,
        "place_type": place_type,
        "strands": strands,
        "primary_strand": strand,
        "incident_types": frozenset(types),
        "main_type": types[0],
        "risk": Risk(risk),
        "repeat": repeat,
        "first_ever_told": one_of(random, chances.FIRST_TOLD),
        "reported_elsewhere": _elsewhere(random, place_type),
        "sharing": sharing,
        "recipients": _recipients(random, sharing),
        "shares_full_account": reaches_police and happens(random, 0.45),
        "shares_demographics": reaches_police and happens(random, 0.4),
    }
    return Told(
        facts=facts,
        spot=site.point if site else None,
        centre=_centre(random, plan.told_on, today),
        submitted_at=life.submitted_at,
        status=life.status,
        contents=_contents(random, facts, site, types, life),
        has_words=life.has_words,
        accepted_at=life.accepted_at,
        released_at=life.released_at,
        acknowledged_at=life.acknowledged_at,
    )


def _second(random: Random, strand: str) -> str:
    shares = chances.SECOND_STRANDS.get(strand)
    return one_of(random, shares) if shares else ""


def _types(random: Random, place_type: str, main_type: str, is_concern: bool) -> list[str]:
    """The main type, and often a second one."""
    shares = chances.CONCERNS if is_concern else chances.TYPES.get(place_type, chances.OPEN)
    types = [main_type or one_of(random, shares)]
    if happens(random, 0.4):
        types.append(one_of(random, shares))
    return list(dict.fromkeys(types))


def _where(random: Random, sites: Sites, plan: Seed, place_type: str) -> tuple[PlaceScope, Site | None]:
    if plan.site:
        return PlaceScope.IN_BOROUGH, plan.site
    if place_type in {"online", "phone_text_or_post"}:
        return PlaceScope.ONLINE, None
    if place_type == "moving_between_places" and happens(random, 0.5):
        return PlaceScope.UNKNOWN, None
    if happens(random, OTHER_BOROUGH_SHARE):
        return PlaceScope.OTHER_BOROUGH, None
    return PlaceScope.IN_BOROUGH, sites.site(random, place_type)


def _when(random: Random, plan: Seed, place_type: str) -> dict[str, Any]:
    precision = one_of(random, chances.WHEN) if not plan.part_of_day else "part_of_day"
    part = plan.part_of_day or one_of(random, chances.PARTS_OF_DAY.get(place_type, chances.PARTS_OF_DAY[""]))
    if precision == "date_only":
        part = "not_known"
    elif precision == "exact_time" and part == "not_known":
        part = "afternoon"
    before = {"ongoing": random.randint(14, 90), "between_dates": random.randint(1, 6)}.get(precision, 0)
    return {
        "happened_from": plan.happened_on - timedelta(days=before),
        "happened_on": plan.happened_on,
        "happened_precision": precision,
        "part_of_day": part,
    }


def _elsewhere(random: Random, place_type: str) -> frozenset[str]:
    if happens(random, 0.72):
        return frozenset()
    likely = {"school_college_nursery": "school", "transport_vehicle": "transport", "workplace": "employer"}
    return frozenset({likely.get(place_type) or random.choice(("police", "landlord", "council", "charity"))})


def _recipients(random: Random, sharing: SharingChoice) -> frozenset[str]:
    if sharing is SharingChoice.STATISTICS_ONLY:
        return frozenset()
    others = {"council": 0.22, "landlord": 0.14, "panel": 0.12, "victim_support": 0.2}
    chosen = {name for name, share in others.items() if happens(random, share)}
    return frozenset(chosen | {"ward_team"}) if sharing in lives.POLICE else frozenset(chosen & {"victim_support"})


def _centre(random: Random, told_on: date, today: date) -> str:
    name = one_of(random, CENTRE_SHARES)
    return "HARBOUR" if name == QUIET_CENTRE and (today - told_on).days < QUIET_DAYS else name


def _contents(
    random: Random, facts: dict[str, Any], site: Site | None, types: list[str], life: lives.Life
) -> tuple[Content, ...]:
    """What goes under seal; where the words are destroyed by now, only what is still counted about the person."""
    sharing = facts["sharing"]
    may_be_reached = sharing in {SharingChoice.IDENTITY_TO_POLICE, SharingChoice.SUPPORT_ONLY}
    teller = people.teller(random, strands=facts["strands"], may_be_reached=may_be_reached)
    if not life.has_words:
        return () if life.status in GONE else (teller.identity,)
    alleged = people.alleged(random, place_type=facts["place_type"])
    account = _account(random, facts, site, types, teller.language, alleged.number)
    contents: list[Content] = [account, alleged, teller.identity, people.support(random)]
    if life.status is Status.RELEASED:
        where = (
            f"at {account.anchor_name}"
            if account.anchor_name and facts["location_precision"] in NAMED_TO_POLICE
            else "in the ward"
        )
        contents.append(
            Summary(
                text=summaries.summary(
                    random, main_type=types[0], strand=facts["primary_strand"], number=alleged.number, where=where
                )
            )
        )
    return tuple(contents)


def _account(
    random: Random, facts: dict[str, Any], site: Site | None, types: list[str], language: str, number: str
) -> Account:
    place_type, is_home = facts["place_type"], facts["place_type"] in people.HOMES
    is_foreign = facts["primary_strand"] in ABOUT_ORIGIN
    is_named = site is not None and facts["location_precision"] in NAMED_TO_POLICE
    setting = "away" if site is None else "home" if is_home else "street" if place_type == "street" else "there"
    place = site.name if site and is_named else "a street I know well" if setting == "street" else "a place nearby"
    own = tongues.narrative(random, language, types[0]) if is_foreign and happens(random, 0.5) else None
    plain = narratives.narrative(
        random,
        types=types,
        strand=facts["primary_strand"],
        part_of_day=facts["part_of_day"],
        setting=setting,
        place=place,
        number=number,
    )
    said, english = own or (plain, "")
    hour = ""
    if facts["happened_precision"] == "exact_time":
        hour = f"T{random.randint(*HOURS[facts['part_of_day']]):02d}:{random.randrange(0, 60, 5):02d}"
    return Account(
        narrative=said,
        narrative_english=english,
        exact_words=random.choice(narratives.WORDS) if is_foreign and happens(random, 0.4) else "",
        happened_from=f"{facts['happened_from'].isoformat()}{hour}",
        happened_to=facts["happened_on"].isoformat(),
        frequency=one_of(random, chances.FREQUENCIES) if facts["happened_precision"] == "ongoing" else "",
        address=f"{random.randint(1, 90)} {site.name}" if site and is_home else "",
        postcode=site.postcode if site else "",
        easting=site.point[0] if site else None,
        northing=site.point[1] if site else None,
        anchor_name=site.name if site else "",
        injury=random.choice(("minor", "treated")) if "assault_injury" in types else "none",
        impacts=people.impacts(random, place_type),
        risk_answers=people.risk_answers(random, risk=facts["risk"], place_type=place_type, repeat=facts["repeat"]),
    )
