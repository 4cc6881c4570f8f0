"""Who did and saw what: hash-chained entries, their trail, and the proof that none is missing."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.audit import actions
    from reporting.audit.commands import audit_commands

    actions.init_app(app)
    app.cli.add_command(audit_commands)
