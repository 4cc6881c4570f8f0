"""Reports: how they are told, sealed, reviewed, released and read."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.reports import wording
    from reporting.reports.commands import report_commands
    from reporting.reports.routes import bp
    from reporting.reports.steps.keeping.routes import bp as keeping
    from reporting.reports.steps.routes import bp as telling

    app.register_blueprint(bp)
    app.register_blueprint(telling)
    app.register_blueprint(keeping)
    app.cli.add_command(report_commands)
    for name, filter_ in wording.FILTERS.items():
        app.add_template_filter(filter_, name)
