"""What a person holds in their hand: an app that shows codes, read from the page that set it up."""

import re

from passlib.totp import TOTP

from reporting import clock
from tests import cast
from tests.factories import Browser

LETTERS = re.compile(r'<bdi dir="ltr" class="reference reference--long">([A-Z2-7 ]+)</bdi>')
CODES = re.compile(r'<bdi dir="ltr" class="reference reference--long">([0-9A-Z-]{29})</bdi>')
SEALED = re.compile(r'name="sealed"[^>]*value="([0-9a-f]+)"')


class CodeApp:
    """An app that knows a secret."""

    def __init__(self, page: str) -> None:
        self.sealed = SEALED.search(page).group(1)
        self.totp = TOTP(key=LETTERS.search(page).group(1).replace(" ", ""))

    def code(self, *, steps_later: int = 0) -> str:
        return self.totp.generate(int(clock.now().timestamp()) + 30 * steps_later).token


def give_passphrase(browser: Browser, email: str, passphrase: str = cast.PASSPHRASE):
    browser.get("/sign-in")
    answer = browser.post("/sign-in", {"email": email, "passphrase": passphrase})
    browser.get("/help-now")  # a new session has a new token
    return answer


def set_up(browser: Browser) -> tuple[CodeApp, list[str]]:
    """Sets an app up in a session that is half signed in, keeps the recovery codes, and comes in."""
    app = CodeApp(browser.get("/sign-in/set-up").text)
    answer = browser.post("/sign-in/set-up/app", {"sealed": app.sealed, "app_code": app.code()})
    assert answer.status_code == 200, answer.text
    codes = CODES.findall(answer.text)
    assert browser.post("/sign-in/set-up/done").status_code == 302
    browser.get("/help-now")
    return app, codes


def come_in(browser: Browser, email: str) -> tuple[CodeApp, list[str]]:
    """Signs in to a real instance for the first time."""
    answer = give_passphrase(browser, email)
    assert answer.location == "/sign-in/second"
    assert browser.get("/sign-in/second").location == "/sign-in/set-up"
    return set_up(browser)
