"""The services every instance begins with, to be rung before anyone is sent to them (`domain.md` 1.10).

Only those of the whole country or of London that can be reached by a number or an address; what one borough has, its
coordinator adds. The lines say nothing of what somebody may have told.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, kw_only=True)
class Seed:
    """``strands`` and ``wishes`` are keys between spaces where they are written, sets where they are read."""

    name: str
    does: Any
    phone: str = ""
    text_number: str = ""
    web: str = ""
    strands: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    age_from: int | None = None
    age_to: int | None = None


SERVICES = (
    Seed(
        name="Tell MAMA", does=_l("Listens to Muslim people, advises them and stays beside them."),
        phone="0800 456 1226", strands=_keys("religion"), wishes=_keys("emotional practical accompany legal just_heard"),
    ),
    Seed(
        name="Community Security Trust (CST)", does=_l("Protects and supports Jewish people, at any hour."),
        phone="0800 032 3263", strands=_keys("religion"), wishes=_keys("emotional practical accompany security"),
    ),
    Seed(
        name="Galop", does=_l("Listens to and advises lesbian, gay, bisexual and transgender people."),
        phone="0800 999 5428", strands=_keys("sexual_orientation transgender"),
        wishes=_keys("emotional practical accompany housing legal just_heard"),
    ),
    Seed(
        name="Refuge", does=_l("For women and children who are not safe with somebody close to them. Free, day and night."),
        phone="0808 2000 247", strands=_keys("sex_or_gender"), wishes=_keys("emotional practical housing"),
    ),
    Seed(
        name="Childline", does=_l("Children and young people can talk here about anything. Free, day and night."),
        phone="0800 1111", wishes=_keys("emotional school just_heard"), age_to=18,
    ),
    Seed(
        name="Victim Support", does=_l("Free help after something was done to you, for as long as you need it."),
        phone="08 08 16 89 111", wishes=_keys("emotional practical accompany security restorative just_heard"),
    ),
    Seed(
        name="CATCH", does=_l("Several London charities together: advice and somebody who stays beside you."),
        web="catch-hatecrime.org.uk", wishes=_keys("emotional practical accompany housing legal"),
    ),
    Seed(
        name="Stop Hate UK", does=_l("Listens and advises at any hour, in areas that have arranged it."),
        phone="0800 138 1625", text_number="07717 989 025", wishes=_keys("emotional practical just_heard"),
    ),
    Seed(
        name="Samaritans", does=_l("Somebody listens, whatever it is. Free, day and night."),
        phone="116 123", wishes=_keys("emotional just_heard"),
    ),
    Seed(
        name="Equality Advisory and Support Service", does=_l("Advice where somebody was treated worse because of who they are."),
        phone="0808 800 0082", wishes=_keys("practical legal"),
    ),
    Seed(
        name="British Transport Police", does=_l("For what happens on trains and at stations."),
        phone="0800 40 50 40", text_number="61016",
    ),
    Seed(
        name="Crimestoppers", does=_l("Say what you know without saying who you are."),
        phone="0800 555 111",
    ),
    Seed(
        name="True Vision", does=_l("Information in many languages, and a form for telling the police yourself."),
        web="report-it.org.uk",
    ),
    Seed(
        name="Police.uk", does=_l("A form for telling the police yourself, anywhere in England and Wales."),
        web="police.uk/ro/report/hate-crime",
    ),
)  # fmt: skip
