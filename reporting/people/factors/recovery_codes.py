"""Eight codes for the day the telephone is lost: 125 bits each, shown once, used once, kept as keyed hashes."""

import secrets
from uuid import UUID

import sqlalchemy as sa

from reporting import clock, crypto
from reporting.database import session
from reporting.people.factors.models import RecoveryCode

N_CODES = 8
GROUPS, GROUP_SIGNS = 5, 5
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no letter that looks like another


def renew(person_id: UUID) -> list[str]:
    """New codes in place of all earlier ones; nobody can show them again."""
    session.execute(sa.delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP_SIGNS)) for _ in range(GROUPS))
        for _ in range(N_CODES)
    ]
    session.add_all(RecoveryCode(person_id=person_id, code_hash=_hash_of(code, person_id)) for code in codes)
    return codes


def accept(person_id: UUID, typed: str) -> bool:
    """Whether this is one of the person's unused codes; it is used from now on."""
    used = sa.update(RecoveryCode).where(
        RecoveryCode.person_id == person_id,
        RecoveryCode.code_hash == _hash_of(typed, person_id),
        RecoveryCode.used_at.is_(None),
    )
    done = session.execute(used.values(used_at=clock.now()).execution_options(synchronize_session=False))
    return bool(done.rowcount)  # type: ignore[attr-defined]


def n_left(person_id: UUID) -> int:
    """How many codes are not used yet."""
    chosen = sa.select(sa.func.count()).where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
    return session.scalar(chosen) or 0


def _hash_of(typed: str, person_id: UUID) -> str:
    """Signs that look alike count as the same, and separators do not count."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    for read, meant in (("O", "0"), ("I", "1"), ("L", "1")):
        plain = plain.replace(read, meant)
    return crypto.keyring().fingerprint(f"{person_id}\x1f{plain}", purpose="recovery codes")
