"""Reports: coarse facts in clear, everything that could point to a person under seal (`report.md` 1)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reporting.centres.models import ThirdPartyReportingCentre
from reporting.database import Base
from reporting.people.models import Person
from reporting.places.models import Ward
from reporting.reports.vocabulary import PlaceScope, Precision, ReportKind, Risk, SharingChoice, Status


class Incident(Base):
    """The real-world event. Every report gets one; a coordinator may merge those of the same event."""

    __tablename__ = "incident"

    recorded_on: Mapped[date]


class IncidentReport(Base):
    """One account of an incident.

    Columns in clear are coarse enough to count with; a stolen database shows these and nothing else.
    Everything that could point to a person is in the sealed compartments and opens only through
    ``opening.open_compartments``, which writes it down first. The id is made when the form is opened and is the
    submission's key: the same submission twice is one report.
    """

    __tablename__ = "incident_report"
    __table_args__ = (
        Index("ix_incident_report_ward_happened", "ward_id", "happened_on"),
        Index("ix_incident_report_figures", "happened_on", "status", "sharing"),
        Index("ix_incident_report_queue", "status", "submitted_at"),
        Index("ix_incident_report_centre_disclosed", "centre_id", "disclosed_on"),
    )

    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ReportKind]
    status: Mapped[Status]
    submitted_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    centre_id: Mapped[UUID] = mapped_column(ForeignKey("centre.id"))
    taken_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    channel: Mapped[str]
    happened_on: Mapped[date]
    happened_precision: Mapped[str]
    part_of_day: Mapped[str]
    disclosed_on: Mapped[date] = mapped_column(index=True)
    ward_id: Mapped[UUID | None] = mapped_column(ForeignKey("ward.id"))
    place_scope: Mapped[PlaceScope]
    snapped_easting: Mapped[int | None]
    snapped_northing: Mapped[int | None]
    location_precision: Mapped[Precision]
    place_type: Mapped[str]
    strands: Mapped[frozenset[str]]
    primary_strand: Mapped[str]
    incident_types: Mapped[frozenset[str]]
    main_type: Mapped[str]
    severity: Mapped[int]
    risk: Mapped[Risk]
    repeat: Mapped[str]
    first_ever_told: Mapped[str]
    reported_elsewhere: Mapped[frozenset[str]]
    sharing: Mapped[SharingChoice]
    recipients: Mapped[frozenset[str]]
    shares_full_account: Mapped[bool]
    shares_demographics: Mapped[bool]
    retention_due_on: Mapped[date]
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incident.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(default="")  # keyed; empty for imported reports
    import_hash: Mapped[str | None] = mapped_column(unique=True)  # keyed hash of the external reference

    ward: Mapped[Ward | None] = relationship()
    centre: Mapped[ThirdPartyReportingCentre] = relationship()
    taken_by: Mapped[Person] = relationship()


class ReportKey(Base):
    """A report's data key, wrapped by a key outside the database. Destroying it destroys the report's words."""

    __tablename__ = "report_key"

    report_id: Mapped[UUID] = mapped_column(unique=True)  # a draft keeps its key when it becomes a report
    wrapped: Mapped[bytes | None]
    destroyed_at: Mapped[datetime | None]


class SealedCompartment(Base):
    """One sealed part of a report: identity, account, alleged, support, summary or receipt."""

    __tablename__ = "sealed_compartment"
    __table_args__ = (UniqueConstraint("report_id", "name"),)

    report_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    envelope: Mapped[bytes]
    sealed_at: Mapped[datetime]


class ReportDraft(Base):
    """A report being told. Its answers are in the sealed compartment ``draft``; its id becomes the report's id."""

    __tablename__ = "report_draft"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    centre_id: Mapped[UUID] = mapped_column(ForeignKey("centre.id"))
    started_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    waited_at: Mapped[datetime | None]  # the last night on which its owner was found not ready to go on
    warned_at: Mapped[datetime | None]  # owner and leads were told that it goes soon
    handed_over_at: Mapped[datetime | None]  # a colleague began it
    concern_raised_at: Mapped[datetime | None]  # somebody may need protection: the coordinators were told then
    is_practice: Mapped[bool] = mapped_column(default=False)  # made up: it can never become a report


class ReceiptHold(Base):
    """A receipt that whoever gave it stays with, until the person holds it or has left. No content."""

    __tablename__ = "receipt_hold"

    report_id: Mapped[UUID] = mapped_column(unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    held_at: Mapped[datetime]


class Tally(Base):
    """Countable facts about one person: month and borough only, no report, centre or ward on the row."""

    __tablename__ = "tally"
    __table_args__ = {"sqlite_with_rowid": False}  # kept in order of its random id: a row number would name the report

    month: Mapped[str] = mapped_column(index=True)
    age_band: Mapped[str]
    gender: Mapped[str]
    ethnicity: Mapped[str]
    religion: Mapped[str] = mapped_column(server_default="not_asked")
    disability: Mapped[str] = mapped_column(server_default="not_asked")
    tenure: Mapped[str] = mapped_column(server_default="not_asked")
    main_language: Mapped[str]
    interpreter: Mapped[str]


class ConsentEvent(Base):
    """A choice about sharing, as it was made or changed: append only. Who gave it, in which language, is sealed."""

    __tablename__ = "consent_event"

    report_id: Mapped[UUID] = mapped_column(index=True)
    chosen_at: Mapped[datetime]
    recorded_by_id: Mapped[UUID | None]
    sharing: Mapped[SharingChoice]
    precision: Mapped[Precision]
    recipients: Mapped[frozenset[str]]
    shares_full_account: Mapped[bool]
    shares_demographics: Mapped[bool]
    wording: Mapped[str]  # version of the text that was read out
