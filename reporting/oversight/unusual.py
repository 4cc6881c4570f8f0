"""What stands out in the trail. Pure: entries in, findings out. A finding says what was seen, never why.

Each rule is one function with its threshold named above it. Content means the sealed parts of a report. Entries of the
system itself belong to nobody and are passed over, also what was exported on the machine's own command line.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

from reporting.oversight.log import Deed, Finding, Log, Visit, by_person_and_day, is_outside_hours, london_day

USUAL_DAYS = 30  # what a person usually does is the median of the days they worked among these
ALWAYS_ALLOWED_A_DAY = 10
TIMES_THE_USUAL = 4


def many_openings(log: Log) -> Iterator[Finding]:
    """More looks at reports in a day than ten, and than four times what is usual for this person."""
    numbers = by_person_and_day(log.visits)
    for (person_id, day), visits in numbers.items():
        before = [
            len(numbers[person_id, earlier])
            for back in range(1, USUAL_DAYS + 1)
            if (person_id, earlier := day - timedelta(days=back)) in numbers
        ]
        usual = median(before) if before else 0
        if len(visits) > max(ALWAYS_ALLOWED_A_DAY, TIMES_THE_USUAL * usual):
            yield Finding("many_openings", person_id, None, visits[0].number, day, len(visits))


OUTSIDE_HOURS_ROLES = frozenset({"officer", "supervisor", "coordinator"})
OUTSIDE_HOURS_LOOKS = 3  # fewer in a day are somebody finishing their work


def outside_hours(log: Log) -> Iterator[Finding]:
    """Police and coordinators looking at reports before 07:00, from 20:00 on or at the weekend, London time."""
    outside = [
        visit for visit in log.visits if visit.role in OUTSIDE_HOURS_ROLES and is_outside_hours(visit.happened_at)
    ]
    for (person_id, day), visits in by_person_and_day(outside).items():
        if len(visits) >= OUTSIDE_HOURS_LOOKS:
            yield Finding("outside_hours", person_id, None, visits[0].number, day, len(visits))


DAYS_TO_ACT = 7


def reveal_without_act(log: Log) -> Iterator[Finding]:
    """Opened who a person is, and did nothing else with that report in the seven days that followed."""
    acts: dict[tuple[object, object], list[Deed]] = defaultdict(list)
    for deed in log.deeds:
        if deed.outcome == "done" and not deed.action.endswith(":opened"):
            acts[deed.actor_id, deed.object_id].append(deed)
    seen = set()
    for reveal in log.reveals:
        end = reveal.happened_at + timedelta(days=DAYS_TO_ACT)
        claim = (reveal.person_id, reveal.report_id, reveal.day)
        if end > log.until or claim in seen:
            continue
        done = acts[reveal.person_id, reveal.report_id]
        if not any(act.number > reveal.number and act.happened_at <= end for act in done):
            seen.add(claim)
            yield Finding("reveal_without_act", reveal.person_id, reveal.report_id, reveal.number, reveal.day, 1)


REPEAT_DAYS = 30
DIFFERENT_DAYS_ALLOWED = 5


def repeated_looks(log: Log) -> Iterator[Finding]:
    """The same report on more than five different days within thirty: said once a month for a person and a report."""
    first_of: dict[tuple[object, object], dict] = defaultdict(dict)
    for visit in log.visits:
        first_of[visit.person_id, visit.report_id].setdefault(visit.day, visit)
    for days in first_of.values():
        months = set()
        for day, visit in sorted(days.items()):
            n_days = sum(day - timedelta(days=REPEAT_DAYS) < other <= day for other in days)
            if n_days > DIFFERENT_DAYS_ALLOWED and (month := (day.year, day.month)) not in months:
                months.add(month)
                yield Finding("repeated_looks", visit.person_id, visit.report_id, visit.number, day, n_days)


REFUSALS = 5
REFUSAL_WINDOW = timedelta(hours=1)


def many_refusals(log: Log) -> Iterator[Finding]:
    """Five or more refusals within an hour."""
    refused = (Visit.of(deed) for deed in log.deeds if deed.outcome == "denied" and deed.actor_id)
    yield from _within(list(refused), "many_refusals", REFUSAL_WINDOW, REFUSALS, lambda visit: visit.number)


def export(log: Log) -> Iterator[Finding]:
    """Anything that left as a file."""
    left = [Visit.of(deed) for deed in log.deeds if deed.action.endswith(":exported") and deed.actor_id]
    for (person_id, day), visits in by_person_and_day(left).items():
        yield Finding("export", person_id, None, visits[0].number, day, len(visits))


def new_device(log: Log) -> Iterator[Finding]:
    """The first sign-in from a device that was not known."""
    for deed in log.deeds:
        if deed.action == "session:device:new" and deed.object_id:
            yield Finding("new_device", deed.object_id, None, deed.number, deed.day, 1)


DAYS_ASLEEP = 60


def woke_up(log: Log) -> Iterator[Finding]:
    """A sign-in sixty days or more after the last. The very first sign-in of an account is none."""
    last = {person_id: london_day(moment) for person_id, moment in log.earlier_sign_ins.items()}
    for deed in log.deeds:
        if deed.action == "session:begun" and deed.object_id:
            before = last.get(deed.object_id)
            if before and (n_days := (deed.day - before).days) >= DAYS_ASLEEP:
                yield Finding("woke_up", deed.object_id, None, deed.number, deed.day, n_days)
            last[deed.object_id] = deed.day


REVEALS = 2
REVEAL_WINDOW = timedelta(minutes=10)


def many_reveals(log: Log) -> Iterator[Finding]:
    """Who the person is in two or more different reports, opened within ten minutes."""
    yield from _within(log.reveals, "many_reveals", REVEAL_WINDOW, REVEALS, lambda visit: visit.report_id)


def _within(
    visits: list[Visit], rule: str, window: timedelta, least: int, told_apart_by: Callable[[Visit], object]
) -> Iterator[Finding]:
    """So many different ones by one person within the window: said once a person and day, with the most there were."""
    most: dict[tuple, Finding] = {}
    recent: dict[object, list[Visit]] = defaultdict(list)
    for visit in visits:
        kept = [one for one in recent[visit.person_id] if visit.happened_at - one.happened_at <= window]
        recent[visit.person_id] = [*kept, visit]
        n_different = len({told_apart_by(one) for one in recent[visit.person_id]})
        if n_different >= least:
            claim = (visit.person_id, visit.day)
            first = most[claim].first_number if claim in most else recent[visit.person_id][0].number
            highest = max(n_different, most[claim].n_seen if claim in most else 0)
            most[claim] = Finding(rule, visit.person_id, None, first, visit.day, highest)
    yield from most.values()


RULES: dict[str, Callable[[Log], Iterator[Finding]]] = {
    rule.__name__: rule
    for rule in (
        many_openings, outside_hours, reveal_without_act, repeated_looks, many_refusals, export, new_device, woke_up,
        many_reveals,
    )
}  # fmt: skip


def findings(log: Log) -> list[Finding]:
    """Everything that stands out on the days of the log's period, in the order of the trail."""
    found = [one for rule in RULES.values() for one in rule(log) if log.since <= one.on < log.until_on]
    return sorted(found, key=lambda one: (one.first_number, one.rule))
