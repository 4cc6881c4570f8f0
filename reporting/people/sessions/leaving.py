"""The answer to somebody who leaves in a hurry: the browser keeps nothing, and a harmless page opens."""

from flask import current_app, make_response, redirect, render_template
from werkzeug.wrappers import Response

FORGET = '"cache", "storage"'


def away() -> Response:
    """A redirect, for links."""
    return _forgetting(redirect(_elsewhere(), 303))


def away_from_form() -> Response:
    """A page that leads on by itself: our policy lets no form end on another site, not even by a redirect."""
    response = make_response(render_template("people/leave.html", elsewhere=_elsewhere()))
    response.headers["Refresh"] = f"0; url={_elsewhere()}"
    return _forgetting(response)


def _elsewhere() -> str:
    return str(current_app.config["SETTINGS"].exit_url)


def _forgetting(response: Response) -> Response:
    response.headers["Clear-Site-Data"] = FORGET
    return response
