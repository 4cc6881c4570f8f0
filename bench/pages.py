"""Request time and size of the main pages against a bare Flask view in the same run."""

import re
from functools import partial
from typing import Any

from flask import Flask

from bench.measure import Row, compressed, paired, row
from reporting import clock

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def bare() -> Any:
    """A client of a Flask app that does nothing but answer."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "<!doctype html><title>bare</title>")
    return app.test_client()


def signed_in(app: Flask, name: str) -> Any:
    client = app.test_client()
    page = client.get("/sign-in").text
    token = TOKEN.search(page)
    assert token
    answer = client.post(f"/demonstration/sign-in/{name}@demo.example", data={"csrf_token": token.group(1)})
    assert answer.status_code == 302, answer.text
    return client


def _first_of(cora: Any) -> str:
    """The first report of the coordinator's queue: with what may belong to it."""
    found = re.search(r'href="(/reports/[0-9a-f-]{36})"', cora.get("/reports").text)
    assert found, "the queue of the demonstration is empty"
    return found.group(1)


def rows(app: Flask, *, reports: int) -> list[Row]:
    vera, cora, omar = (signed_in(app, name) for name in ("vera", "cora", "omar"))
    token = TOKEN.search(vera.get("/f").text)
    assert token
    vera.post("/f", data={"csrf_token": token.group(1), "second_language": "ar"})
    listed = omar.get("/reports").text
    one = re.search(r'href="(/reports/[0-9a-f-]{36})"', listed)
    assert one, "an officer of the demonstration sees no report"
    month = f"{clock.today().replace(day=1):%Y-%m}"
    asked = {
        "home": (cora, "/"),
        "list": (omar, "/reports"),
        "queue": (cora, "/reports"),
        "report": (omar, one.group(1)),
        "report in review": (cora, _first_of(cora)),
        "form step": (vera, "/f/3"),
        "map": (omar, "/map"),
        "summary": (cora, f"/summaries/{month}/internal"),
    }
    reference = bare()
    found = []
    for name, (client, path) in asked.items():
        answer = client.get(path)
        assert answer.status_code == 200, (name, path, answer.status_code)
        taken, plain = paired(partial(client.get, path), partial(reference.get, "/"))
        found.append(
            row(f"{name}, {reports:,} reports", taken * 1000, "ms", reference="a bare Flask view", against=plain * 1000)
        )
        size = compressed(answer.data)
        assert size < 50 * 1024, (name, size)
        found.append(
            row(f"{name}, {reports:,} reports, page compressed", size / 1024, "KB", reference="the limit", against=50)
        )
    return found
