"""The demonstration: Larkmere, a borough that lies nowhere, its cast, and reports of things that happened to nobody."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.demonstration.commands import demo_commands

    app.cli.add_command(demo_commands)
