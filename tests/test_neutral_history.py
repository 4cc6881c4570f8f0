"""What a browser's list of visited pages and a glance at its tabs may tell: nothing."""

import re

import pytest

from tests.reports import told

TITLE = re.compile(r"<title>(.*?)</title>", re.S)
REPORT_NUMBER = told.REFERENCE

# Parts of words in the language of the page; English ones are looked for in every language.
TELLING = {
    "en": ["hate", "crime", "police", "officer", "incident", "victim", "offen", "abuse", "race", "racis", "attack", "violen"],
    "so": ["nacayb", "naceyb", "demb", "booliis", "boolis", "dhacdo", "dhacdad", "dhiban", "dhibbane", "cunsuri", "weerar"],
    "bn": ["ঘৃণা", "বিদ্বেষ", "অপরাধ", "পুলিশ", "ঘটনা", "ভুক্তভোগী", "ভিকটিম", "শিকার", "বর্ণবাদ", "আক্রমণ", "হামলা", "নির্যাতন"],
    "ar": ["كراهي", "جريم", "جرائم", "شرط", "حادث", "حوادث", "ضحي", "ضحايا", "عنصري", "اعتداء", "هجوم", "بلاغ"],
}  # fmt: skip
ADDRESS = ["hate", "crime", "police", "incident", "victim", "offen", "abuse", "@", "vera", "amina"]

PUBLIC = ["/", "/about", "/privacy", "/accessibility", "/help-now", "/sign-in", "/follow", "/nothing-here"]
OWN = ["/", "/f", "/f/discard", "/reports", "/account", "/account/sessions", "/account/app", "/account/passkey",
       "/account/passphrase", "/map", "/nothing-here"]  # fmt: skip


def titles_of(browser, addresses):
    """Each page's title, with its headers looked at on the way."""
    for address in addresses:
        answer = browser.get(address)
        assert answer.headers["Cache-Control"] == "no-store, private", address
        if answer.mimetype == "text/html" and (found := TITLE.search(answer.text)):
            yield address, found.group(1)


def says_nothing(address: str, title: str, code: str) -> None:
    told_by = [word for word in [*TELLING["en"], *TELLING[code]] if word in title.casefold()]
    assert not told_by, (address, title, told_by)
    assert not REPORT_NUMBER.search(title), (address, title)
    assert not any(name in title for name in ("Vera", "Amina")), (address, title)
    assert not any(word in address.casefold() for word in ADDRESS), address
    assert not REPORT_NUMBER.search(address), address


@pytest.mark.parametrize("code", TELLING)
def test_no_public_page_says_what_it_is_for_in_its_title(sign_in, code):
    nobody = sign_in(language=code)
    seen = [*titles_of(nobody, PUBLIC), *titles_of(nobody, [f"/follow?language={code}"])]
    assert len(seen) == len(PUBLIC) + 1
    for address, title in seen:
        says_nothing(address, title, code)


@pytest.mark.parametrize("code", TELLING)
def test_no_page_of_a_volunteer_says_what_it_is_for_in_its_title(sign_in, code):
    vera = sign_in("vera", language=code)
    told.begin(vera)
    seen = dict(titles_of(vera, [f"/f/{number}" for number in told.ANSWERS]))
    mistakes = vera.post(told.page("what"), {})
    assert mistakes.status_code == 422
    seen["/f/3?"] = TITLE.search(mistakes.text).group(1)
    seen.update(titles_of(vera, OWN))
    told.answer(vera)
    seen.update(titles_of(vera, [f"/f/{told.CHECK}"]))
    receipt = told.submit(vera)
    report = receipt.replace("kept", "reports")
    seen.update(titles_of(vera, [receipt, report]))
    vera.post("/lock", {})
    seen.update(titles_of(vera, ["/unlock"]))
    assert len(seen) > 25
    for address, title in seen.items():
        says_nothing(address, title, code)


@pytest.mark.parametrize("code", TELLING)
def test_the_persons_own_page_says_nothing_in_its_title(sign_in, code):
    vera = sign_in("vera")
    page = vera.get(told.tell(vera)).text
    reference, secret = told.REFERENCE.search(page).group(), told.SECRET.search(page).group()
    person = sign_in(language=code)
    answer = person.post("/follow", {"reference": reference, "secret": secret})
    assert reference in answer.text
    assert answer.headers["Cache-Control"] == "no-store, private"
    says_nothing("/follow", TITLE.search(answer.text).group(1), code)


def test_the_words_looked_for_are_those_the_catalogues_use(app):
    """A list of words that no translator ever wrote would find nothing."""
    from flask_babel import force_locale, gettext

    with app.test_request_context():
        for code in ("so", "bn", "ar"):
            with force_locale(code):
                for text in ("Hate incident", "The police", "Not crime figures"):
                    said = gettext(text)
                    assert said != text, (code, text)
                    assert any(word in said.casefold() for word in TELLING[code]), (code, said)


def test_no_address_of_the_site_that_they_may_open_holds_a_telling_word(app):
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods:
            assert not any(word in rule.rule.casefold() for word in ADDRESS[:-3]), rule.rule
