"""What centres tell about the mood around them: observations, and one return a week, nil returns included."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.tension import wording
    from reporting.tension.commands import tension_commands
    from reporting.tension.levels.routes import bp as levels
    from reporting.tension.observations.routes import bp as noticed
    from reporting.tension.reading.routes import bp as reading
    from reporting.tension.returns.routes import bp as weeks

    for blueprint in (noticed, weeks, reading, levels):
        app.register_blueprint(blueprint)
    app.cli.add_command(tension_commands)
    for name, filter_ in wording.FILTERS.items():
        app.add_template_filter(filter_, name)
