"""Ninety days of a scheme with sixty people at work, and misuse planted in it. Seeded: the same seed, the same trail."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from reporting.oversight.log import Deed, Log

LONDON = ZoneInfo("Europe/London")
FIRST_DAY = date(2026, 1, 5)
N_DAYS = 90
ROLES = {"volunteer": 32, "centre_lead": 4, "coordinator": 3, "officer": 16, "supervisor": 3, "panel_member": 1,
         "data_protection_lead": 1}  # fmt: skip
MISUSE_FROM, MISUSE_TO = 65, 80  # days: late enough that there is a usual before them


@dataclass(frozen=True)
class Worker:
    id: UUID
    role: str


@dataclass(frozen=True)
class Misuse:
    """What was planted: the rule that should find it, on whom, and between which days."""

    rule: str
    person_id: UUID
    first_on: date
    last_on: date


@dataclass
class Scheme:
    """Collects what happens, in any order, and numbers it by time at the end."""

    dice: random.Random
    workers: list[Worker] = field(default_factory=list)
    happened: list[tuple] = field(default_factory=list)
    planted: list[Misuse] = field(default_factory=list)

    def new_id(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128))

    def note(self, at: datetime, who: Worker, action: str, about: UUID | None, detail: str = "", outcome: str = "done"):
        self.happened.append((at, len(self.happened), who, action, about, detail, outcome))

    def look(self, at: datetime, who: Worker, report: UUID) -> None:
        """One visit: two or three parts in the same second."""
        for part in ("summary", "account", "alleged")[: self.dice.choice([2, 3])]:
            self.note(at, who, f"report:{part}:opened", report)

    def reveal(self, at: datetime, who: Worker, report: UUID, *, acts: bool) -> None:
        self.note(at, who, "report:identity:opened", report, self.dice.choice(["contact", "safety", "support"]))
        if acts:
            after = timedelta(hours=self.dice.uniform(0.2, 100))
            self.note(at + after, who, self.dice.choice(["report:acknowledged", "report:risk:decided"]), report)

    def log(self) -> Log:
        deeds = [
            Deed(number, at, who.id, who.role, action, about, detail, outcome)
            for number, (at, _order, who, action, about, detail, outcome) in enumerate(
                sorted(self.happened, key=lambda one: one[:2]), start=1
            )
        ]
        return Log(deeds=deeds, since=FIRST_DAY, until_on=FIRST_DAY + timedelta(days=N_DAYS + 10))


def at(day: int, hour: float) -> datetime:
    local = datetime.combine(FIRST_DAY + timedelta(days=day), time(), tzinfo=LONDON)
    return (local + timedelta(hours=hour)).astimezone(UTC).replace(microsecond=0)


def scheme(seed: int, *, n_misuse: int = 20) -> Scheme:
    """Sixty people who do their work, and so much misuse by some of them."""
    made = Scheme(random.Random(f"scheme {seed}"))
    made.workers = [Worker(made.new_id(), role) for role, n in ROLES.items() for _ in range(n)]
    for who in made.workers:
        work(made, who)
    misuse(made, n_misuse)
    return made


def work(made: Scheme, who: Worker) -> None:
    """One innocent person's ninety days, with leave, a busy day now and then, and some late evenings."""
    dice = made.dice
    leave_from = dice.randrange(N_DAYS)
    leave = set(range(leave_from, leave_from + dice.choice([0, 5, 14, 21])))
    cases: list[UUID] = [made.new_id() for _ in range(6)]
    days_a_week = {"volunteer": 2, "centre_lead": 3, "panel_member": 1}.get(who.role, 5)
    for day in range(N_DAYS):
        weekday = (FIRST_DAY + timedelta(days=day)).weekday()
        is_on_call = who.role in {"officer", "supervisor"} and weekday >= 5 and dice.random() < 0.15
        if day in leave or not (is_on_call or (weekday < 5 and dice.random() < days_a_week / 5)):
            continue
        starts = dice.uniform(8, 9.5)
        made.note(at(day, starts), who, "session:begun", who.id, "passphrase")
        if dice.random() < 0.004:
            made.note(at(day, starts) - timedelta(seconds=2), who, "session:device:new", who.id)
        if dice.random() < 0.02:
            for number in range(dice.choice([1, 1, 2, 3])):
                made.note(at(day, starts + 0.1 + number / 60), who, "page:refused", None, "see_police_map", "denied")
        late = 0.4 if who.role == "officer" and dice.random() < 0.08 else 0.015  # a late shift, or a late evening
        n_looks = looks_of(who, dice)
        if is_on_call:
            n_looks = dice.choice([0, 1, 1, 2, 2, 3])
        for _ in range(n_looks):
            hour = dice.uniform(starts, 17.8) if dice.random() > late else dice.uniform(18, 21.5)
            if dice.random() < 0.5:
                cases = [*cases[-14:], made.new_id()]
            report = cases[-1 - min(int(dice.expovariate(0.35)), len(cases) - 1)]
            made.look(at(day, hour), who, report)
            if who.role in {"coordinator", "officer", "supervisor"} and dice.random() < 0.06:
                made.reveal(at(day, hour) + timedelta(minutes=3), who, report, acts=dice.random() < 0.94)
        if who.role == "coordinator" and dice.random() < 0.05:
            made.note(at(day, starts + 1), who, "summary:exported", None, "2026-01 internal csv")


def looks_of(who: Worker, dice: random.Random) -> int:
    """How many looks at reports a working day holds."""
    usual = {"volunteer": 1.2, "coordinator": 9, "officer": 2.5, "supervisor": 3}.get(who.role, 0)
    busy = dice.choice([2, 3, 4]) if dice.random() < 0.05 else 1
    return min(int(dice.gauss(usual * busy, usual / 3) + 0.5), 60) if usual else 0


def misuse(made: Scheme, n: int) -> None:
    """Each kind in turn, each by somebody else."""
    kinds = [trawl, night, idle_reveal, same_report, knocking, sleeper, row_of_reveals]
    for number in range(n):
        kinds[number % len(kinds)](made, made.dice.randrange(MISUSE_FROM, MISUSE_TO))


def somebody(made: Scheme, *roles: str) -> Worker:
    taken = {planted.person_id for planted in made.planted}
    return made.dice.choice([who for who in made.workers if who.role in roles and who.id not in taken])


def plant(made: Scheme, rule: str, who: Worker, first: int, last: int = -1) -> None:
    days = (FIRST_DAY + timedelta(days=day) for day in (first, max(first, last)))
    made.planted.append(Misuse(rule, who.id, *days))


def trawl(made: Scheme, day: int) -> None:
    """Many reports in one day."""
    who = somebody(made, "officer", "volunteer", "supervisor")
    plant(made, "many_openings", who, day)
    for number in range(made.dice.randrange(12, 40)):
        made.look(at(day, 10 + number / 8), who, made.new_id())


def night(made: Scheme, day: int) -> None:
    """A few reports, late at night."""
    who = somebody(made, "officer", "supervisor", "coordinator")
    plant(made, "outside_hours", who, day)
    for number in range(made.dice.randrange(3, 8)):
        made.look(at(day, 22.5 + number / 6), who, made.new_id())


def idle_reveal(made: Scheme, day: int) -> None:
    """Who somebody is, and nothing more."""
    who = somebody(made, "officer", "supervisor", "coordinator")
    plant(made, "reveal_without_act", who, day)
    made.reveal(at(day, 11), who, made.new_id(), acts=False)


def same_report(made: Scheme, day: int) -> None:
    """One case again and again."""
    who, report = somebody(made, "officer", "volunteer"), made.new_id()
    plant(made, "repeated_looks", who, day - 20, day + 8)
    for one in made.dice.sample(range(day - 20, day + 8), made.dice.randrange(6, 12)):
        made.look(at(one, 12.2), who, report)


def knocking(made: Scheme, day: int) -> None:
    """Pages that are not for them, one after the other."""
    who = somebody(made, *ROLES)
    plant(made, "many_refusals", who, day)
    for number in range(made.dice.randrange(5, 12)):
        made.note(at(day, 14 + number / 15), who, "page:refused", None, "read_audit", "denied")


def sleeper(made: Scheme, _day: int) -> None:
    """An account that nobody used for long, and then somebody did."""
    who = somebody(made, "volunteer", "officer")
    first, n_days = made.dice.randrange(3, 15), made.dice.randrange(61, 70)
    gap_from, gap_to = at(first, 0), at(first + n_days, 0)
    plant(made, "woke_up", who, first + n_days)
    made.happened = [one for one in made.happened if one[2].id != who.id or not gap_from <= one[0] < gap_to]
    made.note(gap_from - timedelta(hours=10), who, "session:begun", who.id, "passphrase")
    made.note(gap_to + timedelta(hours=9), who, "session:begun", who.id, "passphrase")


def row_of_reveals(made: Scheme, day: int) -> None:
    """Who several people are, within minutes."""
    who = somebody(made, "officer", "coordinator", "supervisor")
    plant(made, "many_reveals", who, day)
    for number in range(made.dice.randrange(2, 6)):
        made.reveal(at(day, 13 + number / 30), who, made.new_id(), acts=True)
