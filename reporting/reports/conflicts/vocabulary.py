"""What a conflict of interest can be about."""

from enum import StrEnum

from flask_babel import lazy_gettext as _l


class ConflictKind(StrEnum):
    NAME = "name"
    PHONE = "phone"
    PLACE = "place"  # an address or a postcode


CONFLICT_KINDS = {
    ConflictKind.NAME: _l("A name"),
    ConflictKind.PHONE: _l("A telephone number"),
    ConflictKind.PLACE: _l("An address or a postcode"),
}
