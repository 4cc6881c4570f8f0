"""Where and when reports gather beyond what a place's own past explains: arrays in, figures out."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.hotspots.commands import hotspots_commands
    from reporting.hotspots.events.routes import bp as events

    app.register_blueprint(events)
    app.cli.add_command(hotspots_commands)
