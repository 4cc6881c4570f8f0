"""The outbox: a letter is a row in the same transaction; delivery is a command."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.mail.commands import mail_commands

    app.cli.add_command(mail_commands)
