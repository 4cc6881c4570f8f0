"""The officer's map, layers from other rooms put together; the coordinators' forecast; the public map, from what was published alone."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.maps.forecast.routes import bp as forecast
    from reporting.maps.published.routes import bp as published
    from reporting.maps.routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(forecast)
    app.register_blueprint(published)
