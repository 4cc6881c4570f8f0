"""Every object route × everyone × every kind of report, against the table of record written down a second time.

``make prove`` asserts every cell; the ordinary run a seeded sample of them, drawn from both sides: where there is
something to see and where there is nothing.
"""

import itertools
import random
import sys
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pytest
from werkzeug.test import TestResponse

from tests.factories import Browser
from tests.matrix import oracle
from tests.matrix.oracle import AGREEMENTS, CHOICES, FOR_POLICE, PAGES, RELATIONS, ROLES, STATUSES
from tests.matrix.routes import OF_DIGESTS, OF_DRAFTS, OF_REPORTS, OTHER_ADDRESSES, Ask, asked
from tests.matrix.world import Filed, Kind, World, bare, name_of

SEED = 2008
SAMPLE = {"there": 120, "near": 200, "far": 40}
NEAREST = {("volunteer", "took_it"), ("centre_lead", "same_centre"), ("officer", "own_ward"), ("officer", "knows_somebody"),
           ("coordinator", "knows_somebody")}  # fmt: skip
THERE = {200, 302, 409, 422}  # done, or the report shown again with why not


@dataclass(frozen=True)
class Cell:
    """One question: who, in which relation, asks how for which kind of report."""

    role: str
    relation: str
    ask: Ask
    choice: str
    status: str
    agreed: oracle.Agreed

    @property
    def case(self) -> tuple[str, str, str, str]:
        return self.role, self.relation, self.choice, self.status

    @property
    def has_page(self) -> bool:
        return self.role in PAGES[self.ask.endpoint]

    @property
    def is_there(self) -> bool:
        has_list = oracle.has_papers(self.role, self.status) or not self.ask.endpoint.startswith("evidence.")
        return self.has_page and has_list and oracle.exists(*self.case) and not self.ask.tells_nothing


def cells() -> Iterator[Cell]:
    """Every cell; where there is nothing to see, what else was agreed is taken in turn."""
    turn = itertools.cycle(AGREEMENTS)
    for choice, status in itertools.product(CHOICES, STATUSES):
        if status == "released" and choice not in FOR_POLICE:
            continue  # no such report can be: it is kept in the scheme
        for role, relation, ask in itertools.product(ROLES, RELATIONS, OF_REPORTS):
            cell = Cell(role, relation, ask, choice, status, next(turn))
            if cell.is_there:
                yield from (replace(cell, agreed=agreed) for agreed in AGREEMENTS)
            else:
                yield cell


def test_no_route_that_takes_an_id_is_missing_from_the_table(app) -> None:
    tabled = {(ask.endpoint, ask.method) for ask in (*OF_REPORTS, *OF_DRAFTS, *OF_DIGESTS)}
    found = {(endpoint, method) for endpoint, method in asked(app) if endpoint not in OTHER_ADDRESSES}
    assert found == tabled
    assert OTHER_ADDRESSES.keys() <= {endpoint for endpoint, _method in asked(app)}
    assert PAGES.keys() == {endpoint for endpoint, _method in tabled}


def test_a_sample_of_cells_answers_as_the_table_says(world, capsys) -> None:
    """Every kind of report for those who stand nearest to it, and of all other cells a draw from each sort."""
    sorts = defaultdict(list)
    for cell in cells():
        is_nearest = (cell.role, cell.relation) in NEAREST and cell.ask.endpoint == "reports.show"
        is_near = cell.has_page and not cell.ask.tells_nothing
        sorts["nearest" if is_nearest else "there" if cell.is_there else "near" if is_near else "far"].append(cell)
    draw = random.Random(SEED)
    sample = sorts["nearest"] + [cell for sort, n in SAMPLE.items() for cell in draw.sample(sorts[sort], n)]
    _judge(world, sample, capsys)


@pytest.mark.prove
def test_every_cell_answers_as_the_table_says(world, capsys) -> None:
    _judge(world, cells(), capsys)


def _judge(world: World, chosen: Iterable[Cell], capsys) -> None:
    n_cells: Counter[str] = Counter()
    wrong: list[str] = []
    for cell in chosen:
        found = _fault(world, cell)
        n_cells["there" if cell.is_there else "not there"] += 1
        if found:
            wrong.append(f"{cell.ask.method} {cell.ask.path} {cell.case} {cell.agreed}: {found}")
    _say(capsys, f"cells asserted: {n_cells.total()} {dict(n_cells)}")
    assert not wrong, f"{len(wrong)} cells differ:\n" + "\n".join(wrong[:40])


def _say(capsys, sentence: str) -> None:
    """Says on the terminal how much was proved: a proof that asserted nothing passes too."""
    with capsys.disabled():
        sys.stdout.write(f"\n{sentence}\n")


def _fault(world: World, cell: Cell) -> str:
    """What is wrong with the answer in this cell; empty where nothing is."""
    name = name_of(cell.role, cell.relation)
    browser = world.browser(name)
    taken_by = name if cell.relation.startswith("took_it") else ""
    kind = Kind(taken_by, cell.choice, cell.status, cell.agreed)
    report = world.report(kind, is_fresh=cell.ask.changes and cell.is_there)
    answer = _answer(browser, cell.ask, id=report.id)
    if not cell.is_there:
        return _must_be_alike(world, browser, name, cell, answer, report)
    if cell.ask.endpoint == "reports.reveal":
        return _of_reveal(world, browser, name, cell, answer, report)
    if cell.ask.endpoint == "receipts.document":
        return "" if answer.status_code == 200 and answer.mimetype == "application/pdf" else str(answer.status_code)
    if answer.status_code not in ({200} if cell.ask.method == "GET" else THERE):
        return f"answered {answer.status_code}, but it is there"
    if answer.status_code == 302:
        return ""
    due = oracle.on_page(*cell.case, cell.agreed) or set()
    found = world.found_on(answer, report.reference)
    if cell.ask.endpoint == "reports.show":
        short = world.lacks(answer, due)
        return f"shows {sorted(found ^ due)} wrongly, lacks {short}" if found != due or short else ""
    if cell.ask.endpoint == "receipts.show":
        due = {"reference", "secret"}
        return "" if found == due else f"shows {sorted(found)}"
    return f"shows {sorted(found - due)} too much" if found - due else ""


def _answer(browser: Browser, ask: Ask, **ids: object) -> TestResponse:
    path = ask.path.format(**ids)
    answer = browser.get(path) if ask.method == "GET" else browser.post(path, ask.form)
    if answer.status_code == 302:
        if ask.endpoint == "receipts.renew":
            browser.post(f"/kept/{ids['id']}/later")  # a receipt holds its volunteer until it is let go
        browser.get("/help-now")  # a message that waits for the next page must not wait for the next cell
    return answer


def _must_be_alike(world: World, browser: Browser, name: str, cell: Cell, answer: TestResponse, report: Filed) -> str:
    due = 403 if not cell.has_page else 302 if cell.ask.tells_nothing else 404
    if answer.status_code != due:
        return f"answered {answer.status_code}, not {due}"
    if bare(answer, str(report.id)) != _of_nothing(world, browser, name, cell.ask):
        return "answered unlike what is not there"
    return ""


def _of_nothing(world: World, browser: Browser, name: str, ask: Ask) -> object:
    """The answer for an id that nothing has, asked once by each person in each way."""
    key = (name, ask.method, ask.path)
    if key not in world.absences:
        nowhere = uuid.uuid4()
        world.absences[key] = bare(_answer(browser, ask, id=nowhere), str(nowhere))
    return world.absences[key]


def _of_reveal(world: World, browser: Browser, name: str, cell: Cell, answer: TestResponse, report: Filed) -> str:
    due = oracle.on_reveal(*cell.case, cell.agreed)
    if due is None:
        return _must_be_alike(world, browser, name, cell, answer, report)
    found = world.found_on(answer, report.reference)
    if cell.status in oracle.GONE:
        allowed = oracle.on_page(*cell.case, cell.agreed) or set()
        return "" if answer.status_code == 409 and found <= allowed else f"{answer.status_code} shows {sorted(found)}"
    short = world.lacks(answer, due)
    if answer.status_code != 200 or found != due or short:
        return f"{answer.status_code} shows {sorted(found ^ due)} wrongly, lacks {short}"
    return ""


def test_a_draft_is_there_for_the_volunteer_who_is_telling_it_and_for_nobody_else(world, capsys) -> None:
    drafts = {relation: world.draft_of(name_of("volunteer", relation)) for relation in ("took_it", "same_centre")}
    n_cells = 0
    (ask,) = OF_DRAFTS
    for role, relation, owner in itertools.product(ROLES, RELATIONS, drafts):
        name = name_of(role, relation)
        browser, draft_id = world.browser(name), drafts[owner]
        answer = _answer(browser, ask, id=draft_id)
        n_cells += 1
        if role == "volunteer" and relation == owner:
            assert answer.status_code == 302, name
            continue
        assert answer.status_code == (404 if role == "volunteer" else 403), name
        assert bare(answer, str(draft_id)) == _of_nothing(world, browser, name, ask), name
    _say(capsys, f"cells of drafts asserted: {n_cells}")


def test_a_digest_is_there_for_its_ward_team_and_coordinators_and_hides_whom_they_know(world, capsys) -> None:
    week, reference = world.digest()
    n_cells = 0
    for role, relation, ask in itertools.product(ROLES, RELATIONS, OF_DIGESTS):
        name = name_of(role, relation)
        browser = world.browser(name)
        answer = _answer(browser, ask, week=week, ward="Z01")
        n_cells += 1
        if not oracle.reads_digest(role, relation):
            missing = _answer(browser, ask, week="2020-W01", ward="Z01")
            assert answer.status_code == (404 if role in PAGES[ask.endpoint] else 403), name
            assert bare(answer, f"{week}/Z01") == bare(missing, "2020-W01/Z01"), name
            continue
        assert answer.status_code == 200, name
        if ask.endpoint == "digests.show":
            assert reference in answer.text, name
            assert ("Insults, name-calling" in answer.text) is oracle.sees_in_digest(role, relation), name
    _say(capsys, f"cells of digests asserted: {n_cells}")
