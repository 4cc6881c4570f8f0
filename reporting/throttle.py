"""How often something may be tried, counted in the database so that every process counts together.

A bucket counts tries and says from when the next one may come. A try is counted before it is made, in a small
transaction of its own, so that a thousand at once are a thousand. Keys are keyed hashes: the table names nobody.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from reporting import clock, crypto, database
from reporting.database import Base


class ThrottleBucket(Base):
    """Tries of one kind by one somebody. Gone a day after the last."""

    __tablename__ = "throttle_bucket"

    key: Mapped[str] = mapped_column(unique=True)
    n_tries: Mapped[int] = mapped_column(default=0)
    began_at: Mapped[datetime]
    last_at: Mapped[datetime]
    open_at: Mapped[datetime]  # before this moment nothing more is tried


@dataclass(frozen=True)
class Allowance:
    """What a bucket lets through.

    n_free        tries without waiting
    window        after this long without a try, or since the first for a ceiling, the count begins anew
    longest       the longest wait after one more try; the wait doubles from one second
    is_ceiling    no doubling: when ``n_free`` are used up, nothing more until the window has passed
    """

    n_free: int
    window: timedelta
    longest: timedelta = timedelta(minutes=15)
    is_ceiling: bool = False


def key_of(*words: str) -> str:
    """The key of a bucket: a keyed hash of what it is about."""
    secret = crypto.derived(current_app.config["SECRET_KEY"].encode(), "throttle")
    return crypto.keyed_hash("\x1f".join(words), key=secret)


def network_of(address: str | None) -> str:
    """The network of an address: /24 of IPv4, /48 of IPv6. Whatever is not an address is one network."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return "?"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 48}", strict=False))


def wait_for(buckets: dict[str, Allowance]) -> timedelta:
    """Counts one try in each bucket and says how long to wait first; zero: it may be made now.

    A try that must wait is counted nowhere: whoever keeps knocking makes nobody wait longer.
    """
    with database.apart() as own:
        now = clock.now()
        found = {row.key: row for row in own.scalars(sa.select(ThrottleBucket).where(ThrottleBucket.key.in_(buckets)))}
        for key, allowance in buckets.items():
            row = found.get(key)
            if row is not None and _is_over(row, allowance, now):
                row.n_tries, row.began_at, row.open_at = 0, now, now
        wait = max((row.open_at - now for row in found.values()), default=timedelta())
        if wait > timedelta():
            return wait
        for key, allowance in buckets.items():
            row = found.get(key)
            if row is None:
                row = ThrottleBucket(key=key, n_tries=0, began_at=now, last_at=now, open_at=now)
                own.add(row)
            row.n_tries += 1
            row.last_at = now
            row.open_at = _open_at(row, allowance, now)
    return timedelta()


def forgive(*keys: str) -> None:
    """Forgets the tries in these buckets: the last one was right."""
    with database.apart() as own:
        own.execute(sa.delete(ThrottleBucket).where(ThrottleBucket.key.in_(keys)))


def take_back(*keys: str) -> None:
    """Takes one try back in these buckets, which others count in too."""
    with database.apart() as own:
        now = clock.now()
        for row in own.scalars(sa.select(ThrottleBucket).where(ThrottleBucket.key.in_(keys))):
            row.n_tries, row.open_at = max(row.n_tries - 1, 0), min(row.open_at, now)


def forget_old() -> None:
    """Removes buckets nobody has touched for a day."""
    with database.apart() as own:
        own.execute(sa.delete(ThrottleBucket).where(ThrottleBucket.last_at < clock.now() - timedelta(days=1)))


def _is_over(row: ThrottleBucket, allowance: Allowance, now: datetime) -> bool:
    since = row.began_at if allowance.is_ceiling else max(row.last_at, row.open_at)
    return now - since >= allowance.window


def _open_at(row: ThrottleBucket, allowance: Allowance, now: datetime) -> datetime:
    over = row.n_tries - allowance.n_free
    if over < 0:
        return now
    if allowance.is_ceiling:
        return row.began_at + allowance.window
    return now + min(timedelta(seconds=2 ** min(over, 30)), allowance.longest)
