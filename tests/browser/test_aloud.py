"""Questions are read aloud only by a voice that stays on the device, and never what somebody typed."""

import pytest

from tests.reports import told

pytestmark = pytest.mark.browser

# A browser on a test machine has no voices: these stand in for those of its system, and what they would say is kept.
VOICES = """(given) => {
  window.spoken = []
  const speech = {
    getVoices: () => given.map(([lang, localService]) => ({ lang, localService })),
    speak: (said) => window.spoken.push([said.lang, said.text]), cancel: () => {}, addEventListener: () => {},
  }
  Object.defineProperty(window, 'speechSynthesis', { value: speech })
  window.SpeechSynthesisUtterance = function (text) { this.text = text }
}"""
TYPED = "only she and I know this"


@pytest.fixture
def question(page, enter):
    """question(voices) is the page on what happened, in English beside Somali, where these voices are."""

    def begin(*voices):
        page.add_init_script(
            f"({VOICES})({[list(one) for one in voices]})".replace("True", "true").replace("False", "false")
        )
        enter(page, "vera")
        page.goto("/f")
        page.locator("#second-so").check()
        page.locator("main form .govuk-button").first.click()
        page.wait_for_url("**/f/1")
        page.goto(told.page("what"))
        page.locator('[name="narrative"]').fill(TYPED)
        return page

    return begin


@pytest.mark.parametrize("voices", [(), (("en-GB", False), ("so-SO", False)), (("de-DE", True),)])
def test_without_a_voice_on_the_device_there_is_no_button(question, voices):
    assert question(*voices).locator(".aloud__button").count() == 0


def test_each_language_with_a_voice_of_its_own_is_read_in_it(question):
    page = question(("en-GB", True), ("so-SO", True))
    buttons = page.locator(".aloud").first.locator(".aloud__button")
    assert {one.get_attribute("lang") for one in buttons.all()} == {"en", "so"}
    for button in buttons.all():
        button.click()
    said = dict(page.evaluate("window.spoken"))
    assert set(said) == {"en", "so"}
    assert all(text.strip() for text in said.values())
    assert said["en"] != said["so"]
    assert buttons.last.get_attribute("aria-pressed") == "true"
    assert buttons.first.get_attribute("aria-pressed") == "false"


def test_what_was_typed_is_never_read(question):
    page = question(("en-GB", True))
    for button in page.locator(".aloud__button").all():
        button.click()
    said = page.evaluate("window.spoken")
    assert len(said) > 1
    assert all(TYPED not in text for _lang, text in said)
