"""Where and when reports gather beyond what a place's own past explains: arrays in, figures out."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.hotspots.commands import hotspots_commands

    app.cli.add_command(hotspots_commands)
