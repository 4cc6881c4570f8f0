"""Every page that changes something asks for a token; reading changes nothing."""

import pytest

from reporting import web
from reporting.audit.models import AuditEntry
from reporting.throttle import ThrottleBucket
from tests import cast
from tests.digest_of_tables import digest_of_tables
from tests.test_policy import pages_of

QUICK_EXIT = (
    "/exit"  # the one address that acts on GET: a plain link must lock the screen; other sites cannot send the cookie
)
COUNTED = frozenset({AuditEntry.__tablename__, ThrottleBucket.__tablename__})  # that somebody tried, and how often
TOKEN_FREE = "/follow"  # knows nobody by a cookie and changes nothing, so there is nothing a foreign page could misuse


def unsafe_pages(app):
    found = [(method, address) for method, address, _ in pages_of(app) if method not in {"GET", "HEAD", "OPTIONS"}]
    return [(method, address) for method, address in found if address != TOKEN_FREE]


def test_the_page_without_a_token_changes_nothing_and_sets_no_cookie(app, sign_in, file_report):
    file_report(secret="1234567890")
    before = digest_of_tables(app, leaving_out=COUNTED)
    client = app.test_client()
    for data in ({}, {"reference": "4T7K-9QXM", "secret": "1234567890"}):
        assert "Set-Cookie" not in client.post(TOKEN_FREE, data=data).headers
    assert digest_of_tables(app, leaving_out=COUNTED) == before


def test_no_other_page_is_free_of_a_token(app):
    assert {bp.name for bp in web.csrf._exempt_blueprints} == {"follow"}
    assert web.csrf._exempt_views == set()
    assert {address for _, address, _ in pages_of(app) if address.startswith("/follow")} == {TOKEN_FREE}


@pytest.mark.parametrize("name", ["", "vera", "cora", "omar", "dana"])
def test_every_page_that_changes_something_refuses_a_request_without_a_token(app, sign_in, file_report, name):
    file_report(status="submitted")
    browser, stranger = sign_in(name), sign_in()
    stranger.get("/sign-in")
    before = digest_of_tables(app)
    assert len(unsafe_pages(app)) > 15
    for method, address in unsafe_pages(app):
        for data in ({}, {"csrf_token": ""}, {"csrf_token": "forged"}, {"csrf_token": stranger.token}):
            answer = browser.client.open(address, method=method, data=data)
            assert answer.status_code == 400, f"{method} {address} {data}"
    assert digest_of_tables(app) == before


def test_a_real_report_is_not_changed_without_a_token(app, sign_in, file_report):
    report_id = file_report(status="submitted")
    browser = sign_in("cora")
    before = digest_of_tables(app)
    for step in ("begin", "summary", "risk", "accept", "release", "reject", "withdraw", "reveal"):
        answer = browser.client.post(
            f"/reports/{report_id}/{step}", data={"text": "x", "risk": "low", "purpose": "reach"}
        )
        assert answer.status_code == 400, step
    assert digest_of_tables(app) == before


def test_a_token_of_an_earlier_session_is_refused(app, sign_in):
    browser = sign_in("vera")
    old = browser.token
    browser.post("/sign-out")
    browser.client.delete_cookie("session")
    browser.client.get("/sign-in")
    answer = browser.client.post(
        "/sign-in", data={"csrf_token": old, "email": cast.email("vera"), "passphrase": cast.PASSPHRASE}
    )
    assert answer.status_code == 400


def test_reading_changes_nothing_but_the_trail(app, sign_in, file_report):
    report_id = file_report()
    browsers = [sign_in(name) for name in ("vera", "omar", "cora")]
    audit = frozenset({AuditEntry.__tablename__})
    before = digest_of_tables(app, leaving_out=audit)
    for browser in browsers:
        for method, address, _ in pages_of(app):
            if method == "GET" and address != QUICK_EXIT:
                browser.get(address)
        browser.get(f"/reports/{report_id}")
    assert digest_of_tables(app, leaving_out=audit) == before
