"""What the ward team did with a report, beginning with having read it."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.responses import queries
    from reporting.responses.routes import bp

    app.register_blueprint(bp)
    # The pages of reports lie below this room and may not ask it for anything themselves.
    app.add_template_global(queries.acknowledgement_of)
    app.add_template_global(queries.acknowledged, "acknowledgements_of")
