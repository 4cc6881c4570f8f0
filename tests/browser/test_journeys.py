"""The main job in a real Chromium: told at a centre, reviewed, released, read, mapped, digested, summarised."""

import re

import pytest

from reporting import clock
from tests.reports import told

pytestmark = pytest.mark.browser

PHONE, DESK = 360, 1280


def fill(page, number: int, **changed) -> None:
    """Types one page of the form as a person does: boxes by name, choices by value."""
    for name, values in {**told.ANSWERS[number], **changed}.items():
        if isinstance(values, list) and page.locator(f'input[type=text][name="{name}"]').count() > 1:
            for index, text in enumerate(values):
                page.locator(f'input[name="{name}"]').nth(index).fill(text)
            continue
        for value in values if isinstance(values, list) else [values]:
            choice = page.locator(f'[name="{name}"][value="{value}"]')
            if choice.count() and choice.first.get_attribute("type") in {"radio", "checkbox"}:
                choice.first.check(force=True)
            elif page.locator(f'[name="{name}"]').count():
                page.locator(f'[name="{name}"]').first.fill(value)


def press(page) -> None:
    """The page's main button."""
    page.locator("main form .govuk-button:not(.govuk-button--secondary)").first.click()
    page.wait_for_load_state()


def tell_a_report(page, check, *, second_language: str) -> tuple[str, str]:
    """A volunteer's whole walk; returns reference and secret."""
    page.goto("/f")
    check(page)
    page.locator(f"#second-{second_language}").check(force=True)
    press(page)
    for number in told.ANSWERS:
        check(page)
        if number == told.N["when"]:  # once with nothing in it: the page with mistakes is a page too
            press(page)
            check(page)
            assert page.locator(".govuk-error-summary a").count() >= 2
        fill(page, number, **({"strands": ["race"]} if number == told.N["why"] else {}))
        press(page)
        assert page.url.endswith(f"/f/{told.following(number)}"), (
            number,
            page.locator(".govuk-error-message").all_inner_texts(),
        )
    check(page)
    assert page.locator(".police-view").count() == 1
    press(page)
    check(page)
    text = page.locator("main").inner_text()
    reference, secret = told.REFERENCE.search(text).group(), told.SECRET.search(text).group()
    page.locator("#has_both").check(force=True)
    press(page)
    return reference, secret


def review_and_release(page, check, reference: str) -> None:
    """A coordinator reads, writes the summary, decides the risk, accepts and releases."""
    page.goto("/reports")
    check(page)
    page.locator("main a", has_text=reference).first.click()
    page.wait_for_load_state()
    check(page)
    for step in ("begin", "summary", "risk", "accept", "release"):
        form = page.locator(f'form[action$="/{step}"]')
        if step == "summary":
            form.locator("textarea").fill("A group shouted at a front door in the evening.")
        if step == "risk":
            form.locator('input[value="medium"]').check(force=True)
            form.locator("textarea").fill("It has happened before.")
        form.locator("button").first.click()
        page.wait_for_load_state()
        check(page)


@pytest.mark.parametrize(
    ("language", "second_language", "width", "javascript"),
    [("en", "so", PHONE, True), ("ar", "bn", PHONE, True), ("en", "ar", DESK, False), ("ar", "en", DESK, False)],
)
def test_the_main_job_from_end_to_end(
    open_page, enter, check, speak, run, language, second_language, width, javascript
):
    def someone(name: str):
        page = open_page(width=width, javascript=javascript)
        enter(page, name)
        speak(page, language)
        return page

    def look(page) -> None:
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        check(page, width=width, javascript=javascript)

    vera = someone("vera")
    look(vera)
    reference, secret = tell_a_report(vera, look, second_language=second_language)

    cora = someone("cora")
    look(cora)
    review_and_release(cora, look, reference)

    omar = someone("omar")
    omar.goto("/reports")
    look(omar)
    omar.locator("main a", has_text=reference).first.click()
    omar.wait_for_load_state()
    look(omar)
    text = omar.locator("main").inner_text()
    assert "A group shouted at a front door in the evening." in text
    assert "Amina" not in text
    assert "Flat 9" not in text
    omar.locator('form[action$="/acknowledge"] button').click()
    omar.wait_for_load_state()
    look(omar)
    omar.goto("/map?strand=race")
    look(omar)
    assert omar.locator("table").count() >= 1

    week = clock.iso_week(clock.today())
    assert run("digests", "send", "--week", clock.last_complete_week(clock.today())).exit_code == 0
    omar.goto("/digests")
    look(omar)
    omar.locator('main a[href*="/digests/2"]').first.click()
    omar.wait_for_load_state()
    look(omar)
    assert week

    cora.goto("/summaries")
    look(cora)
    month = f"{clock.today():%Y-%m}"
    cora.goto(f"/summaries/{month}/internal")
    look(cora)
    assert cora.locator("table").count() >= 5
    suffixes = {
        a.get_attribute("href").rsplit(".", 1)[-1].split("?")[0]
        for a in cora.locator('main a[href*="internal."]').all()
    }
    assert {"csv", "xlsx"} <= suffixes

    olga = someone("olga")
    olga.goto("/reports")
    assert reference not in olga.locator("main").inner_text()

    person = open_page(width=width, javascript=javascript)
    person.goto("/follow")
    speak(person, language)
    look(person)
    person.fill('[name="reference"]', reference)
    person.fill('[name="secret"]', secret)
    press(person)
    look(person)
    assert reference in person.locator("main").inner_text() or secret not in person.url


def test_the_form_can_be_walked_with_the_keyboard_alone(page, enter, speak):
    enter(page, "vera")
    page.goto("/f")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('govuk-skip-link')")
    page.keyboard.press("Enter")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("ArrowDown")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/f/1(#.*)?$"))


def test_a_doubled_click_is_one_report(open_page, enter, app):
    import sqlalchemy as sa

    from reporting.database import session
    from reporting.reports.models import IncidentReport

    page = open_page(javascript=False)
    enter(page, "vera")
    page.goto("/f")
    press(page)
    for number in told.ANSWERS:
        fill(page, number, **({"strands": ["race"]} if number == told.N["why"] else {}))
        press(page)
    page.locator("main form .govuk-button:not(.govuk-button--secondary)").first.dblclick()
    page.wait_for_url(re.compile(r"/kept/|/$"))
    with app.app_context():
        assert session.scalar(sa.select(sa.func.count()).select_from(IncidentReport)) == 1


PAGES = ["/", "/about", "/privacy", "/accessibility", "/help-now", "/sign-in", "/follow"]


@pytest.mark.parametrize("code", ["en", "so", "bn", "ar"])
def test_every_public_page_fits_a_small_phone_in_every_language(open_page, check, speak, code):
    page = open_page(width=320)
    page.goto("/")
    speak(page, code)
    for address in PAGES:
        page.goto(address)
        check(page, width=320)


@pytest.mark.parametrize("code", [pytest.param("so", marks=pytest.mark.prove), "bn", "ar"])
def test_every_question_fits_a_small_phone_in_every_language(open_page, enter, check, speak, code):
    page = open_page(width=320)
    enter(page, "vera")
    speak(page, code)
    page.goto("/f")
    page.locator("#second-ar" if code != "ar" else "#second-bn").check(force=True)
    press(page)
    for number in told.ANSWERS:
        page.goto(f"/f/{number}")
        check(page, width=320)
        assert not re.search(r"\b(Continue|Choose|Question)\b", page.locator("main").inner_text())
