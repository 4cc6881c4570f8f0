"""Who sees what, written down a second time from the table of record. It knows nothing of the code it judges.

                      statistics_only    support_only       anonymous_to_police   identity_to_police
taking volunteer      facts, account     + support          facts, account        facts, account
centre lead           facts              facts              facts                 facts
coordinator           facts, account     + support          + alleged, support    + alleged, support
   who they are       never              by reveal          by reveal             by reveal
officer, supervisor   nothing            nothing            released: facts at the shared precision, summary, alleged;
                                                            the account only if "full account" was agreed
   who they are                                             never                 by reveal
everyone else         nothing            nothing            nothing               nothing

Withdrawn and rejected: the coordinator alone, without words. statistics_only: no words from acceptance on.
Somebody who knows the person it is about: nothing, as far as their role could ever find out who that is. A name written
down is compared with nothing else, or writing it down would tell who it is. The volunteer who took it never loses it.
"""

from dataclasses import dataclass

ROLES = (
    "volunteer", "centre_lead", "coordinator", "officer", "supervisor", "panel_member", "data_protection_lead",
    "administrator",
)  # fmt: skip
RELATIONS = (
    "took_it", "same_centre", "other_centre", "own_ward", "other_ward", "expired_grant", "future_grant",
    "knows_somebody", "took_it_and_knows_somebody",
)  # fmt: skip
CHOICES = ("statistics_only", "support_only", "anonymous_to_police", "identity_to_police")
FOR_POLICE = ("anonymous_to_police", "identity_to_police")
STATUSES = ("submitted", "in_review", "accepted", "released", "rejected", "withdrawn")
GONE = ("rejected", "withdrawn")

READERS = {"volunteer", "centre_lead", "coordinator", "officer", "supervisor"}
POLICE = {"officer", "supervisor"}
# Who has such a page at all; everyone else is refused, whatever they ask for.
PAGES: dict[str, set[str]] = {
    "reports.show": READERS,
    "reports.back": READERS,
    "reports.begin": {"coordinator"},
    "reports.summary": {"coordinator"},
    "reports.decide": {"coordinator"},
    "reports.handover": {"coordinator"},
    "likeness.say": {"coordinator"},
    "reports.accept": {"coordinator"},
    "reports.release": {"coordinator"},
    "reports.reject": {"coordinator"},
    "reports.withdraw": {"coordinator"},
    "reports.reveal": {"coordinator", *POLICE},
    "evidence.index": READERS,
    "evidence.back": READERS,
    "evidence.add": {"volunteer", "coordinator"},
    "evidence.film": {"coordinator"},
    "responses.acknowledge": POLICE,
    "receipts.show": {"volunteer"},
    "receipts.document": {"volunteer"},
    "receipts.support": {"volunteer"},
    "receipts.support_document": {"volunteer"},
    "receipts.later": {"volunteer"},
    "receipts.renew": {"volunteer"},
    "telling.resume": {"volunteer"},
    "digests.show": {"coordinator", *POLICE},
    "digests.document": {"coordinator", *POLICE},
}

WHOLE_ACCOUNT = {"words", "time_in_words", "witnesses", "exact_place", "street"}


@dataclass(frozen=True)
class Agreed:
    """What else was agreed: how finely the place may be known, the account in full, details about the person."""

    precision: str
    full_account: bool
    details: bool


AGREEMENTS = (
    Agreed("street_or_estate", full_account=False, details=False),
    Agreed("exact", full_account=True, details=True),
    Agreed("ward_only", full_account=True, details=False),
    Agreed("exact", full_account=False, details=True),
)


def exists(role: str, relation: str, choice: str, status: str) -> bool:
    """Whether there is such a report for this viewer at all."""
    is_kept_away = relation.endswith("knows_somebody") and may_learn_who(role, choice)
    if role == "volunteer":
        return relation.startswith("took_it") and status not in GONE
    if role == "centre_lead":
        is_here = relation in {"took_it", "same_centre"} or relation.endswith("knows_somebody")
        return is_here and status not in GONE
    if role == "coordinator":
        return not is_kept_away
    if role in POLICE:
        is_theirs = relation in {"own_ward", "knows_somebody"} and not is_kept_away
        return is_theirs and choice in FOR_POLICE and status == "released"
    return False


def has_papers(role: str, status: str) -> bool:
    """Whether there is a list of evidence for this viewer of a report that exists for them."""
    if role == "volunteer":
        return status in {"submitted", "in_review"}
    return role == "coordinator" or role in POLICE


def may_learn_who(role: str, choice: str) -> bool:
    """Whether a reveal could ever tell this role who the person is."""
    if role == "coordinator":
        return choice != "statistics_only"
    return role in POLICE and choice == "identity_to_police"


def on_page(role: str, relation: str, choice: str, status: str, agreed: Agreed) -> set[str] | None:
    """Exactly what stands on the report's page; None where there is no such report for the viewer."""
    if not exists(role, relation, choice, status):
        return None
    if role in POLICE:
        return _for_police(agreed)
    seen = {"reference", "centre"}
    if agreed.precision != "ward_only":
        seen |= {"day", "point"}
    if role == "centre_lead":
        return seen
    seen |= {"day"}
    is_settled = status not in {"submitted", "in_review"}
    if status in GONE or (choice == "statistics_only" and is_settled):
        return seen
    seen |= WHOLE_ACCOUNT
    if choice == "support_only":
        seen |= {"support"}
    if role == "coordinator" and choice in FOR_POLICE:
        seen |= {"alleged", "support"} | ({"summary"} if is_settled else set())
    return seen


def _for_police(agreed: Agreed) -> set[str]:
    seen = {"reference", "summary", "alleged"}
    if agreed.precision != "ward_only":
        seen |= {"day", "point"}
    if agreed.precision == "exact":
        seen |= {"exact_place"}
    if agreed.precision == "street_or_estate":
        seen |= {"street"}
    if agreed.full_account:
        seen |= {"words"}
    if agreed.full_account and agreed.precision == "exact":
        seen |= {"time_in_words"}
    if agreed.details:
        seen |= {"community", "centre"}
    return seen


def on_reveal(role: str, relation: str, choice: str, status: str, agreed: Agreed) -> set[str] | None:
    """What a reveal shows; None where there is nothing that could ever be revealed to this viewer."""
    if not exists(role, relation, choice, status) or role not in PAGES["reports.reveal"]:
        return None
    if role in POLICE and choice != "identity_to_police":
        return None
    if choice == "statistics_only":
        return None
    if status in GONE:
        return {"reference"}  # destroyed: it is said that there is nothing any more
    if role == "coordinator":
        return {"reference", "person", "home", "community"}
    home = {"home"} if agreed.precision == "exact" else set()
    details = {"community"} if agreed.details else set()
    return {"reference", "person"} | home | details


def reads_digest(role: str, relation: str) -> bool:
    """Whether there is a digest of the ward for this viewer."""
    if role == "coordinator":
        return True
    return role in POLICE and relation in {"own_ward", "knows_somebody"}


def sees_in_digest(role: str, relation: str) -> bool:
    """Whether a released report stands in that digest with its facts."""
    return reads_digest(role, relation) and not relation.endswith("knows_somebody")
