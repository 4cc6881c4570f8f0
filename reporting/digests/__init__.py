"""The weekly digest for each ward team: composed, stored, announced."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.digests.commands import digest_commands
    from reporting.digests.routes import bp

    app.register_blueprint(bp)
    app.cli.add_command(digest_commands)
