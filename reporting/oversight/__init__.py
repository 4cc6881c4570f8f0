"""For the data-protection lead: who did and saw what, whether the trail is whole, and whom the alarms fall on. No content."""

from flask import Flask


def init_app(app: Flask) -> None:
    from reporting.oversight import wording
    from reporting.oversight.commands import oversight_commands
    from reporting.oversight.disparity.routes import bp as disparity
    from reporting.oversight.routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(disparity)
    app.cli.add_command(oversight_commands)
    app.add_template_filter(wording.deed)
    app.add_template_filter(wording.detail)
    app.add_template_filter(wording.fault)
    app.add_template_filter(wording.sentence)
