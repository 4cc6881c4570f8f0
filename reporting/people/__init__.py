"""Accounts of volunteers, officers and coordinators, on Flask-Security."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.mail.letters import LINKS
    from reporting.people import accounts, routes
    from reporting.people.appointments import links
    from reporting.people.appointments import routes as appointment_routes
    from reporting.people.commands import people_commands
    from reporting.people.factors import routes as factor_routes
    from reporting.people.factors.step_up import step_up
    from reporting.people.sessions import presence
    from reporting.people.sessions import routes as session_routes
    from reporting.people.training import routes as training_routes

    accounts.init_app(app)
    presence.init_app(app)
    for room in (routes, session_routes, factor_routes, appointment_routes, training_routes):
        app.register_blueprint(room.bp)
    app.extensions["step_up"] = step_up
    LINKS["invitation"] = links.path_of
    app.cli.add_command(people_commands)
