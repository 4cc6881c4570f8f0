"""Where it happened, and how finely that may be shared."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from reporting import clock
from reporting.places import queries as places
from reporting.reports import vocabulary as words
from reporting.reports.contents import Account
from reporting.reports.steps.asking import Answers, OneOf, StepForm, line, one_of
from reporting.reports.vocabulary import PlaceScope, Precision, Term
from reporting.written import is_readable

SCOPES = {
    "in_borough": Term(_l("In this area")),
    "other_borough": Term(_l("Somewhere else")),
    "online": Term(_l("Online, by telephone or by post")),
    "unknown": Term(_l("Not known")),
}
PLACES_OFFERED = 8
IN_THE_STREETS = frozenset({"in_borough", "other_borough", "unknown"})
HERE = frozenset({"in_borough"})
METRE_DIGITS = 7


class Where(StepForm):
    """The place may be given as a postcode, a named place, a point on the ward map or a ward: the finest one counts."""

    key = "where"
    title = _l("Where did it happen?")
    follows = {
        **dict.fromkeys(("postcode", "place", "place_choice", "ward", "easting", "northing"), ("scope", HERE)),
        **dict.fromkeys(("street", "address", "place_words", "cctv"), ("scope", IN_THE_STREETS)),
    }

    scope = OneOf(_l("Was it in this area?"), SCOPES, must=_l("Choose where it was"))
    place_type = OneOf(_l("What kind of place?"), words.PLACE_TYPES, must=_l("Choose the kind of place"))
    postcode = line(_l("Postcode, if you know it"), signs=12)
    place = line(_l("Name of an estate, station, park or building nearby"))
    place_choice = OneOf(_l("Which of these do you mean?"), {})
    ward = OneOf(_l("Or choose the ward"), {}, hint=_l("If you do not know any of these, choose the part of the area."))
    street = line(
        _l("Street or estate, without the number"),
        hint=_l("This name may be shared if you allow the street or estate."),
    )
    address = line(
        _l("House number, flat and anything that points to the exact place"),
        hint=_l("Shared only if you allow the exact place."),
    )
    place_words = line(_l("How would you describe the place?"), hint=_l("For example: outside the bakery."))
    cctv = one_of(
        Account, "cctv", hint=_l("Films are often erased after a month, some sooner. The coordinator can ask for them.")
    )
    location_precision = OneOf(
        _l("How exactly may the place be shared?"),
        words.PRECISIONS,
        must=_l("Choose how exactly the place may be shared"),
    )
    easting = line("", signs=12)
    northing = line("", signs=12)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = places.edition_on(clock.today())
        self.ward.terms = {ward.code: Term(ward.name) for ward in places.wards_of(edition)}
        name = (self.place.data or "").strip()
        self.found_places = places.find_places(name, PLACES_OFFERED) if name and is_readable(name) else []
        self.place_choice.terms = {str(found.id): Term(found.name) for found in self.found_places}
        self.is_point_needed = True

    def validate_street(self, field: Any) -> None:
        if any(sign.isdecimal() for sign in field.data or ""):
            raise ValidationError(_l("Leave the number out here and write it in the next box"))

    def validate_postcode(self, field: Any) -> None:
        """An unknown postcode is a warning with the ward list beside it, never a wall."""
        text = (field.data or "").strip()
        if not self.is_in_area or not text or self._has_point or self.ward.data:
            return
        found = places.find_postcode(text)
        if found is None:
            raise ValidationError(_l("We do not know this postcode. Check it, or leave it and choose the ward below."))
        if not places.is_in_borough(found.easting, found.northing):
            raise ValidationError(
                _l("This postcode lies outside this area. Check it, or choose that it was somewhere else.")
            )

    def validate_place(self, field: Any) -> None:
        if not self.is_in_area or not (field.data or "").strip() or self._is_given_finer or self.ward.data:
            return
        if not self.found_places:
            raise ValidationError(
                _l("We do not know a place of this name. Try another name, or choose the ward below.")
            )

    def validate_place_choice(self, field: Any) -> None:
        if not self.is_in_area or self._is_given_finer or self.ward.data:
            return
        if len(self.found_places) > 1 and not field.data and self._one_place() is None:
            raise ValidationError(_l("Several places have a name like this. Choose the one you mean."))

    def validate_easting(self, field: Any) -> None:
        if self.is_in_area and self._has_point and not places.is_in_borough(*self._point()):
            field.raw_data = self.northing.raw_data = []
            self.ward.errors = [*self.ward.errors, _l("The point you chose lies outside this area. Choose it again.")]
            raise ValidationError(_l("The point you chose lies outside this area. Choose it again."))

    def validate_scope(self, field: Any) -> None:
        if not self.is_in_area or not self.is_point_needed:
            return
        given = (
            self._has_point or any((one.data or "").strip() for one in (self.postcode, self.place)) or self.ward.data
        )
        if not given:
            raise ValidationError(_l("Give a postcode, a place, a point on the map or the ward"))

    @property
    def is_in_area(self) -> bool:
        return self.scope.data == PlaceScope.IN_BOROUGH

    @property
    def _has_point(self) -> bool:
        return all(
            text.isdecimal() and len(text) <= METRE_DIGITS
            for text in (self.easting.data or "", self.northing.data or "")
        )

    @property
    def _is_given_finer(self) -> bool:
        return self._has_point or bool((self.postcode.data or "").strip())

    def _point(self) -> tuple[int, int]:
        return int(self.easting.data), int(self.northing.data)

    def _one_place(self) -> Any:
        chosen = [found for found in self.found_places if str(found.id) == self.place_choice.data]
        exact = [found for found in self.found_places if found.name.casefold() == self.place.data.strip().casefold()]
        if chosen or len(exact) == 1:
            return (chosen or exact)[0]
        return self.found_places[0] if len(self.found_places) == 1 else None

    def chosen_ward_name(self) -> str:
        """The ward of the point on the map, to say back what was chosen."""
        if not self._has_point:
            return ""
        ward = places.ward_at(*self._point(), on=clock.today())
        return ward.name if ward else ""

    def spot(self, *, on: Any) -> "Spot":
        """The place as facts and exact words; ``on`` is the day it happened. Only for a page without mistakes."""
        scope = PlaceScope(self.scope.data)
        exact: tuple[int, int] | None = None
        named = None
        if scope is PlaceScope.IN_BOROUGH:
            found = places.find_postcode(self.postcode.data) if (self.postcode.data or "").strip() else None
            named = self._one_place() if self.found_places else None
            if self._has_point:
                exact = self._point()
            elif found:
                exact = (found.easting, found.northing)
            elif named:
                exact = (named.easting, named.northing)
        ward = places.ward_at(*exact, on=on) if exact else None
        if ward is None and scope is PlaceScope.IN_BOROUGH and self.ward.data:
            # The list is of today's wards; a code that already stood on the day belongs to that day's edition.
            ward = places.ward_by_code(self.ward.data, on=on) or places.ward_by_code(self.ward.data, on=clock.today())
            exact = None
        precision = Precision(self.location_precision.data)
        is_home = words.PLACE_TYPES[self.place_type.data].is_home
        may_snap = exact is not None and ward is not None and precision is not Precision.WARD_ONLY
        snapped = places.snapped(*exact, is_home=is_home) if may_snap and exact else None
        if scope is PlaceScope.IN_BOROUGH and ward is None:
            scope = PlaceScope.OTHER_BOROUGH if exact else PlaceScope.UNKNOWN
            snapped = None
        anchor_name = (self.street.data or "").strip() or (named.name if named else "")
        return Spot(scope, ward.id if ward else None, snapped, exact, precision, anchor_name)


@dataclass(frozen=True)
class Spot:
    """Where, for Facts and for the sealed account. Metres EPSG:27700."""

    scope: PlaceScope
    ward_id: UUID | None
    snapped: tuple[int, int] | None
    exact: tuple[int, int] | None
    precision: Precision
    anchor_name: str


def with_point(answers: Answers, *, easting: int, northing: int) -> Answers:
    """The answers with the point that was pressed on the map."""
    return {**answers, "easting": [str(easting)], "northing": [str(northing)]}
