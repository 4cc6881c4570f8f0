"""Wards by edition, postcodes, estates and named places, anchors and grid cells, and how they are imported."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.places.commands import places_commands

    app.cli.add_command(places_commands)
