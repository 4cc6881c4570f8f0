"""Who answers for a ward, and from when to when."""

from datetime import date, timedelta

import pytest

from reporting import clock
from reporting.database import finish
from reporting.people import queries
from reporting.people.models import WardGrant
from reporting.policy import Role
from tests import cast


def names(people):
    return {person.email.partition("@")[0] for person in people}


def test_a_ward_team_is_its_officers_and_supervisors(app):
    with app.app_context():
        assert names(queries.ward_team("Z01")) == {"omar", "sunil"}
        assert names(queries.ward_team("Z02")) == {"olga", "sunil"}
        assert queries.ward_team("Z99") == []


def test_a_suspended_officer_is_of_no_team(app):
    with app.app_context():
        queries.by_email(cast.email("omar")).active = False
        finish(keep=True)
        assert names(queries.ward_team("Z01")) == {"sunil"}


DAY = date(2026, 11, 22)
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("from_on", "to_on", "is_covered"),
    [
        (None, None, True),
        (DAY, DAY, True),
        (DAY + ONE, None, False),
        (None, DAY - ONE, False),
        (DAY - ONE, DAY + ONE, True),
        (DAY - ONE, None, True),
    ],
)
def test_a_grant_covers_its_first_and_last_day_and_those_between(from_on, to_on, is_covered):
    assert WardGrant(ward_code="Z01", from_on=from_on, to_on=to_on).covers(DAY) is is_covered


def test_leave_cover_ends_by_itself(app):
    with app.app_context():
        olga = queries.by_email(cast.email("olga"))
        olga.ward_grants.append(WardGrant(ward_code="Z01", from_on=clock.today() - 9 * ONE, to_on=clock.today() - ONE))
        finish(keep=True)
        assert "olga" not in names(queries.ward_team("Z01"))
        assert olga.ward_codes_on(clock.today() - ONE) == {"Z01", "Z02"}
        assert olga.ward_codes_on(clock.today()) == {"Z02"}


def test_people_are_found_by_role(app):
    with app.app_context():
        assert names(queries.with_role(Role.COORDINATOR)) == {"cora"}
        assert names(queries.with_role(Role.VOLUNTEER, Role.CENTRE_LEAD)) == {"vera", "vic", "lena"}
