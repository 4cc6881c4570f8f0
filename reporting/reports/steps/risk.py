"""How safe the person is now: at most twelve questions, of which none asks what is already known."""

from flask_babel import lazy_gettext as _l

from reporting.reports import vocabulary as words
from reporting.reports.contents import Account
from reporting.reports.steps.asking import OneOf, StepForm, several_of
from reporting.reports.steps.told import Told

CHOOSE = _l("Choose one, or not known")
WITH_WEAPON_OR_FIRE = frozenset({"weapon_used_or_shown", "attempted_arson_or_firework"})


def _question(name: str) -> OneOf:
    return OneOf(words.RISK_QUESTIONS[name].label, words.YES_NO, must=CHOOSE)


class RiskNow(StepForm):
    key = "risk"
    title = _l("How safe are you now?")
    lead = _l("Each answer helps decide how quickly someone must act.")

    targeted_at_home = _question("targeted_at_home")
    known_and_near = _question("known_and_near")
    escalating = _question("escalating")
    weapons_or_fire = _question("weapons_or_fire")
    threats_to_kill = _question("threats_to_kill")
    children = _question("children")
    vulnerable = _question("vulnerable")
    suicidal = _question("suicidal")
    retaliation = _question("retaliation")
    lives_alone = _question("lives_alone")
    group_link = _question("group_link")
    safeguarding = several_of(
        Account,
        "safeguarding",
        hint=_l("Leave empty if nobody is. The coordinator is told at once, and the next page says whom to ring."),
    )

    def left_out(self) -> set[str]:
        return set(known(self.told)) - {"several_strands"}

    @property
    def risk_answers(self) -> dict[str, str]:
        """Every question with its answer, asked here or known from other pages."""
        asked = {field.name: field.data for field in self.questions if field.name in words.RISK_QUESTIONS}
        answers = {**asked, **known(self.told)}
        return {name: answers[name] for name in words.RISK_QUESTIONS if answers.get(name)}


def known(told: Told) -> dict[str, str]:
    """What other pages have answered already."""
    found = {"several_strands": "yes" if len(told.several("why", "strands")) > 1 else "no"}
    place = words.PLACE_TYPES.get(told.one("where", "place_type"))
    if place is not None and place.is_home:
        found["targeted_at_home"] = "yes"
    if WITH_WEAPON_OR_FIRE & told.several("what", "incident_types"):
        found["weapons_or_fire"] = "yes"
    if told.one("teller", "children_there") in {"targeted", "present"}:
        found["children"] = "yes"
    if told.one("who", "relationship") == "group_member":
        found["group_link"] = "yes"
    return found
