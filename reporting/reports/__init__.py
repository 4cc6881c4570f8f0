"""Reports: how they are told, sealed, reviewed, released and read."""

from typing import Any

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.people.actions import role_changed
    from reporting.reports import wording
    from reporting.reports.commands import report_commands
    from reporting.reports.conflicts.routes import bp as conflicts
    from reporting.reports.evidence import glance
    from reporting.reports.evidence.routes import bp as evidence
    from reporting.reports.evidence.routes import gathering
    from reporting.reports.handing.routes import bp as handing
    from reporting.reports.likeness.routes import bp as likeness
    from reporting.reports.practice.routes import bp as practice
    from reporting.reports.receipts.routes import bp as receipts
    from reporting.reports.routes import bp
    from reporting.reports.signposted import describe_services
    from reporting.reports.steps.keeping.routes import bp as keeping
    from reporting.reports.steps.routes import bp as telling

    app.register_blueprint(bp)
    app.register_blueprint(telling)
    app.register_blueprint(practice)
    app.register_blueprint(receipts)
    app.register_blueprint(handing)
    app.register_blueprint(conflicts)
    app.register_blueprint(likeness)
    app.register_blueprint(evidence)
    app.register_blueprint(gathering)
    role_changed.connect(_compare_anew)
    app.register_blueprint(keeping)
    app.cli.add_command(report_commands)
    describe_services()
    for name, filter_ in wording.FILTERS.items():
        app.add_template_filter(filter_, name)
    for look in (glance.papers_of, glance.n_papers_told, glance.film_days):
        app.add_template_global(look)


def _compare_anew(_sender: Any, person: Any) -> None:
    """Another role reads other parts: whom somebody knows is compared over these."""
    from reporting.reports.conflicts.actions import note_role

    note_role(person)
