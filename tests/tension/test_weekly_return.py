"""The return of a week: nil in one tap, undone while the week lasts, told until Wednesday, added to, never lost."""

import re
import uuid
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
import time_machine

from reporting import clock
from reporting.audit.models import AuditEntry
from reporting.database import session
from reporting.tension import sealed
from reporting.tension.models import TensionReturn, TensionWords
from tests.tension import told

THURSDAY = datetime(2026, 11, 19, 10, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
NEXT_WEDNESDAY_NIGHT = datetime(2026, 11, 25, 23, 59, tzinfo=UTC)
NEXT_THURSDAY = datetime(2026, 11, 26, 0, 0, tzinfo=UTC)
WEEK, NEXT, BEFORE = "2026-W47", "2026-W48", "2026-W46"
DETAILS = told.WEEK["details"]


def at(moment):
    return time_machine.travel(moment, tick=False)


def rows(app):
    with app.app_context():
        return session.scalars(sa.select(TensionReturn)).all()


def deeds(app):
    with app.app_context():
        chosen = sa.select(AuditEntry.action, AuditEntry.detail).where(AuditEntry.action.startswith("return:"))
        return [tuple(row) for row in session.execute(chosen.order_by(AuditEntry.number))]


@pytest.mark.parametrize("name", ["vera", "lena"])
def test_nothing_to_report_is_at_most_two_clicks_from_home(app, sign_in, name):
    with at(THURSDAY):
        person = sign_in(name)
        home = person.get("/").text
        form = re.search(r'<form method="post" action="(/w/2026-W47/nil)".*?</form>', home, re.S)
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.group()))
        clicks = [person.post(form.group(1), fields)]
        assert clicks[0].location == "/"
        assert len(clicks) <= 2
        after = person.get("/").text
        assert "there is nothing to report" in after
        assert f'action="/w/{WEEK}/undo"' in after
        assert f'action="/w/{WEEK}/nil"' not in after
    (one,) = rows(app)
    assert (one.week, one.is_nil, one.n_tellings) == (WEEK, True, 0)
    assert deeds(app) == [("return:given", "nil")]


def test_nil_twice_is_nil_once(app, sign_in):
    with at(THURSDAY):
        sign_in("vera").post(f"/w/{WEEK}/nil")
        sign_in("lena").post(f"/w/{WEEK}/nil")
    assert len(rows(app)) == 1
    assert deeds(app) == [("return:given", "nil")]


def test_each_centre_gives_its_own(app, sign_in):
    with at(THURSDAY):
        sign_in("vera").post(f"/w/{WEEK}/nil")
        assert f'action="/w/{WEEK}/nil"' in sign_in("vic").get("/").text
        sign_in("vic").post(f"/w/{WEEK}/nil")
    assert len({one.centre_id for one in rows(app)}) == 2


def test_nil_is_undone_until_the_week_ends(app, sign_in):
    with at(THURSDAY):
        sign_in("vera").post(f"/w/{WEEK}/nil")
    with at(SUNDAY_NIGHT):
        assert sign_in("lena").post(f"/w/{WEEK}/undo").location == "/w"
        assert rows(app) == []
        sign_in("lena").post(f"/w/{WEEK}/nil")
    with at(NEXT_MONDAY):
        vera = sign_in("vera")
        assert f'action="/w/{WEEK}/undo"' not in vera.get("/w").text
        answer = vera.post(f"/w/{WEEK}/undo")
        assert answer.status_code == 409
        assert "can no longer be taken back" in answer.text
    assert len(rows(app)) == 1
    assert [deed for deed, _detail in deeds(app)] == ["return:given", "return:undone", "return:given"]


def test_what_was_told_is_never_undone(app, sign_in):
    with at(THURSDAY):
        vera = sign_in("vera")
        told.week(vera, WEEK)
        vera.post(f"/w/{WEEK}/undo")
        assert len(rows(app)) == 1
        answer = vera.post(f"/w/{WEEK}/nil")
        assert answer.status_code == 409
    assert not rows(app)[0].is_nil


def test_a_nil_return_becomes_a_full_one(app, sign_in):
    with at(THURSDAY):
        vera = sign_in("vera")
        vera.post(f"/w/{WEEK}/nil")
        assert "takes its place" in vera.get(f"/w/{WEEK}").text
        assert told.week(vera, WEEK).location == "/w"
    (one,) = rows(app)
    assert (one.is_nil, one.n_tellings, one.categories) == (False, 1, {"racial", "criminal_or_antisocial"})
    assert deeds(app) == [("return:given", "nil"), ("return:changed", "")]


def test_something_is_added_and_nobody_at_the_centre_reads_what_was_told_before(app, sign_in):
    with at(THURSDAY):
        told.week(sign_in("vera"), WEEK)
        lena = sign_in("lena")
        page = lena.get(f"/w/{WEEK}").text
        assert "Add something to this week" in page
        assert DETAILS not in page
        told.week(lena, WEEK, categories=["religious"], details="A leaflet on Friday.", had_coverage="yes")
        assert "2 tellings" in lena.get("/w").text
    (one,) = rows(app)
    assert one.categories == {"racial", "criminal_or_antisocial", "religious"}
    assert (one.had_coverage, one.was_reported) == ("yes", "no")
    with app.app_context():
        assert [words.details for words in sealed.take(one.id, sealed.Told)] == [DETAILS, "A leaflet on Friday."]


def test_the_coordinator_reads_every_telling_and_it_is_written_down(app, sign_in):
    with at(THURSDAY):
        told.week(sign_in("vera"), WEEK)
        told.week(sign_in("lena"), WEEK, details="A leaflet on Friday.")
        (one,) = rows(app)
        cora = sign_in("cora")
        listed = cora.get("/tension/returns").text
        assert f"/tension/returns/{one.id}" in listed
        assert DETAILS not in listed
        assert "Not told yet" in listed  # Meadow House
        page = cora.get(f"/tension/returns/{one.id}").text
    assert page.index(DETAILS) < page.index("A leaflet on Friday.")
    assert deeds(app)[-1] == ("return:told:opened", "")


def test_last_week_can_be_told_until_wednesday(app, sign_in):
    with at(NEXT_WEDNESDAY_NIGHT):
        vera = sign_in("vera")
        assert f'action="/w/{WEEK}/nil"' in vera.get("/").text
        assert told.week(vera, WEEK).status_code == 302
    assert [one.week for one in rows(app)] == [WEEK]
    with at(NEXT_THURSDAY):
        answer = told.week(sign_in("vic"), WEEK)
        assert answer.status_code == 409
        assert "that is all right" in answer.text
        assert sign_in("vic").post(f"/w/{WEEK}/nil").status_code == 409
        assert sign_in("vic").get(f"/w/{WEEK}").status_code == 409
        assert f"/w/{WEEK}" not in sign_in("vic").get("/").text
    assert len(rows(app)) == 1


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), "2026-W13"),  # Sunday 23:59 in London, the clocks went forward
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), "2026-W14"),  # Monday 00:00 in London
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), "2026-W43"),  # the clocks went back
        (datetime(2026, 10, 26, 0, 0, tzinfo=UTC), "2026-W44"),
        (datetime(2027, 1, 3, 12, 0, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 4, 12, 0, tzinfo=UTC), "2027-W01"),
    ],
)
def test_the_week_is_that_of_the_london_day(app, sign_in, moment, week):
    with at(moment):
        vera = sign_in("vera")
        assert f'action="/w/{week}/nil"' in vera.get("/").text
        vera.post(f"/w/{week}/nil")
        assert 'id="week-' + week + '"' in vera.get("/").text
    assert [one.week for one in rows(app)] == [week]


@pytest.mark.parametrize(
    "week", [NEXT, "2027-W01", "2026-W00", "2026-W54", "9999-W52", "0000-W01", "2026-47", "x", "２０２６-W47"]
)
def test_what_is_no_week_or_is_still_to_come_is_not_there(app, sign_in, week):
    with at(THURSDAY):
        vera = sign_in("vera")
        assert vera.get(f"/w/{week}").status_code == 404
        for step in ("", "/nil", "/undo"):
            assert vera.post(f"/w/{week}{step}", told.WEEK).status_code == 404
    assert rows(app) == []


def test_very_old_weeks_are_refused_kindly(sign_in):
    with at(THURSDAY):
        vera = sign_in("vera")
        for week in ("0001-W01", "2019-W10", BEFORE):
            assert vera.get(f"/w/{week}").status_code == 409


NO_BUT = "You say there is nothing to report"
WRONG = [
    ({"aware": ""}, "Say whether you are aware"),
    ({"aware": "perhaps"}, "Choose one of the answers"),
    ({"aware": "no"}, NO_BUT),
    ({"categories": []}, "Choose what the concerns are about"),
    ({"categories": ["hate"]}, "Choose from the answers shown"),
    ({"details": "  "}, "Write what it is, where and when"),
    ({"details": "a\x00b"}, "sign that cannot be kept"),
    ({"details": "x" * 4001}, "longer than we can keep"),
    ({"had_coverage": ""}, "Say whether it was in the media"),
    ({"had_coverage": "maybe"}, "Choose one of the answers"),
    ({"was_reported": ""}, "Say whether it was told to anybody else"),
    ({"impact": "\x07"}, "sign that cannot be kept"),
    ({"coverage": "x" * 301}, "longer than we can keep"),
]


@pytest.mark.parametrize(
    ("changed", "message"), WRONG, ids=[next(iter(one)) + str(n) for n, (one, _) in enumerate(WRONG)]
)
def test_a_mistake_is_said_beside_its_field_keeps_what_was_typed_and_changes_nothing(app, sign_in, changed, message):
    with at(THURSDAY):
        answer = told.week(sign_in("vera"), WEEK, **changed)
    assert answer.status_code == 422
    assert message in answer.text
    assert "govuk-error-summary" in answer.text
    kept = {**told.WEEK, **changed}
    assert kept["impact"].replace("\x07", "") in answer.text
    if "details" not in changed:
        assert DETAILS in answer.text
    assert rows(app) == []
    with app.app_context():
        assert session.scalars(sa.select(TensionWords)).all() == []


def test_no_in_the_form_is_a_nil_return(app, sign_in):
    with at(THURSDAY):
        sign_in("vera").post(f"/w/{WEEK}", {"aware": "no"})
    assert [one.is_nil for one in rows(app)] == [True]


def test_the_centre_sees_its_own_last_13_weeks_and_no_others(sign_in):
    with at(THURSDAY):
        sign_in("vic").post(f"/w/{WEEK}/nil")
        told.week(sign_in("vera"), WEEK)
        page = sign_in("lena").get("/w").text
        table = page[page.index("<tbody") : page.index("</tbody")]
        assert table.count("<tr") == 13
        assert table.count("Not given") == 12
        assert "Harbour Centre" in page
        assert "Meadow House" not in page


def test_a_return_out_of_scope_answers_like_a_missing_one(app, sign_in):
    with at(THURSDAY):
        sign_in("vera").post(f"/w/{WEEK}/nil")
        (one,) = rows(app)
        cora = sign_in("cora")
        for return_id in (one.id, uuid.UUID(int=1)):  # a nil return has nothing to open
            assert cora.get(f"/tension/returns/{return_id}").status_code == 404
        for name in ("vera", "lena", "omar", "sunil", "pia", "dana", "ada"):
            assert sign_in(name).get(f"/tension/returns/{one.id}").status_code == 403
        assert cora.get("/tension/returns?week=1999-W01").status_code == 404


def test_the_days_of_a_week_are_shown_in_words(sign_in):
    with at(THURSDAY):
        assert "16 Nov 2026 to 22 Nov 2026" in sign_in("vera").get("/").text
        assert clock.iso_week(clock.today()) == WEEK
