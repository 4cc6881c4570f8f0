"""The made-up reports: seeded, believable, and the council paper's story among them."""

from collections import Counter
from datetime import date, timedelta

import pytest

from reporting.demonstration import clusters, names, story, tongues
from reporting.demonstration.borough import borough
from reporting.demonstration.reports import told
from reporting.demonstration.sites import Sites
from reporting.demonstration.told import LONDON, Told
from reporting.reports import vocabulary as words
from reporting.reports.contents import Account, Alleged, Identity, Summary
from reporting.reports.vocabulary import Status

TODAY = date(2026, 11, 22)
NEVER = ("suspect", "offender", "criminal", "illegal", "genuine", "bame")


def made(n: int = 600, *, months: int = 24, seed: int = 2008) -> list[Told]:
    return list(told(borough(seed), n_reports=n, months=months, today=TODAY, seed=seed))


@pytest.fixture(scope="module")
def some() -> list[Told]:
    return made()


def content(one: Told, kind: type) -> object:
    return next((content for content in one.contents if isinstance(content, kind)), None)


def share(some: list[Told], name: str, value: object) -> float:
    return sum(one.facts[name] == value for one in some) / len(some)


def test_the_same_seed_tells_the_same_reports(some):
    assert made() == some
    assert made(seed=1) != some


@pytest.mark.parametrize("n", [0, 5, 12, 40, 600])
def test_there_are_as_many_as_asked_for(n):
    assert len(made(n)) == n


def test_the_shares_are_believable(some):
    assert 0.62 < sum("race" in one.facts["strands"] for one in some) / len(some) < 0.82
    assert 0.5 < share(some, "first_ever_told", "first_person_told") < 0.68
    assert 0.44 < share(some, "sharing", "anonymous_to_police") < 0.62
    assert {one.facts["sharing"] for one in some} == set(words.SharingChoice)
    assert {one.facts["location_precision"] for one in some} == set(words.Precision)
    assert {one.facts["kind"] for one in some} == set(words.ReportKind)


def test_telling_takes_from_the_same_day_to_months(some):
    delays = sorted((one.facts["disclosed_on"] - one.facts["happened_on"]).days for one in some)
    assert delays[0] == 0
    assert 2 <= delays[len(delays) // 2] <= 8
    assert delays[-1] > 60


def test_nothing_is_told_on_a_sunday_or_today_or_before_the_months(some):
    days = [one.facts["disclosed_on"] for one in some]
    assert all(day.weekday() != 6 for day in days)
    assert TODAY - timedelta(days=732) <= min(days) <= max(days) < TODAY


def test_weekends_are_busier_and_summer_is_busier():
    many = made(6000)
    happened = Counter(one.facts["happened_on"].weekday() for one in many)
    assert happened[4] + happened[5] > 1.1 * (happened[0] + happened[1])
    months = Counter(one.facts["happened_on"].month for one in many)
    assert months[6] + months[7] + months[8] > 1.1 * (months[12] + months[1] + months[2])


def test_a_few_wait_for_the_coordinator_and_one_of_them_is_high(some):
    by_status = Counter(one.status for one in some)
    new = [one for one in some if one.status is Status.SUBMITTED]
    assert 3 <= len(new) <= 5
    assert "high" in [one.facts["risk"] for one in new]
    assert 3 <= by_status[Status.IN_REVIEW] <= 10
    assert by_status[Status.RELEASED] > 300
    assert by_status[Status.KEPT_LOCAL] > 80


def test_only_what_was_agreed_is_released(some):
    for one in some:
        if one.status is Status.RELEASED:
            assert one.facts["sharing"] in {"anonymous_to_police", "identity_to_police"}
            assert "ward_team" in one.facts["recipients"]
        else:
            assert (one.released_at, one.acknowledged_at) == (None, None)


def test_no_moment_comes_before_the_one_before_it(some):
    for one in some:
        moments = [one.submitted_at, one.accepted_at, one.released_at, one.acknowledged_at]
        known = [moment for moment in moments if moment]
        assert known == sorted(known), one
        assert known[-1].astimezone(LONDON).date() < TODAY
        assert one.facts["disclosed_on"] <= one.submitted_at.date()


def test_what_is_only_counted_keeps_no_words(some):
    for one in some:
        if one.facts["sharing"] == "statistics_only" and one.status is Status.KEPT_LOCAL:
            assert not one.has_words
            assert {type(part) for part in one.contents} <= {Identity}


def test_no_two_people_say_the_same(some):
    said = [account.narrative for one in some if (account := content(one, Account))]
    assert len(said) > 450
    assert len(set(said)) >= len(said) - 2


def test_two_accounts_share_only_a_few_of_their_sentences(some):
    accounts = [set(account.narrative.split(". ")) for one in some if (account := content(one, Account))]
    plain = accounts[:150]
    alike = [len(a & b) / min(len(a), len(b)) for n, a in enumerate(plain) for b in plain[:n]]
    assert sum(share > 0.5 for share in alike) < 0.01 * len(alike)


def test_some_tell_in_somali_arabic_and_bengali_with_the_english_beside_it(some):
    others = [account for one in some if (account := content(one, Account)) and account.narrative_english]
    arabic = [account for account in others if "\u0600" < account.narrative[0] < "\u06ff"]
    bengali = [account for account in others if "\u0980" < account.narrative[0] < "\u09ff"]
    assert len(arabic) > 3
    assert len(bengali) > 3
    assert len(others) > len(arabic) + len(bengali) + 3


def test_every_foreign_sentence_has_its_english():
    for language in tongues.ACTS:
        pairs = [
            *tongues.ACTS[language].values(),
            *tongues.OPENINGS[language],
            *tongues.MORE[language],
            *tongues.SINCE[language],
        ]
        assert all(own and english.isascii() and own != english for own, english in pairs)


def test_nobody_is_called_what_nobody_is_called_here(some):
    text = " ".join(str(part) for one in some for part in one.contents).replace("criminal_damage", "").lower()
    assert [word for word in NEVER if word in text] == []


def test_every_telephone_number_is_one_that_is_never_allocated(some):
    numbers = {identity.phone for one in some if (identity := content(one, Identity)) and identity.phone}
    assert numbers
    assert all(number.startswith("01632 960") and len(number) == 12 for number in numbers)


def test_the_police_summary_names_no_place_that_was_not_agreed(some):
    for one in some:
        summary, account = content(one, Summary), content(one, Account)
        if summary and account.anchor_name and one.facts["location_precision"] == "ward_only" and one not in some[:12]:
            assert account.anchor_name not in summary.text
        if summary:
            assert not account.address or account.address not in summary.text


def test_two_clusters_emerge_in_the_last_six_weeks(some):
    first, second = clusters.middles(Sites(borough(2008)))
    for middle, strand in ((first, "race"), (second, "religion")):
        near = [
            one
            for one in some
            if one.spot
            and abs(complex(one.spot[0] - middle.easting, one.spot[1] - middle.northing)) < 220
            and one.facts["primary_strand"] == strand
            and one.status is Status.RELEASED
            and one.facts["location_precision"] != "ward_only"
        ]
        late = [one for one in near if one.facts["happened_on"] >= TODAY - timedelta(days=42)]
        assert middle.ward == "ZZ000002"
        assert len(late) >= 8
        assert len({one.facts["happened_on"] for one in late}) >= 4
        assert len(late) / 42 > 5 * (len(near) - len(late)) / (730 - 42)


@pytest.fixture(scope="module")
def scenes() -> list[Told]:
    return story.told(borough(2008), today=TODAY)


class TestTheStory:
    """The council paper of 2008, 5.2: what the platform is for, told again."""

    def test_about_twelve_people_tell_of_it_at_two_centres_within_five_weeks(self, scenes):
        days = [one.facts["disclosed_on"] for one in scenes]
        assert len(scenes) == 12
        assert {one.centre for one in scenes} == {"HARBOUR", "MEADOW"}
        assert timedelta(days=30) <= max(days) - min(days) <= timedelta(days=38)
        assert 5 <= (TODAY - max(days)).days <= 9

    def test_it_happens_on_one_estate_to_somali_families(self, scenes):
        assert {content(one, Account).anchor_name for one in scenes} == {names.STORY_ESTATE}
        assert sum(content(one, Identity).community == "Somali" for one in scenes) == 11
        estate = next(one for one in borough(2008).estates if one.name == names.STORY_ESTATE)
        assert all(abs(complex(one.spot[0] - estate.easting, one.spot[1] - estate.northing)) < 100 for one in scenes)

    def test_a_group_is_said_to_live_at_three_addresses_and_nobody_says_it_as_a_fact(self, scenes):
        said = Counter(
            address
            for one in scenes
            for address in (story.TEAL, story.PLOVER, story.DUNLIN)
            if address in content(one, Alleged).area
        )
        assert said == {story.TEAL: 5, story.PLOVER: 3, story.DUNLIN: 2}
        assert all(content(one, Alleged).provenance in words.PROVENANCES for one in scenes)
        assert len({content(one, Alleged).provenance for one in scenes}) >= 3

    def test_an_address_stands_only_in_the_part_about_who_did_it(self, scenes):
        for one in scenes:
            for part in one.contents:
                if not isinstance(part, Alleged):
                    assert not any(address in str(part) for address in (story.TEAL, story.PLOVER, story.DUNLIN))

    def test_it_begins_with_eggs_at_a_door_told_in_somali(self, scenes):
        first = content(scenes[0], Account)
        assert "ukun" in first.narrative.lower()
        assert "eggs" in first.narrative_english
        assert first.frequency == "weekly"
        assert scenes[0].facts["sharing"] == "anonymous_to_police"

    def test_most_had_told_nobody_before(self, scenes):
        assert sum(one.facts["first_ever_told"] == "first_person_told" for one in scenes) >= 9

    def test_one_part_of_it_the_police_never_see(self, scenes):
        assert Counter(one.status for one in scenes) == {Status.RELEASED: 11, Status.KEPT_LOCAL: 1}

    def test_the_ward_team_has_read_the_older_ones_only(self, scenes):
        read = [one for one in scenes if one.acknowledged_at]
        unread = [one for one in scenes if one.released_at and not one.acknowledged_at]
        assert len(read) >= 7
        assert unread
        assert max(one.released_at for one in read) < min(one.released_at for one in unread)
