"""Facts about the person: last, and every answer may be left out."""

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary as words
from reporting.reports.contents import Identity
from reporting.reports.steps.asking import OneOf, StepForm, line, line_for, one_of, several_of
from reporting.reports.told_vocabulary import HAS_LANDLORD
from reporting.reports.vocabulary import SharingChoice


class You(StepForm):
    key = "you"
    title = _l("About you")
    lead = _l("You can leave every answer empty. We never ask about immigration status.")
    follows = {
        "gender_words": ("gender", frozenset({"self_describe"})),
        "dialect": ("interpreter", frozenset({"yes"})),
        "landlord": ("tenure", HAS_LANDLORD),
    }

    age_band = OneOf(_l("Age"), words.AGE_BANDS)
    gender = OneOf(_l("Gender"), words.GENDERS)
    gender_words = line_for(Identity, "gender_words")
    is_trans = one_of(Identity, "is_trans")
    ethnicity = OneOf(_l("Ethnic background"), words.ETHNICITIES)
    community = line(_l("Community, in your own words"))
    religion = one_of(Identity, "religion")
    disabilities = several_of(Identity, "disabilities", hint=_l("Choose all that apply."))
    main_language = OneOf(_l("Language you speak best"), words.SPOKEN_LANGUAGES)
    interpreter = OneOf(_l("Do you need an interpreter?"), words.YES_NO)
    dialect = line_for(Identity, "dialect")
    communication_needs = several_of(Identity, "communication_needs", hint=_l("Choose all that apply."))
    tenure = one_of(Identity, "tenure")
    landlord = line_for(Identity, "landlord")

    def left_out(self) -> set[str]:
        """Being transgender is asked only where it was the reason; words that could name somebody, not where only
        numbers are kept."""
        needless = set() if "transgender" in self.told.several("why", "strands") else {"is_trans"}
        if self.told.one("sharing", "sharing") == SharingChoice.STATISTICS_ONLY:
            needless |= {"gender_words", "community", "landlord", "is_trans"}
        return needless
