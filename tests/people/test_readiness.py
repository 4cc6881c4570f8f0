"""Who is ready: every certificate, check and agreement counts to its last day and not one longer."""

from datetime import date, timedelta

import pytest
import time_machine

from reporting.database import finish
from reporting.people import queries as people
from reporting.people.training import queries
from reporting.people.training.readiness import Lack, Missing, may_renew, missing, years_after
from reporting.people.training.wording import WORDS, in_words
from tests import cast, factories

TODAY = date(2026, 11, 26)
ONE = timedelta(days=1)
GOOD = {"certificate_until": TODAY, "dbs_on": TODAY, "agreement_on": TODAY}


def lacks(**changed) -> list[Missing]:
    return missing(**{**GOOD, **changed}, today=TODAY)


def test_whoever_has_everything_lacks_nothing():
    assert lacks() == []


def test_whoever_has_nothing_lacks_all_three_in_the_order_they_are_said():
    found = missing(certificate_until=None, dbs_on=None, agreement_on=None, today=TODAY)
    assert [one.lack for one in found] == [Lack.CERTIFICATE_MISSING, Lack.DBS_MISSING, Lack.AGREEMENT_MISSING]


@pytest.mark.parametrize(
    ("until", "expected"),
    [(TODAY + ONE, []), (TODAY, []), (TODAY - ONE, [Missing(Lack.CERTIFICATE_OVER, TODAY - ONE)])],
)
def test_a_certificate_counts_on_its_last_day_and_not_on_the_next(until, expected):
    assert lacks(certificate_until=until) == expected


@pytest.mark.parametrize(("field", "lack"), [("dbs_on", Lack.DBS_OVER), ("agreement_on", Lack.AGREEMENT_OVER)])
def test_a_check_and_an_agreement_count_for_three_years_to_the_day(field, lack):
    three_years_ago = date(2023, 11, 26)
    assert lacks(**{field: three_years_ago + ONE}) == []
    assert lacks(**{field: three_years_ago}) == []
    assert lacks(**{field: three_years_ago - ONE}) == [Missing(lack, TODAY - ONE)]


def test_what_is_out_of_date_is_said_beside_what_is_missing():
    found = lacks(certificate_until=None, dbs_on=date(2020, 1, 1))
    assert found == [Missing(Lack.CERTIFICATE_MISSING), Missing(Lack.DBS_OVER, date(2023, 1, 1))]


def test_a_leap_day_is_followed_by_the_last_of_february():
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("until", "is_open"),
    [(None, True), (TODAY - ONE, True), (TODAY, True), (TODAY + 60 * ONE, True), (TODAY + 61 * ONE, False)],
)
def test_a_certificate_can_be_renewed_in_its_last_sixty_days_and_afterwards(until, is_open):
    assert may_renew(until, today=TODAY) is is_open


def test_every_lack_is_said_in_words_and_with_its_day(app):
    assert set(WORDS) == set(Lack)
    with app.test_request_context():
        assert in_words(Missing(Lack.DBS_OVER, date(2026, 3, 1))).endswith("it counted until 1 March 2026.")
        assert "%" not in in_words(Missing(Lack.CERTIFICATE_MISSING))


def test_the_cast_is_ready_and_whoever_is_untrained_is_not(app):
    factories.untrain(app, "vic")
    with app.app_context():
        vera, vic = (people.by_email(cast.email(name)) for name in ("vera", "vic"))
        assert queries.missing_for(vera) == []
        assert len(queries.missing_for(vic)) == 3
        assert queries.not_ready({vera.id, vic.id}) == {vic.id}


def test_the_latest_certificate_is_the_one_that_counts(app):
    with time_machine.travel("2030-06-15 12:00"), app.app_context():
        vera = people.by_email(cast.email("vera"))
        vera.dbs_on = vera.agreement_on = date(2030, 1, 1)
        assert [one.lack for one in queries.missing_for(vera)] == [Lack.CERTIFICATE_OVER]
        for passed_on in (date(2030, 6, 1), date(2028, 6, 1)):
            from reporting.people.training.actions import certify

            certify(vera, passed_on=passed_on)
        assert queries.missing_for(vera) == []
        finish(keep=False)


def test_each_centre_knows_how_many_of_its_active_volunteers_are_ready(app):
    with app.app_context():
        harbour, meadow = (people.by_email(cast.email(name)).centre_id for name in ("vera", "vic"))
        assert queries.in_date() == {harbour: (1, 1), meadow: (1, 1)}  # a lead is no volunteer
    factories.untrain(app, "vera")
    with app.app_context():
        assert queries.in_date() == {harbour: (0, 1), meadow: (1, 1)}
        assert queries.in_date([harbour]) == {harbour: (0, 1)}
        assert queries.in_date([]) == {}
        people.by_email(cast.email("vic")).active = False
        finish(keep=True)
        assert queries.in_date([meadow]) == {meadow: (0, 0)}


def test_readiness_of_centres_follows_the_days(app):
    with app.app_context():
        harbour = people.by_email(cast.email("vera")).centre_id
        until = queries.certificate_until(people.by_email(cast.email("vera")))
        with time_machine.travel(f"{until} 12:00"):
            assert queries.in_date([harbour]) == {harbour: (1, 1)}
        with time_machine.travel(f"{until + ONE} 12:00"):
            assert queries.in_date([harbour]) == {harbour: (0, 1)}
