"""Every page in every language; headers; nothing from outside. Who may open what stands in ``matrix/pages.txt``."""

import re

import pytest

LANGUAGES = {"en": "ltr", "so": "ltr", "bn": "ltr", "ar": "rtl"}

PUBLIC_PAGES = [
    "/",
    "/centres",
    "/about",
    "/published/map",
    "/privacy",
    "/accessibility",
    "/help-now",
    "/sign-in",
    "/follow",
    "/healthz",
    "/readyz",
]
PLAIN = {
    "": PUBLIC_PAGES[:-2],
    "vera": ["/", "/f", "/f/practice", "/f/practice/done", "/reports", "/training", "/training/4", "/account", "/account/sessions",
             "/w", "/o", "/o/sent", "/services"],
    "lena": ["/", "/reports", "/training", "/centres/manage", "/people", "/people/invite"],
    "cora": ["/", "/reports", "/map", "/digests", "/summaries", "/centres/manage", "/centres/manage/new",
             "/centres/health", "/people", "/people/invite", "/tension", "/tension/returns", "/services", "/services/new", "/events", "/events/new", "/account", "/account/app", "/account/passphrase"],
    "omar": ["/", "/reports", "/map", "/digests", "/tension", "/account", "/account/conflicts"],
    "dana": ["/", "/trail", "/trail/unusual", "/trail/disparity"],
    "ada": ["/", "/people", "/people/invite"],
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", PLAIN)
def test_every_page_speaks_every_language_and_asks_nobody_outside(sign_in, file_report, name, code):
    file_report()
    person = sign_in(name, language=code)
    for page in PLAIN[name]:
        answer = person.get(page)
        assert answer.status_code == 200, page
        assert f'<html lang="{code}" dir="{LANGUAGES[code]}"' in answer.text, page
        outside = [a for a in re.findall(r'(?:src|href|action)="([^"]+)"', answer.text) if re.match(r"(https?:)?//", a)]
        assert outside == [], page
        assert "viewport" in answer.text
        assert "user-scalable" not in answer.text
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "http" not in policy
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_an_arabic_browser_is_answered_in_arabic(app):
    answer = app.test_client().get("/", headers={"Accept-Language": "ar-SY,en;q=0.5"})
    assert '<html lang="ar" dir="rtl"' in answer.text


def test_a_language_nobody_offers_is_answered_in_the_first(app):
    answer = app.test_client().get("/", headers={"Accept-Language": "tlh"})
    assert '<html lang="en"' in answer.text


def test_only_the_map_may_run_a_script_of_its_own_page(sign_in):
    cora = sign_in("cora")
    assert "nonce-" in cora.get("/map").headers["Content-Security-Policy"]
    for page in ("/", "/reports", "/summaries"):
        assert "nonce-" not in cora.get(page).headers["Content-Security-Policy"]
