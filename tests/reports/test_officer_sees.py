"""Each viewer's page holds exactly the words the person's choice gives them, and no other."""

import itertools
import uuid
from datetime import timedelta

import pytest

from reporting import clock
from tests.reports.marked import ACCOUNT, ALLEGED, IDENTITY, SUMMARY, SUPPORT, bare, found_in, words

POLICE_ALWAYS = {*ALLEGED.values(), SUMMARY}
POLICE_ACCOUNT = {ACCOUNT[name] for name in ("narrative", "narrative_english", "exact_words", "why_perceived")}
EXACT_PLACE = {ACCOUNT[name] for name in ("address", "place_words", "postcode")}
POLICE_CHOICES = ["anonymous_to_police", "identity_to_police"]


PLACE = {"ward_only": set(), "street_or_estate": {ACCOUNT["anchor_name"]}, "exact": EXACT_PLACE}


@pytest.mark.parametrize("name", ["omar", "sunil"])
@pytest.mark.parametrize("choice", POLICE_CHOICES)
def test_an_officer_reads_exactly_what_was_agreed(sign_in, file_report, name, choice) -> None:
    officer = sign_in(name)
    for (precision, place), full_account in itertools.product(PLACE.items(), [False, True]):
        report_id = file_report(
            words=words(), sharing=choice, location_precision=precision, shares_full_account=full_account
        )
        page = officer.get(f"/reports/{report_id}")
        assert page.status_code == 200
        # In their own words when it was: only with the account, only where the exact time may be known.
        may_be_there = {ACCOUNT["when_words"]} if full_account and precision == "exact" else set()
        agreed = POLICE_ALWAYS | place | (POLICE_ACCOUNT if full_account else set())
        assert found_in(page.text) - may_be_there == agreed, (precision, full_account)


@pytest.mark.parametrize("is_agreed", [False, True])
def test_details_about_the_person_and_the_centre_reach_officers_only_if_agreed(sign_in, file_report, is_agreed) -> None:
    report_id = file_report(words=words(), shares_demographics=is_agreed)
    page = sign_in("omar").get(f"/reports/{report_id}").text
    assert (IDENTITY["community"] in page) is is_agreed
    assert ("35 to 44" in page) is is_agreed
    assert ("Harbour Centre" in page) is is_agreed
    assert not found_in(page) & (set(IDENTITY.values()) - {IDENTITY["community"]})


@pytest.mark.parametrize("name", ["omar", "olga", "sunil"])
def test_what_was_not_for_the_police_does_not_exist_for_them(sign_in, file_report, name) -> None:
    officer = sign_in(name)
    for choice in ("statistics_only", "support_only"):
        report_id = file_report(words=words(), sharing=choice)
        assert officer.get(f"/reports/{report_id}").status_code == 404
        assert str(report_id) not in officer.get("/reports").text


def test_what_is_not_released_does_not_exist_for_officers(sign_in, file_report) -> None:
    officer = sign_in("omar")
    for status in ("submitted", "accepted", "rejected", "withdrawn"):
        assert officer.get(f"/reports/{file_report(status=status)}").status_code == 404, status


@pytest.mark.parametrize("page", ["", "/reveal", "/acknowledge"])
def test_another_wards_report_answers_exactly_as_a_missing_one(sign_in, file_report, page) -> None:
    there, nowhere = file_report(ward="Z02", sharing="identity_to_police"), uuid.uuid4()
    officer = sign_in("omar")
    ask = officer.post if page else officer.get
    ask(f"/reports/{nowhere}{page}")
    one, other = ask(f"/reports/{there}{page}"), ask(f"/reports/{nowhere}{page}")
    assert one.status_code == 404
    assert bare(one, str(there)) == bare(other, str(nowhere))


def test_a_report_of_another_ward_is_in_no_list(sign_in, file_report) -> None:
    mine, other = file_report(ward="Z01"), file_report(ward="Z02")
    listed = sign_in("omar").get("/reports").text
    assert str(mine) in listed
    assert str(other) not in listed


def test_at_ward_precision_the_week_is_shown_and_never_the_day_or_the_street(sign_in, file_report) -> None:
    monday, _sunday = clock.week_days(clock.last_complete_week(clock.today()))
    wednesday = monday + timedelta(days=2)
    report_id = file_report(
        words=words(), location_precision="ward_only", happened_on=wednesday, disclosed_on=wednesday,
        shares_full_account=True,
    )  # fmt: skip
    officer = sign_in("omar")
    for page in (officer.get("/reports").text, officer.get(f"/reports/{report_id}").text):
        main = page[page.index("<main") : page.index("</main>")]
        assert f"{monday.day} {monday:%b}" in main
        assert f"{wednesday.day} {wednesday:%b}" not in main
        assert wednesday.isoformat() not in main
        assert "Evening, 5 to 9" not in main
        assert "530107" not in main
        assert not found_in(main) & {ACCOUNT["anchor_name"], *EXACT_PLACE}


def test_what_is_withheld_is_said_so_that_nobody_thinks_it_is_missing(sign_in, file_report) -> None:
    report_id = file_report(words=words())
    assert "Withheld at the person’s choice" in sign_in("omar").get(f"/reports/{report_id}").text


def test_the_list_shows_facts_and_no_words(sign_in, file_report) -> None:
    for choice in POLICE_CHOICES:
        file_report(words=words(), sharing=choice, shares_full_account=True, shares_demographics=True)
    for name in ("omar", "cora", "vera", "lena"):
        assert not found_in(sign_in(name).get("/reports").text)


def test_the_officers_list_says_what_when_where_and_how_it_is_shared(sign_in, file_report) -> None:
    file_report(risk="high")
    page = sign_in("omar").get("/reports").text
    for said in (
        "High risk", "Insults, name-calling, abuse", "Race, skin colour", "At the front door", "Larch Green",
        "The street or estate", "Evening, 5 to 9", "No name shared", "Not read yet",
    ):  # fmt: skip
        assert said in page, said


SCHEME = {
    ("cora", "statistics_only", "submitted"): {*ACCOUNT.values()},
    ("cora", "statistics_only", "accepted"): set(),
    ("cora", "support_only", "submitted"): {*ACCOUNT.values(), *SUPPORT.values()},
    ("cora", "anonymous_to_police", "released"): {*ACCOUNT.values(), *ALLEGED.values(), *SUPPORT.values(), SUMMARY},
    ("cora", "identity_to_police", "released"): {*ACCOUNT.values(), *ALLEGED.values(), *SUPPORT.values(), SUMMARY},
    ("vera", "statistics_only", "submitted"): {*ACCOUNT.values()},
    ("vera", "support_only", "submitted"): {*ACCOUNT.values(), *SUPPORT.values()},
    ("vera", "anonymous_to_police", "released"): {*ACCOUNT.values()},
    ("vera", "identity_to_police", "submitted"): {*ACCOUNT.values()},
    ("lena", "identity_to_police", "released"): set(),
    ("lena", "support_only", "submitted"): set(),
}


@pytest.mark.parametrize("name", ["cora", "vera", "lena"])
def test_inside_the_scheme_each_role_reads_its_parts(sign_in, file_report, name) -> None:
    reader = sign_in(name)
    for (viewer, choice, status), parts in SCHEME.items():
        if viewer == name:
            page = reader.get(f"/reports/{file_report(words=words(), sharing=choice, status=status)}")
            assert page.status_code == 200
            assert found_in(page.text) == parts, (choice, status)


def test_another_volunteer_finds_nothing(sign_in, file_report) -> None:
    report_id = file_report(taken_by="vera", status="submitted")
    assert sign_in("vic").get(f"/reports/{report_id}").status_code == 404


@pytest.mark.parametrize("name", ["pia", "dana", "ada"])
def test_other_roles_have_no_page_of_reports(sign_in, file_report, name) -> None:
    report_id = file_report()
    someone = sign_in(name)
    assert someone.get("/reports").status_code == 403
    assert someone.get(f"/reports/{report_id}").status_code == 403
