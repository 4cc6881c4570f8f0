"""Every answer is guarded by the same headers; what is not for you looks like what is not there; failures stay silent."""

import logging
import os
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
import time_machine

from reporting import create_app, web
from reporting.database import session
from reporting.reports.models import Incident
from reporting.web import csrf
from tests import cast, factories

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
SECRET = "hawthornhedgerow"


@pytest.fixture
def app(fresh_app):
    """Pages are added here, so the app is not shared."""
    return fresh_app


@pytest.fixture
def failing(app, monkeypatch):
    """A client of an app with pages that fail in the ways pages fail, each with a secret in its text."""
    app.config.update(PROPAGATE_FAILURES=False, PROPAGATE_EXCEPTIONS=False)

    def fail():
        raise RuntimeError(SECRET)

    def fail_from():
        try:
            fail()
        except RuntimeError as error:
            raise KeyError(SECRET) from error

    def fail_in_the_database():
        session.execute(sa.text("SELECT * FROM no_such_table WHERE word = :word"), {"word": SECRET})

    def fail_at_the_end():
        session.add(Incident(recorded_on=None))  # is refused when the request commits
        return ""

    for view in (fail, fail_from, fail_in_the_database, fail_at_the_end):
        monkeypatch.setattr(csrf, "_exempt_views", csrf._exempt_views | {f"{view.__module__}.{view.__name__}"})
        app.add_url_rule(f"/{view.__name__}", view.__name__, view, methods=["GET", "POST"])
    return app.test_client()


def answers(app) -> dict[str, object]:
    """One answer of every kind."""
    client = app.test_client()
    browser = factories.Browser(app)
    return {
        "200": client.get("/sign-in"),
        "302": client.get("/reports"),
        "308 or 404 of a slash": client.get("/digests"),
        "400 of a strange name": client.get("/", headers={"Host": "evil.example"}),
        "404": client.get("/nothing"),
        "405": client.delete("/sign-in"),
        "413": browser.post("/sign-in", {"email": "x" * 1_100_000}),
        "422": browser.post("/sign-in", {"email": "", "passphrase": ""}),
        "500": client.get("/fail"),
        "500 at the end": client.post("/fail_at_the_end"),
        "options": client.options("/sign-in"),
        "static": client.get("/static/dist/app.css"),
        "static 404": client.get("/static/dist/nothing.css"),
        "static 404 outside": client.get("/static/../wsgi.py"),
    }


def test_every_kind_of_answer_carries_the_headers(app, failing):
    for kind, answer in answers(app).items():
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, kind
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
        assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'"), (
            kind
        )
        assert (policy["frame-ancestors"], policy["base-uri"], policy["form-action"]) == (
            "'none'",
            "'none'",
            "'self'",
        ), kind


def test_every_kind_of_answer_has_the_status_it_is_named_after(app, failing):
    for kind, answer in answers(app).items():
        if kind[:3].isdecimal() and "or" not in kind:
            assert answer.status_code == int(kind[:3]), kind


def test_nothing_but_built_files_is_ever_kept_by_a_browser_or_a_proxy(app, failing):
    for kind, answer in answers(app).items():
        if kind == "static":
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        else:
            assert answer.headers["Cache-Control"] == "no-store, private", kind
            assert "Cookie" in answer.headers["Vary"], kind


def test_a_method_that_is_not_allowed_names_those_that_are(app):
    assert {"GET", "POST"} <= set(app.test_client().delete("/sign-in").headers["Allow"].split(", "))


def test_https_is_remembered_only_over_https(settings):
    app = create_app(replace(settings, base_url="https://reports.example"))
    client = app.test_client()
    over_https = client.get("/sign-in", base_url="https://reports.example")
    over_http = client.get("/sign-in", base_url="http://reports.example")
    app.extensions["database"].engine.dispose()
    assert over_https.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in over_http.headers


def test_a_forwarded_scheme_is_believed_only_from_a_trusted_proxy(app):
    answer = app.test_client().get(
        "/sign-in", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    )
    assert "Strict-Transport-Security" not in answer.headers
    assert "evil.example" not in answer.text


def test_a_strange_name_is_refused_and_never_repeated(app):
    answer = app.test_client().get("/sign-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text + str(answer.headers)


# ── what is not for you looks like what is not there ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["vic", "olga", "lena", "sunil"])
def test_a_report_that_is_not_for_you_is_byte_for_byte_a_missing_page(app, sign_in, file_report, name):
    hidden = file_report(status="submitted", taken_by="vera" if name != "lena" else "vic")
    browser = sign_in(name)
    missing = "00000000-0000-4000-8000-000000000000"
    with time_machine.travel(datetime.now(UTC), tick=False):
        pages = [
            browser.get(path)
            for path in (f"/reports/{hidden}", f"/reports/{missing}", "/nothing", "/no/such/thing?q=1")
        ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.data for page in pages}) == 1
    assert len({tuple(sorted(page.headers)) for page in pages}) == 1


def test_an_error_page_carries_neither_form_nor_token_nor_address(app, sign_in, file_report):
    hidden = file_report(status="submitted")
    browser = sign_in("olga")
    for path in (f"/reports/{hidden}", "/nothing", "/f"):
        page = browser.get(path).text
        assert "<form" not in page
        assert "csrf" not in page
        assert f'"{path}"' not in page


def test_an_error_page_is_shown_to_who_is_signed_in_as_to_others(app, sign_in):
    """A refusal rolls back what the request read; the page must not need it again."""
    for name in cast.CAST:
        assert "Page not found" in sign_in(name).get("/nothing").text


# ── failures ──────────────────────────────────────────────────────────────────────────────────────────────────────

FAILURES = [
    ("GET", "/fail"),
    ("POST", "/fail"),
    ("GET", "/fail_from"),
    ("GET", "/fail_in_the_database"),
    ("POST", "/fail_at_the_end"),
]


def test_the_text_of_a_failure_reaches_neither_body_nor_log(failing, caplog):
    caplog.set_level(logging.DEBUG)
    for method, path in FAILURES:
        answer = failing.open(path, method=method, query_string={"q": SECRET})
        assert answer.status_code == 500, path
        assert SECRET not in answer.text
        assert "Traceback" not in answer.text
    assert SECRET not in caplog.text
    assert "INSERT INTO" not in caplog.text


def test_the_log_names_a_failures_kind_and_place(failing, caplog):
    failing.get("/fail")
    assert re.search(r"failure RuntimeError at test_web\.py:\d+ on fail", caplog.text)


def test_a_failure_is_an_honest_page(failing):
    assert "Something went wrong" in failing.get("/fail").text


def test_without_a_database_there_is_still_a_page_and_no_text_of_the_failure(app, sign_in, failing, caplog):
    browser = sign_in("vera")
    with app.extensions["database"].transaction() as own:
        own.execute(sa.text("ALTER TABLE person RENAME TO hawthornhedgerow"))
    for path in ("/reports", "/nothing", "/fail"):
        answer = browser.get(path)
        assert answer.status_code in {404, 500}
        assert "<h1" in answer.text
        assert answer.headers["X-Frame-Options"] == "DENY"
    assert SECRET not in caplog.text


# ── built files ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_address_of_a_built_file_changes_with_its_content(app, tmp_path, monkeypatch):
    (tmp_path / "dist").mkdir()
    monkeypatch.setattr(web, "STATIC", tmp_path)
    addresses = set()
    for number, text in enumerate(("one", "two")):
        path = tmp_path / "dist" / "app.css"
        path.write_text(text)
        os.utime(path, (number, number))
        with app.test_request_context():
            addresses.add(web.static_url("app.css"))
    assert len(addresses) == 2
    assert all(re.fullmatch(r"/static/dist/app\.css\?v=[0-9a-f]{12}", address) for address in addresses)


def test_only_a_page_that_asks_for_it_allows_its_one_script(app):
    with app.test_request_context():
        nonce = web.script_nonce()
        assert web.script_nonce() == nonce
        response = web._add_headers(app.response_class(""))
        assert f"script-src 'self' 'nonce-{nonce}';" in response.headers["Content-Security-Policy"]
    with app.test_request_context():
        assert web.script_nonce() != nonce
