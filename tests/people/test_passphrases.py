"""A passphrase is refused when it would be guessed soon, and never for the kind of signs it has."""

import pytest

from reporting.people import passphrases

KNOWN_NAMES = ("Vera Example", "vera@harbour.example")
GOOD = (
    "four quiet words together", "seven green lamps at noon", "purple otter weather ladder", "xkQ9#mTz$wLp2vRnB",
    "صباح الخير يا جاري العزيز", "নদীর ধারে সাতটি সবুজ বাতি", "toddoba laambadood oo cagaaran", "   leading and trailing spaces are fine   ",
    "lower case only without any number",
)  # fmt: skip
POOR = (
    "short", "fourteen signs", "aaaaaaaaaaaaaaaaaaaa", "123456789012345", "passwordpassword1", "qwertyuiopasdfghjkl",
    "iloveyouiloveyou", "letmeinletmeinletmein", "CommonRoomCommonRoom", "common room common room", "hatecrimehatecrime",
    "hate crime reporting", "Harbour Centre 2026", "HARBOURHARBOUR123", "vera example vera", "Larkmere Larkmere 1",
    "meadow house meadow", "x" * 257,
)  # fmt: skip


@pytest.mark.parametrize("passphrase", GOOD)
def test_long_and_unexpected_is_good_whatever_the_script(app, passphrase):
    with app.test_request_context():
        assert passphrases.trouble_with(passphrase, passphrases.words_known_here(*KNOWN_NAMES)) == ""


@pytest.mark.parametrize("passphrase", POOR)
def test_short_common_repeated_or_made_of_names_known_here_is_refused(app, passphrase):
    with app.test_request_context():
        assert passphrases.trouble_with(passphrase, passphrases.words_known_here(*KNOWN_NAMES))


def test_the_longest_that_is_taken_is_looked_at_in_no_time(app):
    """A slow estimate would let anybody with a link hold a worker up."""
    with app.test_request_context():
        known = passphrases.words_known_here(*KNOWN_NAMES)
        for sign in ("ab", "1a", "qwerty", "password", "é"):
            passphrases.trouble_with((sign * 256)[:256], known)  # would not come back in a lifetime if it were not cut
