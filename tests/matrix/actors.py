"""Everyone who can stand before a page: nobody, people on the way in or out, and each role."""

from collections.abc import Callable

from flask import Flask

from reporting.database import finish
from reporting.people import actions as people
from reporting.people.factors import totp
from reporting.people.queries import by_email
from tests import cast, factories
from tests.people import hand


def _nobody(app: Flask) -> factories.Browser:
    browser = factories.Browser(app)
    browser.get("/help-now")  # whoever sends something has seen a page and holds its token
    return browser


def _half(app: Flask) -> factories.Browser:
    """An officer whose passphrase was right and who has not shown the second factor."""
    with app.app_context():
        olga = by_email(cast.email("olga"))
        olga.totp_secret = totp.new_secret(olga.id)
        finish(keep=True)
    browser = factories.Browser(app)
    hand.give_passphrase(browser, cast.email("olga"))
    return browser


def _locked(app: Flask) -> factories.Browser:
    browser = factories.Browser(app, "cora")
    browser.post("/lock")
    browser.get("/help-now")
    return browser


def _suspended(app: Flask) -> factories.Browser:
    """A coordinator who was suspended while signed in."""
    browser = factories.Browser(app, "cora")
    with app.app_context():
        people.suspend(by_email(cast.email("cora")))
        finish(keep=True)
    with app.app_context():
        by_email(cast.email("cora")).active = True  # for whoever comes next; the session stays ended
        finish(keep=True)
    return browser


def _untrained(app: Flask) -> factories.Browser:
    """A volunteer without a certificate in date."""
    factories.untrain(app, "vic")
    return factories.Browser(app, "vic")


def _of(name: str) -> Callable[[Flask], factories.Browser]:
    return lambda app: factories.Browser(app, name)


ACTORS: dict[str, Callable[[Flask], factories.Browser]] = {
    "nobody": _nobody,
    "half": _half,
    "locked": _locked,
    "suspended": _suspended,
    "untrained": _untrained,
    "volunteer": _of("vera"),
    "lead": _of("lena"),
    "coordinator": _of("cora"),
    "officer": _of("omar"),
    "supervisor": _of("sunil"),
    "panel": _of("pia"),
    "dpl": _of("dana"),
    "admin": _of("ada"),
}
