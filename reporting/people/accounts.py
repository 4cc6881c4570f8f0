"""Flask-Security, told how this house keeps its accounts: argon2id, our tables, our pages, our words."""

from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_security import MailUtil, Security, SQLAlchemySessionUserDatastore

from reporting.crypto import derived
from reporting.database import session
from reporting.people.models import NoRole, Person
from reporting.people.sessions import door


class NoMail(MailUtil):
    """Flask-Security sends nothing: letters are rows of the outbox."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("mail goes through the outbox")


class Datastore(SQLAlchemySessionUserDatastore):
    """Finds people in the session of the request, whose end is the only commit."""

    def commit(self) -> None:
        self.db.session.flush()

    def find_user(self, case_insensitive: bool = False, **wanted: Any) -> Person | None:
        """By id, e-mail or uniquifier; our one role is a column, so there is no role table to join."""
        ((name, value),) = wanted.items()
        return self.db.session.scalar(sa.select(Person).where(getattr(Person, name) == value))


def init_app(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    app.config.update(
        SECURITY_PASSWORD_SALT=derived(settings.secret_key.encode(), "passphrase salt").hex(),
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  the name of a method, not a secret
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_LENGTH_MIN=15,
        SECURITY_PASSWORD_CHECK_BREACHED=None,  # asking would be a request to a third party
        SECURITY_TRACKABLE=False,
        SECURITY_CLI_USERS_NAME=False,  # accounts are made by our commands, which write it down
        SECURITY_CLI_ROLES_NAME=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_RETURN_GENERIC_RESPONSES=True,
    )
    Security(app, Datastore(session, Person, NoRole), register_blueprint=False, mail_util_cls=NoMail)  # type: ignore[arg-type]
    door.init_app(app)
