"""The person's own page: with reference and secret, how their report stands. It sets no cookie."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.follow.routes import bp
    from reporting.web import csrf

    csrf.exempt(bp)  # it changes nothing and knows nobody by a cookie
    app.register_blueprint(bp)
