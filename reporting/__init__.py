"""Common Room: race and hate incidents told at a community centre, answered by the ward team."""

from importlib import import_module

from flask import Flask

from reporting import config

ROOMS = (
    "audit", "places", "centres", "signposts", "mail", "people", "reports", "hotspots", "responses", "tension", "follow", "summaries", "maps", "oversight", "digests", "site",
    "demonstration",
)  # fmt: skip


def create_app(settings: config.Settings | None = None) -> Flask:
    """Opens the foundations, furnishes the rooms and locks the door.

    Without settings they are read from the environment; where no instance exists yet, the app that comes back has
    only the commands that make one.
    """
    app = Flask(__name__, static_folder="../static", template_folder=None)
    from reporting import instance

    instance.init_commands(app)
    if settings is None:
        try:
            settings = config.from_environment()
        except config.NoInstance:
            return app
    app.config["SETTINGS"] = settings

    from reporting import database, i18n, policy, web

    web.init_app(app)
    i18n.init_app(app)
    database.init_app(app)
    for name in ROOMS:
        room = import_module(f"reporting.{name}")
        furnish = getattr(room, "init_app", None)
        if furnish:
            furnish(app)
    app.cli.add_command(import_module("reporting.jobs").jobs_command)
    policy.guard(app)
    return app
