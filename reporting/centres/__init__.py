"""Third-party reporting centres: where people are heard, how such a place lives, and whether what is said of it holds."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.centres import links
    from reporting.centres.commands import centre_commands
    from reporting.centres.routes import bp
    from reporting.centres.vocabulary import STATUSES
    from reporting.mail.letters import LINKS

    app.register_blueprint(bp)
    app.cli.add_command(centre_commands)
    app.add_template_filter(lambda status: STATUSES[status], "centre_status")
    LINKS["verification"] = links.path
