"""A walk through the form by somebody who does what comes to mind, and what must hold after each of their steps."""

from typing import Any
from uuid import UUID

from flask import Flask

from reporting.reports.opening import open_draft
from reporting.reports.steps.asking import StepForm
from reporting.reports.steps.order import N_PAGES, NUMBERS, STEPS
from reporting.reports.steps.told import Told
from reporting.reports.vocabulary import PLACE_TYPES
from tests.factories import Browser
from tests.reports.on_page import Page, Values

POINT = {"easting", "northing"}  # a point that lies outside is not kept on the page: it is chosen again
CHOSEN_AFTERWARDS = {"place_choice", "main_type", "primary_strand"}  # asked where there is something to choose from
WEAPONS = {"weapon_used_or_shown", "attempted_arson_or_firework"}


class Walk:
    """One report from its first page, with everything that the site has accepted of it."""

    def __init__(self, app: Flask, volunteer: Browser, *, second_language: str) -> None:
        self.app, self.volunteer, self.second_language = app, volunteer, second_language
        volunteer.post("/f", {"second_language": second_language})
        with volunteer.client.session_transaction() as cookie:
            self.draft_id = UUID(cookie["draft"])
        self.accepted: dict[str, Values] = {}
        self.unsaved: dict[str, Values] = {}
        self.number = 1

    # what the walker sees and knows

    def form(self, number: int) -> StepForm:
        """The page with nothing in it, as it is asked of what was accepted so far."""
        with self.app.test_request_context():
            return STEPS[number - 1].from_answers(None, self._told())

    def _told(self) -> Told:
        asked = Told(self.accepted, self.second_language)
        relevant = {key: given for key, given in self.accepted.items() if STEPS[NUMBERS[key] - 1].is_asked(asked)}
        return Told(relevant, self.second_language)

    def asked(self) -> list[int]:
        told = self._told()
        return [number for number, step in enumerate(STEPS, start=1) if step.is_asked(told)]

    def stored(self) -> Any:
        with self.app.app_context():
            return open_draft(self.draft_id)

    def look(self, number: int) -> Page:
        """Opens a page of the report and finds on it what was given last."""
        answer = self.volunteer.get(f"/f/{number}")
        assert answer.status_code == 200, (number, answer.location)
        page, key = Page.of(answer.text), STEPS[number - 1].key
        assert {field.name for field in self.form(number).questions} - CHOSEN_AFTERWARDS <= page.names
        wanted = self.unsaved.get(key, self.accepted.get(key, {}))
        found = page.differs_from(wanted)
        assert found == {}, (key, found)
        assert self.known_already() & page.names == set()
        return page

    def known_already(self) -> set[str]:
        """Questions that other pages have answered: said once more in plain words, apart from the form's own rules."""
        one, several = self._told().one, self._told().several
        place = PLACE_TYPES.get(one("where", "place_type"))
        is_known = {
            "targeted_at_home": place is not None and place.is_home,
            "weapons_or_fire": bool(WEAPONS & several("what", "incident_types")),
            "children": one("teller", "children_there") in {"targeted", "present"},
            "group_link": one("who", "relationship") == "group_member",
            "narrative_english": self.second_language == "en",
            "name": one("sharing", "sharing") == "statistics_only",
            "date_of_birth": one("sharing", "sharing") != "identity_to_police",
            "is_trans": "transgender" not in several("why", "strands"),
            "strands": one("teller", "kind") == "community_safety_concern",
            "vehicle_number": not one("where", "place_type").startswith("transport_"),
            "disclosed_on": one("safety", "channel") != "paper_form_keyed_later",
        }
        return {name for name, is_so in is_known.items() if is_so}

    # what the walker does

    def answer(self, values: Values) -> bool:
        """Sends the page that is open. Accepted, it is found again; refused, it is shown as typed and nothing changed."""
        number, key = self.number, STEPS[self.number - 1].key
        tokens = {name: text for name, text in self.look(number).tokens.items() if name != "csrf_token"}
        before = self.stored()
        answer = self.volunteer.post(f"/f/{number}", {**tokens, **values})
        if answer.status_code == 422:
            assert self.stored() == before
            shown = Page.of(answer.text).differs_from(values)
            found = {name: both for name, both in shown.items() if name not in POINT}
            assert found == {}, (key, found)
            return False
        assert answer.status_code == 302, answer.status_code
        self.accepted[key] = {**self._not_asked_now(number), **self._met(number, values)}
        self.unsaved.pop(key, None)
        self.look(number)
        self._go_on(answer.location)
        assert self.number == next((one for one in self.asked() if one > number), N_PAGES)
        return True

    def _met(self, number: int, values: Values) -> Values:
        """The answers to the questions of the page that follow."""
        with self.app.test_request_context():
            met = {field.name for field in STEPS[number - 1].from_answers(values, self._told()).questions_met}
        return {name: texts for name, texts in values.items() if name in met and texts}

    def _not_asked_now(self, number: int) -> Values:
        """What was given earlier to questions that this page leaves out at present."""
        key = STEPS[number - 1].key
        names = {field.name for field in self.form(number).questions}
        earlier = self.unsaved.get(key, self.accepted.get(key, {}))
        return {name: texts for name, texts in earlier.items() if name not in names}

    def keep(self, values: Values, *, then: str, **more: str) -> None:
        """Leaves the page as it is, unfinished."""
        key = STEPS[self.number - 1].key
        tokens = {name: text for name, text in self.look(self.number).tokens.items() if name != "csrf_token"}
        answer = self.volunteer.post(f"/f/{self.number}/keep", {**tokens, **values, "then": then, **more})
        assert answer.status_code == 302
        typed = {name: [_seen(text) for text in texts] for name, texts in values.items()}
        self.unsaved[key] = {**self._not_asked_now(self.number), **typed}
        if then == "second":
            self.second_language = more["second_language"]
        if then != "home":
            self.look(self.number)

    def come_back(self) -> None:
        """From home to the first page that is open."""
        assert f"/f/{self.draft_id}/resume" in self.volunteer.get("/").text
        self._go_on(self.volunteer.post(f"/f/{self.draft_id}/resume", {"has_both": "yes"}).location)

    def go_back(self) -> None:
        back = self.look(self.number).back
        earlier = [number for number in self.asked() if number < self.number]
        assert back == (f"/f/{earlier[-1]}" if earlier else "/")
        self.number = earlier[-1] if earlier else self.number

    def overlook(self) -> None:
        """The list of all pages names exactly those this report needs."""
        answer = self.volunteer.get("/f/list")
        assert answer.status_code == 200
        assert [
            number for number in range(1, N_PAGES) if f'href="/f/{number}"' in answer.text.split("<h1")[1]
        ] == self.asked()

    def jump(self, number: int) -> None:
        """By the address, to a page that may not be there or not be needed."""
        answer = self.volunteer.get(f"/f/{number}")
        if not 1 <= number <= N_PAGES:
            assert answer.status_code == 404
        elif answer.status_code == 302:
            self._go_on(answer.location)
            assert number not in self.asked()
        elif number != N_PAGES:
            assert number in self.asked()
            self.number = number

    def _go_on(self, location: str) -> None:
        self.number = int(location.removeprefix("/f/").partition("?")[0])
        assert self.number in [*self.asked(), N_PAGES]

    def turn_every_page(self) -> None:
        """Everything that was accepted is found again wherever it is asked."""
        for number in self.asked():
            self.look(number)


def _seen(text: str) -> str:
    """What is kept of typed signs: those that somebody can see."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\r\n\t" or sign > "\x9f")
