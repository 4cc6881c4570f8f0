"""What is missing, in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from reporting import i18n
from reporting.people.training.readiness import Lack, Missing

WORDS: dict[Lack, Any] = {
    Lack.CERTIFICATE_MISSING: _l("The training is not finished: there is no certificate yet."),
    Lack.CERTIFICATE_OVER: _l("The certificate ran out: it was valid until %(day)s."),
    Lack.DBS_MISSING: _l("No DBS check is written down."),
    Lack.DBS_OVER: _l("The DBS check is more than three years old: it counted until %(day)s."),
    Lack.AGREEMENT_MISSING: _l("No signed confidentiality agreement is written down."),
    Lack.AGREEMENT_OVER: _l("The confidentiality agreement is more than three years old: it counted until %(day)s."),
}


def in_words(one: Missing) -> str:
    """A sentence in the language now spoken."""
    text = str(WORDS[one.lack])
    return text % {"day": i18n.full_date(one.until_on)} if one.until_on else text
