"""Accounts of volunteers, officers and coordinators, on Flask-Security."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.people import accounts
    from reporting.people.commands import people_commands
    from reporting.people.routes import bp

    accounts.init_app(app)
    app.register_blueprint(bp)
    app.cli.add_command(people_commands)
