"""Every page × everyone: the status that is due; every page in every language; headers; nothing from outside."""

import re
import uuid

import pytest

from tests import cast

NOBODY = ""
EVERYONE = [NOBODY, *cast.CAST]
LANGUAGES = {"en": "ltr", "so": "ltr", "bn": "ltr", "ar": "rtl"}

VOLUNTEERS = {"vera", "vic"}
POLICE = {"omar", "olga", "sunil"}
READERS = VOLUNTEERS | POLICE | {"lena", "cora"}
COORDINATOR = {"cora"}
ALL = set(cast.CAST)

# page: who may open it with GET. Others who are signed in get 403; the unknown are sent to sign in.
GET_PAGES: dict[str, set[str]] = {
    "/f": VOLUNTEERS,
    "/f/map.svg": VOLUNTEERS,
    "/reports": READERS,
    "/w": VOLUNTEERS | {"lena"},
    "/o": VOLUNTEERS | {"lena"},
    "/o/sent": VOLUNTEERS | {"lena"},
    "/tension": POLICE | COORDINATOR,
    "/tension/returns": COORDINATOR,
    "/map": POLICE | COORDINATOR,
    "/digests": POLICE | COORDINATOR,
    "/summaries": COORDINATOR,
    "/trail": {"dana"},
}
PUBLIC_PAGES = ["/", "/about", "/privacy", "/accessibility", "/help-now", "/sign-in", "/follow", "/healthz", "/readyz"]
MISSING = uuid.UUID(int=1)
OBJECT_PAGES = {
    f"/reports/{MISSING}": READERS,
    f"/tension/observations/{MISSING}": POLICE | COORDINATOR,
    f"/tension/returns/{MISSING}": COORDINATOR,
    "/w/2999-W01": VOLUNTEERS | {"lena"},
    f"/kept/{MISSING}": VOLUNTEERS,
    f"/kept/{MISSING}.pdf": VOLUNTEERS,
    "/digests/2026-W01/Z99": POLICE | COORDINATOR,
}


@pytest.mark.parametrize("name", EVERYONE)
def test_each_page_opens_for_whom_it_is_meant_and_for_nobody_else(sign_in, name):
    person = sign_in(name)
    for page in PUBLIC_PAGES:
        assert person.get(page).status_code == 200, page
    for page, allowed in GET_PAGES.items():
        answer = person.get(page)
        due = 302 if name == NOBODY else 200 if name in allowed else 403
        assert answer.status_code == due, (name, page, answer.status_code)
    for page, allowed in OBJECT_PAGES.items():
        due = 302 if name == NOBODY else 404 if name in allowed else 403
        assert person.get(page).status_code == due, (name, page)


def test_no_page_was_forgotten_in_the_table(app):
    tabled = {
        *GET_PAGES,
        *PUBLIC_PAGES,
        "/f/<int:number>",
        "/f/discard",
        "/o/2",
        "/kept/<uuid:report_id>",
        "/kept/<uuid:report_id>.pdf",
    }
    others = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and rule.endpoint != "static" and rule.rule not in tabled
    }
    prefixes = ("/reports/<uuid:report_id>", "/digests/", "/summaries/", "/invitation/", "/trail", "/tension/", "/w/")
    assert {rule for rule in others if not rule.startswith(prefixes)} == set()


PLAIN = {
    "": PUBLIC_PAGES[:-2],
    "vera": ["/", "/f", "/reports", "/w", "/o", "/o/sent"],
    "cora": ["/", "/reports", "/map", "/digests", "/summaries", "/tension", "/tension/returns"],
    "omar": ["/", "/reports", "/map", "/digests", "/tension"],
    "dana": ["/", "/trail"],
}


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
