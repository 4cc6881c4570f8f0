"""The speakable reference and the secret of a report. Neither carries a date, place, centre or sequence."""

import secrets

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"  # 23 signs, a prime: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V
LENGTH = 7
SECRET_DIGITS = 10
SAMPLE = "0000-0000"  # shown to those who practise: 0 is no sign of a reference
SAMPLE_SECRET = "0" * SECRET_DIGITS


def check_sign(body: str) -> str:
    """The last sign of a reference: finds every single wrong sign and every swap of neighbours."""
    total = sum((place + 2) * ALPHABET.index(sign) for place, sign in enumerate(body))
    return ALPHABET[-total % len(ALPHABET)]


def new_reference() -> str:
    """For example 4T7K-9QXM."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return spoken(body + check_sign(body))


def spoken(signs: str) -> str:
    """In two groups of four."""
    return f"{signs[:4]}-{signs[4:]}"


def understood(text: str) -> str | None:
    """The reference somebody typed, in its own form, or None where it cannot be one."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    if len(signs) != LENGTH + 1 or any(sign not in ALPHABET for sign in signs):
        return None
    return spoken(signs) if check_sign(signs[:-1]) == signs[-1] else None


def new_secret() -> str:
    """Ten digits: short enough to say, long enough with throttled guesses, the same in every language."""
    return f"{secrets.randbelow(10**SECRET_DIGITS):0{SECRET_DIGITS}d}"


def grouped(secret: str) -> str:
    """For example 402 118 7754."""
    return f"{secret[:3]} {secret[3:6]} {secret[6:]}"
