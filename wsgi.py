"""The way in for web servers and for ``flask --app wsgi``."""

from reporting import create_app

app = create_app()
