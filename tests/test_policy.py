"""A page without a declared power stops the app from starting."""

import pytest
from flask import Flask
from flask.views import View

from reporting import policy
from reporting.policy import ROLES, Can, NakedPage, Role, may, public, requires, signed_in
from tests import cast


def _bare_app() -> Flask:
    return Flask("a house of one page")


def test_a_page_that_declares_nothing_stops_the_app_from_starting():
    app = _bare_app()
    app.add_url_rule("/secret", "secret", lambda: "secret")
    with pytest.raises(NakedPage, match="/secret"):
        policy.guard(app)


def test_one_naked_page_among_clothed_ones_is_found():
    app = _bare_app()
    app.add_url_rule("/a", "a", public(lambda: "a"))
    app.add_url_rule("/b", "b", requires(Can.READ_AUDIT)(lambda: "b"))
    app.add_url_rule("/c", "c", lambda: "c")
    with pytest.raises(NakedPage, match="/c"):
        policy.guard(app)


def test_a_naked_page_in_a_class_is_found():
    class Page(View):
        def dispatch_request(self):
            return ""

    app = _bare_app()
    app.add_url_rule("/class", view_func=Page.as_view("page"))
    with pytest.raises(NakedPage):
        policy.guard(app)


@pytest.mark.parametrize("decorate", [public, signed_in, requires(Can.FILE_REPORTS)])
def test_a_page_that_declares_who_may_open_it_lets_the_app_start(decorate):
    app = _bare_app()
    app.add_url_rule("/page", "page", decorate(lambda: "page"))
    policy.guard(app)


def test_the_whole_app_refuses_to_start_with_a_naked_page(settings, monkeypatch):
    from reporting import create_app, site

    furnish = site.init_app

    def with_a_naked_page(app):
        furnish(app)
        app.add_url_rule("/naked", "naked", lambda: "")

    monkeypatch.setattr(site, "init_app", with_a_naked_page)
    with pytest.raises(NakedPage, match="/naked"):
        create_app(settings)


def test_every_page_of_the_house_carries_a_policy(app):
    naked = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in policy.PUBLIC_ENDPOINTS
        and not getattr(app.view_functions[rule.endpoint], "policy", None)
    ]
    assert naked == []


def test_nothing_but_built_files_is_open_without_saying_so():
    assert {"static"} == policy.PUBLIC_ENDPOINTS


def test_every_role_has_its_powers_on_the_page():
    assert set(ROLES) == set(Role)


def test_every_power_belongs_to_someone():
    assert set().union(*(powers.can for powers in ROLES.values())) == set(Can)


@pytest.mark.parametrize(
    "role", [Role.OFFICER, Role.SUPERVISOR, Role.PANEL_MEMBER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_LEAD]
)
def test_nobody_outside_the_centres_files_or_releases_reports(role):
    assert not ROLES[role].can & {Can.FILE_REPORTS, Can.REVIEW_REPORTS, Can.RELEASE_REPORTS}


def test_nobody_who_is_not_signed_in_holds_any_power():
    class Nobody:
        is_authenticated = False

    assert not any(may(Nobody(), can) for can in Can)


def test_a_suspended_person_holds_no_power(app):
    from reporting.people.queries import by_email

    with app.app_context():
        person = by_email(cast.email("cora"))
        assert may(person, Can.RELEASE_REPORTS)
        person.active = False
        assert not any(may(person, can) for can in Can)


def pages_of(app: Flask) -> list[tuple[str, str, object]]:
    """(method, address, policy) of every page, with made-up values where it needs some."""
    values = {"uuid": "00000000-0000-4000-8000-000000000000", "int": 1, "string": "x", "path": "x"}
    found = []
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        given = {}
        for name in rule.arguments:
            kind = rule._converters[name]
            chosen = getattr(kind, "items", None)
            given[name] = sorted(chosen)[0] if chosen else values.get(_kind(kind), "x")
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            address = adapter.build(rule.endpoint, given, method=method)
            found.append((method, address, getattr(app.view_functions[rule.endpoint], "policy", "public")))
    return found


def _kind(converter: object) -> str:
    return {"UUIDConverter": "uuid", "IntegerConverter": "int", "PathConverter": "path"}.get(
        type(converter).__name__, "string"
    )


def test_the_unknown_are_sent_to_sign_in_from_every_page_that_is_not_public(app, sign_in):
    browser = sign_in()
    for method, address, declared in pages_of(app):
        if declared == "public":
            continue
        answer = browser.get(address) if method == "GET" else browser.post(address, {"has_both": "yes"})
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in"), address


@pytest.mark.parametrize("name", list(cast.CAST))
def test_everyone_is_refused_at_every_page_beyond_their_powers(app, sign_in, name):
    browser, can = sign_in(name), ROLES[cast.CAST[name][0]].can
    for method, address, declared in pages_of(app):
        if isinstance(declared, frozenset) and not declared & can:
            answer = browser.get(address) if method == "GET" else browser.post(address, {"has_both": "yes"})
            assert answer.status_code == 403, f"{method} {address}"
