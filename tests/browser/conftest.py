"""A real Chromium before the app, served on this machine; a page that reaches elsewhere or breaks its policy fails."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests import cast

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address of the app, served as it would be: failures become pages."""
    app.config["PROPAGATE_FAILURES"] = False
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()


LEADS_ELSEWHERE = """(element) => {
  const link = element.closest('a[href]')
  if (link) return !link.getAttribute('href').startsWith('#') && !link.hasAttribute('download')
  const button = element.closest('button, input[type=submit], input[type=image]')
  return Boolean(button && button.type !== 'button' && button.form && button.form.method !== 'dialog')
}"""
ARRIVAL_MS = 10_000


def arrives_by_click(sync_api) -> None:
    """A click on a link or on a button that sends a form returns when the next page is there.

    By itself it returns as soon as it was made, and the address may already be the new one while the page is not.
    """
    click = sync_api.Locator.click

    def click_and_arrive(self, **options) -> None:
        if not self.evaluate(LEADS_ELSEWHERE):
            click(self, **options)
            return
        was_made = False
        try:
            with self.page.expect_navigation(wait_until="load", timeout=ARRIVAL_MS):
                click(self, **options)
                was_made = True
        except sync_api.Error:
            if not was_made:
                raise  # it could not be pressed at all; where it led nowhere, the test says what must be there

    sync_api.Locator.click = click_and_arrive


@pytest.fixture(scope="session")
def browser():
    """Chromium, started once; without it the tests say that they did not run."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is missing: no page was seen in a browser")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is missing: no page was seen in a browser")
    arrives_by_click(sync_api)
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@dataclass
class Watch:
    """What a page did besides showing itself."""

    requested: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def on(self, page) -> None:
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("console", lambda line: self._hear(line, page.url))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._dismiss)

    def _hear(self, line, shown: str) -> None:
        # A page that is refused on purpose (422, 404) is also said as an error; a missing part of a page stays one.
        is_page_itself = line.text.startswith("Failed to load resource") and line.location.get("url") == shown
        if line.type == "error" and not is_page_itself:
            self.said.append(line.text)

    def _dismiss(self, dialog) -> None:
        self.opened.append(dialog.message)
        dialog.dismiss()

    def elsewhere(self, home: str) -> list[str]:
        own = urlsplit(home).netloc
        return [
            url
            for url in self.requested
            if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != own
        ]


@pytest.fixture
def open_page(browser, live_server: str):
    """open_page(width=…, javascript=…) gives a page; at the end of the test it must have kept to itself."""
    opened = []

    def begin(*, width: int = 1280, javascript: bool = True, language: str = "en-GB"):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            locale=language,
            base_url=live_server,
        )
        page, watch = context.new_page(), Watch()
        watch.on(page)
        opened.append((context, watch))
        return page

    yield begin
    for context, watch in opened:
        context.close()
        assert watch.elsewhere(live_server) == []
        assert watch.said == []  # a violation of the content security policy is said as an error
        assert watch.opened == []


@pytest.fixture
def page(open_page):
    """A page of ordinary width with JavaScript."""
    return open_page()


@pytest.fixture
def enter():
    """enter(page, "omar") signs one of the cast in with one click."""

    def begin(page, name: str) -> None:
        page.goto("/sign-in")
        page.locator(f'form[action$="{cast.email(name)}"] button').click()
        page.wait_for_load_state()

    return begin


@pytest.fixture(scope="session")
def violations():
    """violations(page) names every rule of axe that the page breaks, with the elements."""
    if not AXE.exists():
        pytest.skip(f"{AXE.name} is missing: nothing was checked for accessibility")
    source = AXE.read_text()

    def found(page) -> list[str]:
        page.evaluate(source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in result["violations"]]

    return found


@pytest.fixture
def speak():
    """speak(page, "ar") chooses a language at the top of the page."""

    def begin(page, code: str) -> None:
        choice = page.locator(f'button[formaction$="/language/{code}"], button[value="language:{code}"]')
        link = page.locator(f'a[href*="language={code}"]')
        for way in (choice, link):
            if way.count():
                way.first.click()
                page.wait_for_load_state()
                return

    return begin


@pytest.fixture
def check():
    """check(page) finds no accessibility violation and nothing that runs off the side of the screen."""
    source = AXE.read_text() if AXE.exists() else ""

    def begin(page, *, width: int = 1280, javascript: bool = True) -> None:
        if not javascript:
            return
        assert source, "axe-core is missing: run `make front`"
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        wrong = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]]
        assert wrong == [], page.url
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, f"{page.url} is {overflow} px wider than {width} px"

    return begin
