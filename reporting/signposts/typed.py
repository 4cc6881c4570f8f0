"""What people type about a service, made plain: telephone number, web address, number. Pure."""

import re

import phonenumbers
from phonenumbers import shortnumberinfo

REGION = "GB"
PHONE = re.compile(r"\+?[0-9 ()-]+")
HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}"
WEB = re.compile(rf"(?:https?://)?({HOST})((?:/[\x21-\x7e]*)?)", re.IGNORECASE)
WEB_SIGNS = 120


def plain_digits(text: str) -> str:
    """The text with the digits of every script as 0 to 9, and single spaces."""
    return " ".join("".join(str(int(sign)) if sign.isdecimal() else sign for sign in text).split())


def phone(text: str) -> str | None:
    """A telephone number that can be rung here, short ones included, in the writing it came with; else None."""
    tidy = plain_digits(text)
    if not PHONE.fullmatch(tidy):
        return None
    try:
        number = phonenumbers.parse(tidy, REGION)
    except phonenumbers.NumberParseException:
        return None
    is_short = shortnumberinfo.is_valid_short_number_for_region(number, REGION)
    return tidy if is_short or phonenumbers.is_valid_number(number) else None


def web(text: str) -> str | None:
    """A web address without https:// and without a slash at its end, as it is read out; else None."""
    found = WEB.fullmatch(text.strip())
    if found is None or len(text) > WEB_SIGNS:
        return None
    return f"{found[1].lower()}{found[2]}".rstrip("/")


def number(text: str, *, least: int, most: int) -> int | None:
    """A whole number within bounds; else None."""
    tidy = plain_digits(text)
    if not tidy.isascii() or not tidy.isdecimal() or len(tidy) > 6:
        return None
    return int(tidy) if least <= int(tidy) <= most else None
