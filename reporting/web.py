"""Headers, content security policy, error pages, limits, templates of the rooms, static addresses."""

import hashlib
import secrets
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, current_app, g, render_template, request, url_for
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import escape
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from reporting import database, i18n

ROOT = Path(__file__).parent
STATIC = ROOT.parent / "static"
MAX_REQUEST_BYTES = 1024 * 1024
MAX_FILE_REQUEST_BYTES = 12 * 1024 * 1024  # a file of ten megabytes and the form around it
MAX_FORM_FIELDS = 200

csrf = CSRFProtect()


class RequestInMemory(Request):
    """A request whose files are never laid down on a disk."""

    def _get_file_stream(self, *_given: Any, **_named: Any) -> IO[bytes]:
        return BytesIO()


def takes_files(view: Callable[..., Any]) -> Callable[..., Any]:
    """A page to which a file may be sent."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    app.request_class = RequestInMemory
    settings = app.config["SETTINGS"]
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if settings.is_https else "session",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_TIME_LIMIT=None,  # a long interview must not run out of time
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        MAX_FORM_PARTS=MAX_FORM_FIELDS,
        TRUSTED_HOSTS=_trusted_hosts(settings.base_url),
        TEMPLATES_AUTO_RELOAD=False,
    )
    hops = int(settings.proxy_hops)
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]

    @app.before_request
    def let_files_in() -> None:
        """Before anything reads the form: only a page that takes files is sent more than a megabyte."""
        if getattr(app.view_functions.get(request.endpoint or ""), "takes_files", False):
            request.max_content_length = MAX_FILE_REQUEST_BYTES

    csrf.init_app(app)
    _open_templates(app)
    app.after_request(_add_headers)
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(CSRFError, csrf_page)
    app.register_error_handler(Exception, _failure_page)
    app.log_exception = lambda exc_info: _log_failure(exc_info[1])  # type: ignore[method-assign]

    @app.before_request
    def refuse_signs_no_address_has() -> None:
        """NUL has no business in an address, and not every database takes it."""
        if "\x00" in request.path:
            abort(404)

    @app.context_processor
    def page_values() -> dict[str, Any]:
        return {
            "service_name": settings.service_name,
            "is_demonstration": settings.is_demonstration,
            "static_url": static_url,
            "nav": [],
        }


def _trusted_hosts(base_url: str) -> list[str]:
    host = urlsplit(base_url).hostname or "localhost"
    loopback = ["localhost", "127.0.0.1", "[::1]"]
    return loopback if host in {"localhost", "127.0.0.1", "::1"} else [host]


def _open_templates(app: Flask) -> None:
    """``reports/show.html`` is ``reporting/reports/pages/show.html``; the components come from their package."""
    rooms: dict[str, BaseLoader] = {
        path.parent.name: FileSystemLoader(path) for path in sorted(ROOT.glob("*/pages")) if path.is_dir()
    }
    app.jinja_loader = ChoiceLoader(  # type: ignore[assignment]
        [
            PrefixLoader(rooms),
            PrefixLoader({name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}),
        ]
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    WTFormsHelpers(app)


@cache
def _fingerprint(path: Path, _changed: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a built file, changing with its content so that it may be kept for a year."""
    path = STATIC / "dist" / name
    version = _fingerprint(path, path.stat().st_mtime) if path.exists() else "0"
    return url_for("static", filename=f"dist/{name}", v=version)


def script_nonce() -> str:
    """Allows the one inline script of a map page; every other page has none."""
    if "script_nonce" not in g:
        g.script_nonce = secrets.token_urlsafe(18)
    return g.script_nonce


def _add_headers(response: Response) -> Response:
    nonce = f" 'nonce-{g.script_nonce}'" if "script_nonce" in g else ""
    is_static = request.endpoint == "static" and response.status_code < 400
    own_policy = response.headers.get("Content-Security-Policy")  # of a file, which may do less still
    response.headers["Content-Security-Policy"] = own_policy or (
        f"default-src 'none'; script-src 'self'{nonce}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    response.headers["X-Robots-Tag"] = "noindex"
    if is_static:
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Vary"] = "Cookie"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def error_page(status: int, heading: str, text: str) -> tuple[str, int]:
    """A plain page: it carries no token and no form, so that two of them are the same byte for byte."""
    if request_ctx.url_adapter is None:  # asked for by a name that is not ours: no address can be built
        return _bare_page(heading, text), status
    try:
        return render_template("layout/error.html", heading=heading, text=text, next_steps=[]), status
    except Exception as error:  # the page names who is signed in: without a database even that fails
        if current_app.config.get("PROPAGATE_FAILURES"):
            raise
        _log_failure(error)
        return _bare_page(heading, text), status


def _bare_page(heading: str, text: str) -> str:
    """An error page that needs nothing else to work."""
    now = i18n.current()
    return (
        f'<!DOCTYPE html><html lang="{now.code}" dir="{now.direction}"><meta charset="utf-8">'
        f"<title>{escape(heading)}</title><h1>{escape(heading)}</h1><p>{escape(text)}</p></html>"
    )


def _error_page(error: HTTPException) -> Any:
    database.finish(keep=False)
    if error.code is None or error.code < 400:
        return error
    headings = {
        400: (_("That did not work"), _("The page you sent could not be read. Go back and try again.")),
        403: (_("This page is not for you"), _("Your role does not include this page.")),
        404: (_("Page not found"), _("There is nothing at this address, or it is not for you.")),
        405: (_("That did not work"), _("The page you sent could not be read. Go back and try again.")),
        413: (_("That was too long"), _("What you sent was larger than one megabyte. Go back and shorten it.")),
        429: (_("Please wait a little"), _("There were too many tries. Wait a few minutes and try again.")),
    }
    if request.max_content_length == MAX_FILE_REQUEST_BYTES:
        headings[413] = (
            _("That file is too large"),
            _("A file may have at most 10 megabytes. Go back and choose another."),
        )
    known = headings.get(error.code)
    heading, text = known or (_("Something went wrong"), _("Nothing you saved before is lost. Try again in a moment."))
    page, status = error_page(error.code, heading, text)
    response = Response(page, status)
    if error.code == 405 and isinstance(error.get_response(), BaseResponse):
        response.headers["Allow"] = error.get_response().headers.get("Allow", "")
    return response


def csrf_page(error: CSRFError) -> Any:
    """A form sent with the token of another session, or with none."""
    database.finish(keep=False)
    return error_page(
        400,
        _("Please try again"),
        _("You were signed out in the meantime. Sign in again: what was saved is still there."),
    )


def _failure_page(error: Exception) -> Any:
    """Every other error."""
    database.finish(keep=False)
    if current_app.config.get("PROPAGATE_FAILURES"):
        raise error
    _log_failure(error)
    return error_page(500, _("Something went wrong"), _("Nothing you saved before is lost. Try again in a moment."))


def _log_failure(error: BaseException | None) -> None:
    """The log gets an error's kind and place, never its text: that may hold what a person typed."""
    frame = error.__traceback__ if error else None
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else "?"
    current_app.logger.error("failure %s at %s on %s", type(error).__name__, place, request.endpoint)
