"""What people type about a centre, made plain: postcode, telephone number, e-mail address. Pure."""

import re
import unicodedata

POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
PHONE = re.compile(r"\+?[0-9 ()-]+")
PHONE_DIGITS = (10, 15)
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")  # as browsers check it
EMAIL_SIGNS = 254
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,11}")


def plain_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9: keyboards of our languages write ``٤`` or ``৪``."""
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def postcode(text: str) -> str | None:
    """A postcode in capitals with one space, whatever the case and spaces it came with; else None."""
    packed = "".join(plain_digits(text).split()).upper()
    return f"{packed[:-3]} {packed[-3:]}" if POSTCODE.fullmatch(packed) else None


def phone(text: str) -> str | None:
    """A telephone number with single spaces; None where it has signs or a length that no number has."""
    tidy = " ".join(plain_digits(text).split())
    least, most = PHONE_DIGITS
    n_digits = sum(sign.isdigit() for sign in tidy)
    return tidy if PHONE.fullmatch(tidy) and least <= n_digits <= most else None


def email(text: str) -> str | None:
    """An e-mail address in lower case that a mail server could take; else None."""
    tidy = text.strip()
    return tidy.lower() if len(tidy) <= EMAIL_SIGNS and EMAIL.fullmatch(tidy) else None


def code(text: str) -> str | None:
    """A short code in capitals: 2 to 12 letters, digits and hyphens; else None."""
    tidy = text.strip().upper()
    return tidy if CODE.fullmatch(tidy) else None
