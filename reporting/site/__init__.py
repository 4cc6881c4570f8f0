"""The front: home per role, about, privacy, accessibility, help now, language, health."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.site import letters, navigation
    from reporting.site.routes import bp

    app.register_blueprint(bp)
    navigation.init_app(app)
    letters.init_app(app)
