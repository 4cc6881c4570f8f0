"""How often a passphrase may be tried: counted by account and browser, and by network.

A known browser has a count of its own, so guesses made elsewhere never make it wait. Unknown browsers share one count
for each account and network, one for each network, and one for the account, which browsers in a network where the
person has worked before do not touch. No count ever locks an account: each opens again by itself.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from flask import request

from reporting import throttle
from reporting.people.sessions import devices
from reporting.throttle import Allowance

HOUR = timedelta(hours=1)
KNOWN_BROWSER = Allowance(n_free=10, window=HOUR)
ACCOUNT_FROM_NETWORK = Allowance(n_free=5, window=HOUR)
NETWORK = Allowance(n_free=20, window=HOUR, is_ceiling=True)
ACCOUNT_FROM_ANYWHERE = Allowance(n_free=100, window=HOUR, is_ceiling=True)
FACTOR = Allowance(n_free=5, window=HOUR)


@dataclass(frozen=True)
class Try:
    """A counted try; ``wait`` says how long to wait before it may be made at all."""

    wait: timedelta
    own_keys: tuple[str, ...]
    shared_keys: tuple[str, ...] = ()

    def was_right(self) -> None:
        """Forgets the tries of this browser, and takes this one back from what others count too."""
        throttle.forgive(*self.own_keys)
        throttle.take_back(*self.shared_keys)


def try_passphrase(email: str, person_id: UUID | None) -> Try:
    """Counts a try at an account, whether or not there is one with this address (``person_id`` None)."""
    account = email.strip().lower()
    whose = person_id or uuid4()  # the same questions are asked of the database for nobody
    is_known, is_familiar = devices.is_this_known(whose), devices.is_known(whose)
    network = throttle.network_of(request.remote_addr)
    if is_known:
        own = throttle.key_of("passphrase", account, "browser", devices.token_here())
        return Try(throttle.wait_for({own: KNOWN_BROWSER}), (own,))
    own = throttle.key_of("passphrase", account, "network", network)
    shared = {throttle.key_of("passphrase", "network", network): NETWORK}
    if not is_familiar:
        shared[throttle.key_of("passphrase", account)] = ACCOUNT_FROM_ANYWHERE
    return Try(throttle.wait_for({own: ACCOUNT_FROM_NETWORK, **shared}), (own,), tuple(shared))


def try_factor(person_id: UUID, *, what: str = "factor") -> Try:
    """Counts a try at a second factor, or at the passphrase of a locked screen. Only who was let that far can make one.

    what   each kind is counted alone, so that being right in one forgives nothing in another
    """
    own = throttle.key_of(what, str(person_id))
    return Try(throttle.wait_for({own: FACTOR}), (own,))
