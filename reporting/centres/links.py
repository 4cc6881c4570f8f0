"""The links of verification letters: signed, bound to a centre and a round, open for thirty days."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa
from flask import current_app
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer

from reporting.centres import verification
from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import reader

SECONDS = verification.LINK_DAYS * 24 * 3600


class Standing(StrEnum):
    """What a link of ours is still good for."""

    OPEN = "open"
    EARLIER = "earlier"  # an answer came since, or there is somebody else to ask
    EXPIRED = "expired"
    NOT_ASKED = "not_asked"  # the centre is suspended, closed or not open yet


@dataclass(frozen=True)
class Read:
    """What stands in a token of ours."""

    centre_id: UUID
    round: int
    is_expired: bool


@dataclass(frozen=True)
class Link:
    centre: ThirdPartyReportingCentre
    standing: Standing


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="centre confirmation")


def path(centre_id: UUID) -> str:
    """The page that a letter about a centre leads to, in the round that is open when the letter is sent.

    The round is read apart: a letter is sent outside every transaction. Without the centre it is the front page.
    """
    chosen = sa.select(ThirdPartyReportingCentre.verification_round).where(ThirdPartyReportingCentre.id == centre_id)
    with reader() as reading:
        current = reading.scalar(chosen)
    return "" if current is None else f"/centres/confirm/{_serializer().dumps([str(centre_id), current])}"


def read(token: str) -> Read | None:
    """What stands in a token, or None for one that is not ours."""
    is_expired = False
    try:
        try:
            centre_id, number = _serializer().loads(token, max_age=SECONDS)
        except SignatureExpired:  # it is ours, only old
            centre_id, number = _serializer().loads(token)
            is_expired = True
        return Read(UUID(centre_id), int(number), is_expired)
    except (BadData, ValueError, TypeError, AttributeError):
        return None


def standing(found: Read, centre: ThirdPartyReportingCentre) -> Standing:
    """What the link is still good for."""
    if found.round != centre.verification_round:
        return Standing.EARLIER
    if centre.status not in verification.ASKED:
        return Standing.NOT_ASKED
    return Standing.EXPIRED if found.is_expired else Standing.OPEN
