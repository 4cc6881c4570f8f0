"""For the data-protection lead: who did and saw what, and whether the trail is whole. No content."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.oversight import wording
    from reporting.oversight.routes import bp

    app.register_blueprint(bp)
    app.add_template_filter(wording.deed)
    app.add_template_filter(wording.detail)
