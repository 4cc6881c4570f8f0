"""The health board: one row for each centre that is not closed, the one that needs it most first, the reason in words."""

import re
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from reporting import clock
from reporting.centres import queries
from reporting.centres.vocabulary import CentreStatus
from reporting.database import finish
from reporting.site.standings import GRAVE, Reason, Verified, standings

TODAY = date(2026, 11, 22)


def day(ago):
    return None if ago is None else TODAY - timedelta(days=ago)


def made(
    name="Centre",
    *,
    status=CentreStatus.ACTIVE,
    verified=5,
    moved=300,
    letters=0,
    contact="a@b.example",
    is_doubted=False,
):
    return SimpleNamespace(
        id=uuid4(), code=name.upper(), name=name, status=status, verified_on=day(verified), moved_on=day(moved),
        n_letters=letters, contact_email=contact, doubted_at=datetime(2026, 11, 1, tzinfo=clock.LONDON) if is_doubted else None,
    )  # fmt: skip


def stand(*centres, told=3, returned=None, in_date=(2, 2)):
    return standings(
        centres,
        last_told={one.id: day(told) for one in centres} if told is not None else {},
        last_return={one.id: day(returned) for one in centres} if returned is not None else {},
        in_date={one.id: in_date for one in centres} if in_date else {},
        today=TODAY,
    )


def reasons(centre, **given):
    (one,) = stand(centre, **given)
    return set(one.reasons)


def test_a_centre_of_which_all_is_well_has_no_reason():
    (one,) = stand(made())
    assert (one.reasons, one.needs_attention, one.verified) == ((), False, Verified.GOOD)
    assert (one.verified_days, one.told_days, one.n_ready, one.n_volunteers) == (5, 3, 2, 2)


@pytest.mark.parametrize(
    ("centre", "given", "expected"),
    [
        (made(is_doubted=True), {}, {Reason.DOUBTED}),
        (made(), {"in_date": (0, 3)}, {Reason.NOBODY_IN_DATE}),
        (made(), {"in_date": None}, {Reason.NOBODY_IN_DATE}),
        (made(), {"in_date": (1, 3)}, {Reason.SOME_LAPSED}),
        (made(verified=75), {}, set()),
        (made(verified=76), {}, {Reason.DUE}),
        (made(verified=90), {}, {Reason.DUE}),
        (made(verified=91), {}, {Reason.OVERDUE}),
        (made(verified=None), {}, {Reason.NEVER_VERIFIED}),
        (made(verified=91, letters=1), {}, {Reason.OVERDUE, Reason.UNANSWERED}),
        (made(verified=130, letters=3), {}, {Reason.OVERDUE, Reason.RING_THEM}),
        (made(contact=""), {}, {Reason.NO_CONTACT}),
        (made(), {"told": 59}, set()),
        (made(), {"told": 60}, {Reason.QUIET}),
        (made(), {"told": None}, {Reason.QUIET}),
        (made(), {"told": None, "returned": 4}, set()),
        (made(), {"told": 100, "returned": 60}, {Reason.QUIET}),
        (made(moved=10), {"told": None}, set()),
        (made(status=CentreStatus.DORMANT), {"told": 100}, {Reason.DORMANT}),
        (made(status=CentreStatus.SUSPENDED, verified=200), {"told": 100}, {Reason.SUSPENDED}),
        (made(status=CentreStatus.PROPOSED, verified=None, contact=""), {"in_date": None, "told": None}, set()),
        (made(status=CentreStatus.TRAINED, verified=None, contact=""), {"in_date": None, "told": None}, set()),
    ],
)
def test_each_reason_holds_when_it_should(centre, given, expected):
    assert reasons(centre, **given) == expected


def test_closed_centres_are_left_out():
    assert stand(made(status=CentreStatus.CLOSED, is_doubted=True)) == []


def test_the_worst_come_first_and_equals_by_name():
    centres = [
        made("All well"),
        made("Due", verified=80),
        made("Overdue", verified=100),
        made("Beacon overdue", verified=100),
        made("Overdue and dead", verified=140, letters=3),
        made("Doubted", is_doubted=True),
        made("Suspended", status=CentreStatus.SUSPENDED),
        made("Dormant", status=CentreStatus.DORMANT, verified=80),
        made("No address", contact=""),
    ]
    expected = [
        "Doubted", "Overdue and dead", "Beacon overdue", "Overdue", "Dormant", "No address", "Due", "Suspended", "All well",
    ]  # fmt: skip
    for shift in range(len(centres)):
        assert [one.name for one in stand(*centres[shift:], *centres[:shift])] == expected


def test_whatever_needs_attention_stands_before_whatever_does_not():
    every = [
        made(f"{n}", status=status, verified=verified, letters=letters, is_doubted=is_doubted)
        for n, (status, verified, letters, is_doubted) in enumerate(
            (s, v, n, d) for s in CentreStatus for v in (None, 5, 80, 100) for n in (0, 1, 3) for d in (False, True)
        )
    ]
    flags = [one.needs_attention for one in stand(*every)]
    assert flags == sorted(flags, reverse=True)
    assert all(one.needs_attention is bool(GRAVE & set(one.reasons)) for one in stand(*every))


@pytest.fixture
def board(app, file_report):
    """Harbour: doubted. Meadow: confirmed today, and something was told there today."""
    file_report(taken_by="vic")
    with app.app_context():
        harbour, meadow = queries.by_code("HARBOUR"), queries.by_code("MEADOW")
        harbour.verified_at = clock.now() - timedelta(days=95)
        harbour.doubted_at, harbour.n_letters, harbour.contact_email = clock.now(), 2, "desk@harbour.example"
        meadow.verified_at, meadow.contact_email = clock.now(), "desk@meadow.example"
        finish(keep=True)


def test_the_board_says_what_is_known_of_each_centre(board, sign_in):
    page = sign_in("cora").get("/centres/health").text
    rows = re.findall(r'<tr class="govuk-table__row">.*?</tr>', page, re.DOTALL)[1:]
    assert ["Harbour Centre" in rows[0], "Meadow House" in rows[1], len(rows)] == [True, True, 2]
    for words in ("Needs attention", "something in their details is wrong", "95 days ago", "2 letters", "Nothing yet"):
        assert words in rows[0], words
    for words in ("All well", "0 days ago"):
        assert words in rows[1], words
    assert "1 centre needs attention" in page


def test_the_coordinators_home_counts_the_centres_that_need_attention(board, sign_in):
    page = sign_in("cora").get("/").text
    assert "1 centre needs attention" in page
    assert 'href="/centres/health"' in page


@pytest.mark.parametrize("name", ["vera", "lena", "omar", "ada"])
def test_nobody_else_is_told(board, sign_in, name):
    browser = sign_in(name)
    assert browser.get("/centres/health").status_code == 403
    assert "need attention" not in browser.get("/").text


def test_the_board_counts_the_volunteers_in_date(board, sign_in, app, monkeypatch):
    from reporting.people.training import queries as training

    with app.app_context():
        harbour, meadow = queries.by_code("HARBOUR").id, queries.by_code("MEADOW").id
    monkeypatch.setattr(training, "in_date", lambda: {harbour: (1, 4), meadow: (0, 2)})
    page = sign_in("cora").get("/centres/health").text
    assert "1 of 4" in page
    assert "0 of 2" in page
    assert "No volunteer is in date" in page
    assert "2 centres need attention" in page
