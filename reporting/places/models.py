"""Wards by edition and who lives there, postcodes, named places, anchors that reports snap to. Metres are EPSG:27700."""

from datetime import date
from uuid import UUID

import shapely
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reporting.database import Base


class WardEdition(Base):
    """One drawing of the wards, in force from a day until the next edition's. Old editions are never rewritten."""

    __tablename__ = "ward_edition"

    borough: Mapped[str]
    in_force_on: Mapped[date] = mapped_column(unique=True)
    imported_on: Mapped[date]
    wards: Mapped[list["Ward"]] = relationship(back_populates="edition", order_by="Ward.name")


class Ward(Base):
    """One ward of one edition."""

    __tablename__ = "ward"
    __table_args__ = (UniqueConstraint("edition_id", "code"),)

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("ward_edition.id"), index=True)
    code: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    outline: Mapped[bytes]  # WKB polygon or multipolygon, metres
    edition: Mapped[WardEdition] = relationship(back_populates="wards")

    @property
    def shape(self) -> shapely.Geometry:
        """The outline as a geometry in metres."""
        return shapely.from_wkb(self.outline)


class WardPopulation(Base):
    """How many people live in a ward, as somebody else counted them for a year: what rates are made of."""

    __tablename__ = "ward_population"
    __table_args__ = (UniqueConstraint("ward_id", "year"),)

    ward_id: Mapped[UUID] = mapped_column(ForeignKey("ward.id"))
    year: Mapped[int]
    residents: Mapped[int]  # 0 or more
    source: Mapped[str]  # as the operator named it


class Postcode(Base):
    """A live postcode unit and its point."""

    __tablename__ = "postcode"

    code: Mapped[str] = mapped_column(unique=True)  # upper case, one space: N1 9GU
    easting: Mapped[int]
    northing: Mapped[int]


class NamedPlace(Base):
    """A place people name: an estate, a library, a station, a park."""

    __tablename__ = "named_place"

    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    easting: Mapped[int]
    northing: Mapped[int]


class Anchor(Base):
    """A point that stands for several addresses; what a report's place snaps to (`data.police.uk`'s idea).

    kind   "street": at least 3 postcode units · "home": at least 8, for someone's home · "place": a named public place
    """

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("kind", "easting", "northing"),)

    kind: Mapped[str] = mapped_column(index=True)
    easting: Mapped[int]
    northing: Mapped[int]
    units: Mapped[int]
