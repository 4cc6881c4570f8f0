"""Accounts of volunteers, officers and coordinators, on Flask-Security."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.people import accounts
    from reporting.people.commands import people_commands
    from reporting.people.routes import bp
    from reporting.people.training.routes import bp as training

    accounts.init_app(app)
    app.register_blueprint(bp)
    app.register_blueprint(training)
    app.cli.add_command(people_commands)
