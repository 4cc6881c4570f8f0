"""Text as it is compared: without case, marks, punctuation, or differences that only a keyboard makes. Pure."""

import re
import unicodedata

OF_SOMEBODY = re.compile(r"['’ʼ]s\b", re.IGNORECASE)  # "Ali’s brother" names Ali
# Signs inside a word that some people write and some leave out; what stands around them is one word.
UNWRITTEN = frozenset("'’‘`ʼʻʾʿ\u0640")  # apostrophes, and the stroke that stretches an Arabic word
# Letters that keyboards give differently for the same sound.
ALIKE = {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ı": "i", "ł": "l", "ø": "o", "đ": "d"}


class _Table(dict[int, str | None]):
    """What each sign becomes, found out the first time it is met."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        category = unicodedata.category(sign)
        found: str | None
        if sign in UNWRITTEN or category[0] == "M" or category == "Cf":
            found = None
        elif category == "Nd":
            found = str(unicodedata.decimal(sign))
        elif category[0] in "LN":
            found = ALIKE.get(sign, sign)
        else:
            found = " "
        self[code] = found
        return found


TABLE = _Table()


def folded(text: str) -> str:
    """The words of a text, one space between them: ``"O’Brien,  ZOË"`` becomes ``"obrien zoe"``.

    NFKC-equal texts fold alike; vowel signs count as marks, so that long and short vowels of Arabic and Bengali
    do not matter. Digits of every script become 0 to 9.
    """
    text = OF_SOMEBODY.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)  # folding case can put signs together again
    return " ".join(text.translate(TABLE).split())


def n_signs(text: str) -> int:
    """How many letters, marks and digits somebody typed."""
    return sum(unicodedata.category(sign)[0] in "LMN" for sign in text)
