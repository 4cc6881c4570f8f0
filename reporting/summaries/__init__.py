"""The monthly summary: exact for the coordinator, rounded and frozen for the public. Nothing here can open a seal."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.summaries.commands import summary_commands
    from reporting.summaries.routes import bp

    app.register_blueprint(bp)
    app.cli.add_command(summary_commands)
