"""Reports: how they are told, sealed, reviewed, released and read."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.reports import wording
    from reporting.reports.routes import bp
    from reporting.reports.steps.routes import bp as telling

    app.register_blueprint(bp)
    app.register_blueprint(telling)
    for name, filter_ in wording.FILTERS.items():
        app.add_template_filter(filter_, name)
    if find_spec("reporting.reports.commands"):
        app.cli.add_command(import_module("reporting.reports.commands").report_commands)
