"""Services that can help: looked after by the coordinator, read by every volunteer, chosen from for whoever told something."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.signposts.routes import bp

    app.register_blueprint(bp)
