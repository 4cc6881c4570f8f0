"""The countable part of an observation, validated once. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reporting.tension import vocabulary as words


@dataclass(frozen=True, kw_only=True)
class Observed:
    """Keys of the vocabulary and a day. ``judgement`` is 1 (happening) to 6 (normal).

    Raises ValueError for a key that no list holds: provenance, above all, is never left out.
    """

    observed_on: date
    ward_id: UUID | None
    eep: str
    observation_types: frozenset[str]
    provenance: str
    direction: str
    widely_held: str
    judgement: int

    def __post_init__(self) -> None:
        chosen = {
            "eep": (self.eep, words.EEP),
            "provenance": (self.provenance, words.PROVENANCES),
            "direction": (self.direction, words.DIRECTIONS),
            "widely_held": (self.widely_held, words.WIDELY_HELD),
            "judgement": (str(self.judgement), words.JUDGEMENTS),
        }
        for name, (key, terms) in chosen.items():
            if key not in terms:
                raise ValueError(name)
        if not self.observation_types or self.observation_types - set(words.OBSERVATION_TYPES):
            raise ValueError("observation_types")
