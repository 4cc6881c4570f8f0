"""What is in each sealed compartment of a report, every value declared once: its name, its list, how sensitive it is.

identity   who the person is; opens by a recorded reveal
account    what happened in words, the exact place and time
alleged    everything said about who did it
support    needs, feelings, referrals; never shared by default
summary    the coordinator's text for the police
review     why a coordinator decided otherwise than the answers suggest
consent    who chose what may be shared, and in which language it was explained
receipt    the secret, only until the person has it
draft      the answers of a report that is still being told
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Self

from flask_babel import lazy_gettext as _l

from reporting.reports import told_vocabulary as told
from reporting.reports import vocabulary as words
from reporting.reports.kept import Sensitivity, kept


class Compartment(StrEnum):
    IDENTITY = "identity"
    ACCOUNT = "account"
    ALLEGED = "alleged"
    SUPPORT = "support"
    SUMMARY = "summary"
    REVIEW = "review"
    CONSENT = "consent"
    RECEIPT = "receipt"
    DRAFT = "draft"


@dataclass(frozen=True, kw_only=True)
class _Content:
    """Values under one seal; empty text means not given."""

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> Self:
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


@dataclass(frozen=True, kw_only=True)
class Identity(_Content):
    """Who the person is and how they may safely be reached."""

    name: str = kept(_l("Name"), Sensitivity.IDENTITY)
    phone: str = kept(_l("Telephone"), Sensitivity.IDENTITY)
    email: str = kept(_l("E-mail address"), Sensitivity.IDENTITY)
    address: str = kept(_l("Address"), Sensitivity.IDENTITY)
    date_of_birth: str = kept(_l("Date of birth"), Sensitivity.IDENTITY)  # ISO day
    contact_means: list[str] = kept(
        _l("Safe ways to make contact"), Sensitivity.IDENTITY, terms=words.CONTACT_MEANS, default=[]
    )
    contact_rules: str = kept(_l("What to mind when making contact"), Sensitivity.IDENTITY)
    safe_to_say: str = kept(
        _l("What may be said when somebody else answers"), Sensitivity.IDENTITY, terms=told.SAFE_TO_SAY
    )
    trusted_contact: str = kept(_l("Someone they trust"), Sensitivity.IDENTITY)
    special_requirements: list[str] = kept(
        _l("What the police should mind"), Sensitivity.IDENTITY, terms=told.SPECIAL_REQUIREMENTS, default=[]
    )
    feedback_wanted: str = kept(_l("What the person wants to hear"), Sensitivity.IDENTITY, terms=told.FEEDBACK_WANTED)
    feedback_language: str = kept(_l("Language of the answer"), Sensitivity.IDENTITY, terms=words.SPOKEN_LANGUAGES)
    age_band: str = kept(_l("Age"), Sensitivity.ABOUT, terms=words.AGE_BANDS, default="not_asked")
    gender: str = kept(_l("Gender"), Sensitivity.ABOUT, terms=words.GENDERS, default="not_asked")
    gender_words: str = kept(_l("Gender, in their own words"), Sensitivity.ABOUT)
    is_trans: str = kept(_l("Are you transgender?"), Sensitivity.ABOUT, terms=told.YES_NO_OR_NOT, default="not_asked")
    ethnicity: str = kept(_l("Ethnic background"), Sensitivity.ABOUT, terms=words.ETHNICITIES, default="not_asked")
    community: str = kept(_l("Community, in your own words"), Sensitivity.ABOUT)
    religion: str = kept(_l("Religion"), Sensitivity.ABOUT, terms=told.RELIGIONS, default="not_asked")
    disabilities: list[str] = kept(
        _l("Disability or long illness"), Sensitivity.ABOUT, terms=told.DISABILITIES, default=[]
    )
    main_language: str = kept(
        _l("Language you speak best"), Sensitivity.IDENTITY, terms=words.SPOKEN_LANGUAGES, default="not_asked"
    )
    interpreter: str = kept(
        _l("Do you need an interpreter?"), Sensitivity.IDENTITY, terms=words.YES_NO, default="not_known"
    )
    dialect: str = kept(_l("Which language or dialect?"), Sensitivity.IDENTITY)
    communication_needs: list[str] = kept(
        _l("What makes it easier to understand each other?"),
        Sensitivity.IDENTITY,
        terms=told.COMMUNICATION_NEEDS,
        default=[],
    )
    tenure: str = kept(_l("What kind of home is it?"), Sensitivity.ABOUT, terms=told.TENURES, default="not_asked")
    landlord: str = kept(_l("Who is the landlord?"), Sensitivity.ABOUT)
    tally_id: str = kept(_l("Row among the countable facts"), Sensitivity.SYSTEM)


@dataclass(frozen=True, kw_only=True)
class Account(_Content):
    """What happened, in their words; who tells it; the exact place and time; what it has done."""

    narrative: str = kept(_l("What happened, in their words"), Sensitivity.SHARED)
    narrative_language: str = kept(_l("Language it was told in"), Sensitivity.SHARED, terms=words.SPOKEN_LANGUAGES)
    narrative_english: str = kept(_l("The same in English"), Sensitivity.SHARED)
    exact_words: str = kept(_l("The exact words that were used"), Sensitivity.SHARED)
    exact_words_english: str = kept(_l("Those words in English"), Sensitivity.SHARED)
    translated_by: str = kept(_l("Who put it into English?"), Sensitivity.SHARED, terms=told.TRANSLATORS)
    interpreter_now: str = kept(
        _l("Does anyone interpret between you?"), Sensitivity.SCHEME, terms=told.INTERPRETERS_NOW
    )
    reporter_role: str = kept(_l("Who is telling it?"), Sensitivity.SHARED, terms=told.REPORTER_ROLES)
    first_hand: str = kept(_l("How do they know?"), Sensitivity.SHARED, terms=told.FIRST_HAND)
    victim_aware: str = kept(
        _l("Does the person know that this is being told?"), Sensitivity.SCHEME, terms=told.VICTIM_AWARE
    )
    victim_type: str = kept(_l("Who or what was targeted?"), Sensitivity.SHARED, terms=told.VICTIM_TYPES)
    number_of_victims: str = kept(_l("How many people were targeted?"), Sensitivity.SHARED)
    children_there: str = kept(_l("Were children targeted or there?"), Sensitivity.SHARED, terms=told.CHILDREN)
    why_perceived: str = kept(_l("Why they think it happened"), Sensitivity.SHARED)
    perceived_by: list[str] = kept(_l("Who thinks so?"), Sensitivity.SHARED, terms=told.PERCEIVED_BY, default=[])
    targeted_as: str = kept(
        _l("Are they what the people who did it thought?"), Sensitivity.SHARED, terms=told.TARGETED_AS
    )
    targeted_groups: list[str] = kept(
        _l("Whom did it seem to be against?"), Sensitivity.SHARED, terms=told.ALL_TARGETED, default=[]
    )
    bias_indicators: list[str] = kept(
        _l("What pointed to it?"), Sensitivity.SHARED, terms=told.BIAS_INDICATORS, default=[]
    )
    when_words: str = kept(_l("When, in their words"), Sensitivity.EXACT)
    happened_from: str = kept(_l("It began"), Sensitivity.EXACT)  # ISO date or local datetime
    happened_to: str = kept(_l("It ended"), Sensitivity.EXACT)
    frequency: str = kept(_l("How often"), Sensitivity.SHARED, terms=words.FREQUENCIES)
    place_words: str = kept(_l("Where, in their words"), Sensitivity.EXACT)  # street, estate, landmark as said
    address: str = kept(_l("Address"), Sensitivity.EXACT)
    postcode: str = kept(_l("Postcode"), Sensitivity.EXACT)
    easting: float | None = kept(_l("Easting of the exact place"), Sensitivity.SYSTEM, default=None)
    northing: float | None = kept(_l("Northing of the exact place"), Sensitivity.SYSTEM, default=None)
    anchor_name: str = kept(_l("Street or estate"), Sensitivity.EXACT)  # what may be named at that precision
    transport: str = kept(_l("Line or route, and where it was going"), Sensitivity.EXACT)
    vehicle_number: str = kept(_l("Number of the vehicle, or name of the stop"), Sensitivity.EXACT)
    platform: str = kept(_l("Where did it reach them?"), Sensitivity.SHARED, terms=told.PLATFORMS)
    online_address: str = kept(_l("Web address, if there is one"), Sensitivity.EXACT)
    is_screen_kept: str = kept(_l("Has a picture of the screen been kept?"), Sensitivity.SHARED, terms=words.YES_NO)
    cctv: str = kept(_l("Could a camera have seen it?"), Sensitivity.SHARED, terms=told.CCTV)
    injury: str = kept(_l("Injury"), Sensitivity.SHARED, terms=words.INJURIES)
    injured_count: str = kept(_l("How many people were injured?"), Sensitivity.SHARED)
    loss: str = kept(_l("What was lost or damaged, in money?"), Sensitivity.SHARED, terms=told.LOSSES)
    repair: str = kept(_l("Does anything need repair or cleaning?"), Sensitivity.SHARED, terms=told.REPAIRS)
    repair_reference: str = kept(_l("Reference of the repair, if there is one"), Sensitivity.SCHEME)
    impacts: list[str] = kept(_l("What it has done to them"), Sensitivity.SHARED, terms=words.IMPACTS, default=[])
    impact_scale: str = kept(_l("From 0 to 10, how much does it weigh on you?"), Sensitivity.SCHEME, terms=told.SCALE)
    afraid_of_repeat: str = kept(
        _l("How afraid are you that it happens again?"), Sensitivity.SHARED, terms=told.AFRAID_OF_REPEAT
    )
    previous: str = kept(_l("What happened before, and when?"), Sensitivity.SHARED)
    reasons_not_reported: list[str] = kept(
        _l("What kept you from telling anyone?"), Sensitivity.SCHEME, terms=told.REASONS_NOT_REPORTED, default=[]
    )
    elsewhere_words: str = kept(_l("When was that, and what did they answer?"), Sensitivity.SHARED)
    crime_reference: str = kept(_l("Number the police gave, if there is one"), Sensitivity.SHARED)
    wanted_outcomes: list[str] = kept(
        _l("What would you like to come of it?"), Sensitivity.SHARED, terms=told.WANTED_OUTCOMES, default=[]
    )
    witnesses: str = kept(_l("Who else saw or heard it"), Sensitivity.SCHEME)
    risk_answers: dict[str, str] = kept(
        _l("Answers about risk"), Sensitivity.SCHEME, terms=words.RISK_QUESTIONS, default={}
    )
    safeguarding: list[str] = kept(
        _l("Is somebody at risk who needs protection?"), Sensitivity.SCHEME, terms=told.SAFEGUARDING, default=[]
    )
    paper_written_by: str = kept(_l("Who wrote the paper form?"), Sensitivity.SCHEME)


@dataclass(frozen=True, kw_only=True)
class Alleged(_Content):
    """What was said about who did it, and how the person knows. Assertions, never facts."""

    number: str = kept(_l("How many"), Sensitivity.SUBJECT, terms=words.PERPETRATOR_NUMBERS)
    relationship: str = kept(_l("How the person knows them"), Sensitivity.SUBJECT, terms=words.RELATIONSHIPS)
    would_recognise: str = kept(_l("Would you know them again?"), Sensitivity.SUBJECT, terms=words.YES_NO)
    provenance: str = kept(_l("How the person knows this"), Sensitivity.SUBJECT, terms=words.PROVENANCES)
    is_under_18: str = kept(_l("Under 18"), Sensitivity.SUBJECT, terms=words.YES_NO)
    description: str = kept(_l("Description"), Sensitivity.SUBJECT)
    names: str = kept(_l("Names or nicknames"), Sensitivity.SUBJECT)
    area: str = kept(_l("Where they live or gather, as said"), Sensitivity.SUBJECT)
    online_name: str = kept(_l("Name they use online"), Sensitivity.SUBJECT)


@dataclass(frozen=True, kw_only=True)
class Support(_Content):
    """What would help."""

    wanted: list[str] = kept(_l("What would help"), Sensitivity.SCHEME, terms=words.SUPPORT_WANTED, default=[])
    notes: str = kept(_l("In their words"), Sensitivity.SCHEME)
    age_band: str = kept(_l("Age"), Sensitivity.SYSTEM, terms=words.AGE_BANDS)  # services are chosen by it


@dataclass(frozen=True, kw_only=True)
class Summary(_Content):
    """The coordinator's text for the police."""

    text: str = kept(_l("Summary for the police"), Sensitivity.SHARED)


@dataclass(frozen=True, kw_only=True)
class Review(_Content):
    """The coordinator's own notes on a decision."""

    risk_reason: str = kept(_l("Why the risk was decided so"), Sensitivity.SCHEME)


@dataclass(frozen=True, kw_only=True)
class Consent(_Content):
    """How the choice about sharing was made."""

    given_by: str = kept("", Sensitivity.SYSTEM)
    explained_in: str = kept("", Sensitivity.SYSTEM)
    evidence: str = kept("", Sensitivity.SYSTEM)  # spoken and read back, or signed on paper
    may_be_case_study: bool = kept("", Sensitivity.SYSTEM, default=False)


@dataclass(frozen=True, kw_only=True)
class Receipt(_Content):
    """The secret, kept only until the person holds it."""

    secret: str = kept("", Sensitivity.SYSTEM)
    language: str = kept("", Sensitivity.SYSTEM)


@dataclass(frozen=True, kw_only=True)
class Answers(_Content):
    """The raw answers of a draft: for each step, field name to text or list of texts; and the person's language.

    unfinished   the same for pages on which something was typed that is not saved yet, right or wrong
    """

    second_language: str = kept("", Sensitivity.SYSTEM)
    steps: dict[str, dict[str, Any]] = kept("", Sensitivity.SYSTEM, default={})
    unfinished: dict[str, dict[str, list[str]]] = kept("", Sensitivity.SYSTEM, default={})


Content = Identity | Account | Alleged | Support | Summary | Review | Consent | Receipt | Answers

CONTENTS: dict[Compartment, type[_Content]] = {
    Compartment.IDENTITY: Identity,
    Compartment.ACCOUNT: Account,
    Compartment.ALLEGED: Alleged,
    Compartment.SUPPORT: Support,
    Compartment.SUMMARY: Summary,
    Compartment.REVIEW: Review,
    Compartment.CONSENT: Consent,
    Compartment.RECEIPT: Receipt,
    Compartment.DRAFT: Answers,
}
NAMES = {content: name for name, content in CONTENTS.items()}
