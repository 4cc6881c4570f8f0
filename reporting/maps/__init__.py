"""The officer's map: layers from other rooms put together."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.maps.routes import bp

    app.register_blueprint(bp)
