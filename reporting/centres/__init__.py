"""Third-party reporting centres: where people are heard."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.centres.commands import centre_commands

    app.cli.add_command(centre_commands)
