"""Facts about people: month and borough only, because the tallies know neither report nor centre nor ward."""

from collections.abc import Mapping
from dataclasses import dataclass

from reporting.reports import vocabulary
from reporting.reports.vocabulary import Term
from reporting.summaries.breakdowns import keys_of
from reporting.summaries.tabulation import Key

NOT_STATED = Key("words", "not_stated")
UNSTATED = frozenset({"not_asked", "prefer_not_to_say", "not_known", "NS", ""})

AGE_ROLL_UPS = {
    "under_18": ("under_10", "10-15", "16-17"),
    "18_to_34": ("18-24", "25-34"),
    "35_to_64": ("35-44", "45-54", "55-64"),
    "65_or_over": ("65-74", "75_plus"),
}
_ROLL_UP_OF = {band: name for name, bands in AGE_ROLL_UPS.items() for band in bands}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact. ``all_keys`` are shown internally, ``public_keys`` to the public."""

    name: str
    table_id: str
    list: str
    terms: Mapping[str, Term]
    public_keys: tuple[Key, ...]

    @property
    def all_keys(self) -> tuple[Key, ...]:
        return keys_of(self.list, dict(self.terms))

    def is_stated(self, key: str) -> bool:
        """Whether the answer says something about the person."""
        return key not in UNSTATED

    def public_key(self, key: str) -> Key:
        """The coarser heading an answer is published under: four ages, five ethnic groups."""
        if not self.is_stated(key) or key not in self.terms:
            return NOT_STATED
        if self.name == "age_band":
            return Key("age_roll_ups", _ROLL_UP_OF[key])
        if self.name == "ethnicity":
            return Key("ethnic_groups", self.terms[key].group)
        return Key(self.list, key)


def _stated(name: str, terms: dict[str, Term]) -> tuple[Key, ...]:
    return tuple(Key(name, key) for key in terms if key not in UNSTATED)


FACTS = (
    Fact(name="age_band", table_id="T8", list="age_bands", terms=vocabulary.AGE_BANDS,
         public_keys=tuple(Key("age_roll_ups", name) for name in AGE_ROLL_UPS)),
    Fact(name="gender", table_id="T8A", list="genders", terms=vocabulary.GENDERS,
         public_keys=_stated("genders", vocabulary.GENDERS)),
    Fact(name="ethnicity", table_id="T8B", list="ethnicities", terms=vocabulary.ETHNICITIES,
         public_keys=tuple(Key("ethnic_groups", name) for name in vocabulary.ETHNIC_GROUPS if name != "not_stated")),
    Fact(name="main_language", table_id="T9", list="languages", terms=vocabulary.SPOKEN_LANGUAGES,
         public_keys=_stated("languages", vocabulary.SPOKEN_LANGUAGES)),
)  # fmt: skip
