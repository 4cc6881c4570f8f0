"""The officer's map, layers from other rooms put together, and the coordinators' forecast."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.maps.forecast.routes import bp as forecast
    from reporting.maps.routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(forecast)
