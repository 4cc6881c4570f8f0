"""A receipt is kept, or its secret is given anew."""

from reporting.audit.actions import record
from reporting.reports import references, sealed, sharing
from reporting.reports.actions import WrongStatusError
from reporting.reports.contents import Compartment, Receipt
from reporting.reports.filing import secret_hash
from reporting.reports.models import IncidentReport
from reporting.reports.vocabulary import SharingChoice


def confirm_receipt_kept(report: IncidentReport) -> None:
    """The person holds their reference and secret: what could show the secret again is destroyed."""
    sealed.destroy(report.id, Compartment.RECEIPT)
    if report.sharing is SharingChoice.STATISTICS_ONLY and report.accepted_at:
        sealed.destroy(report.id)  # acceptance left the key only for this
    record("report:receipt:kept", object_id=report.id)


def renew_secret(report: IncidentReport, *, language: str) -> None:
    """A new secret in place of one that was lost: the old one opens nothing from this moment.

    Raises WrongStatusError for a report that is gone, WordsDestroyed for one whose key is.
    """
    if report.status in sharing.GONE:
        raise WrongStatusError(report.status)
    secret = references.new_secret()
    sealed.put(report.id, Receipt(secret=secret, language=language))
    report.secret_hash = secret_hash(secret)
    record("report:secret:renewed", object_id=report.id)
