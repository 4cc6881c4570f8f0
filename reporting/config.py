"""Every setting, with its unit and default, read from the environment once; unsafe values are refused.

This is the only file that reads the environment.
"""

import os
import secrets
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from flask.helpers import get_debug_flag

FILED_SECRETS = ("secret_key", "audit_key")  # kept in files of the instance folder unless the environment gives them


class UnsafeSettings(Exception):
    """The settings would put people at risk; the message says which and why."""


class NoInstance(Exception):
    """There is no instance folder yet: ``flask --app wsgi init`` or ``make run`` makes one."""


def _setting(default: str, meaning: str, unit: str = "") -> str:
    return field(default=default, metadata={"meaning": meaning, "unit": unit})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one instance. Names in the environment are the same in capitals."""

    instance: str = _setting("instance", "keys, database and files of this instance", "folder")
    database_url: str = _setting("", "SQLAlchemy address; empty: SQLite in the instance folder", "URL")
    secret_key: str = _setting(
        "", "signs cookies; empty: the file secret_key in the instance folder", "≥ 32 characters"
    )
    key_file: str = _setting("", "keys that seal reports; empty: keys.toml in the instance folder", "file")
    base_url: str = _setting("http://localhost:8000", "where people reach the site", "URL")
    service_name: str = _setting("Common Room", "the name on every page")
    borough_name: str = _setting("", "the area served; empty: the name imported with the wards")
    languages: str = _setting("en,so,bn,ar", "languages offered, the first is the default", "codes")
    mail_server: str = _setting("localhost", "SMTP server", "host")
    mail_port: str = _setting("25", "SMTP port", "port")
    mail_username: str = _setting("", "SMTP account")
    mail_password: str = _setting("", "SMTP password")
    mail_tls: str = _setting("", "starttls, tls or empty for neither")
    mail_from: str = _setting("no-reply@localhost", "sender of every mail", "address")
    exit_url: str = _setting("https://www.bbc.co.uk/weather", "where “Leave this page” leads: a harmless page", "URL")
    proxy_hops: str = _setting("0", "trusted reverse proxies in front", "count")
    publication_delay_days: str = _setting("28", "public summaries not before this long after the month", "days")
    audit_key: str = _setting(
        "", "chains the audit trail; empty: the file audit_key in the instance folder", "≥ 32 characters"
    )
    audit_anchors: str = _setting(
        "", "anchors of the audit trail, append only; empty: audit-anchors.log in the instance folder", "file"
    )
    is_demonstration: bool = field(
        default=False, metadata={"meaning": "from instance.toml, never from the environment"}
    )

    @property
    def folder(self) -> Path:
        return Path(self.instance).resolve()

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'common-room.db'}"

    @property
    def keys(self) -> Path:
        return Path(self.key_file) if self.key_file else self.folder / "keys.toml"

    @property
    def anchors(self) -> Path:
        return Path(self.audit_anchors) if self.audit_anchors else self.folder / "audit-anchors.log"

    @property
    def language_codes(self) -> list[str]:
        return [code.strip() for code in self.languages.split(",") if code.strip()]

    @property
    def is_https(self) -> bool:
        return urlsplit(self.base_url).scheme == "https"


def described() -> list[tuple[str, str, str, str]]:
    """(name in the environment, default, unit, meaning) of each setting, for ``check`` and the README."""
    return [
        (f.name.upper(), str(f.default), f.metadata.get("unit", ""), f.metadata["meaning"])
        for f in fields(Settings)
        if f.name != "is_demonstration"
    ]


def from_environment() -> Settings:
    """The settings as the environment and the instance folder give them.

    Raises NoInstance when the folder was never initialised and UnsafeSettings when a value must not be used.
    """
    given = {
        f.name: os.environ[f.name.upper()]
        for f in fields(Settings)
        if f.name != "is_demonstration" and f.name.upper() in os.environ
    }
    folder = instance_folder()
    marker = folder / "instance.toml"
    if not marker.exists():
        raise NoInstance(f"No instance at {folder}: run 'flask --app wsgi init' first.")
    kind = tomllib.loads(marker.read_text())["kind"]
    for name in FILED_SECRETS:
        if not given.get(name):
            try:
                given[name] = (folder / name).read_text().strip()
            except OSError as error:
                raise UnsafeSettings(f"{folder / name} cannot be read, and {name.upper()} is not set.") from error
    settings = Settings(**given, is_demonstration=kind == "demonstration")
    refuse_unsafe(settings)
    return settings


def refuse_unsafe(settings: Settings) -> None:
    """Raises UnsafeSettings for a value that would weaken the protection of the people in the reports."""
    for name in FILED_SECRETS:
        value = getattr(settings, name)
        if len(value) < 32 or len(set(value)) < 8:
            raise UnsafeSettings(f"{name.upper()} is shorter than 32 characters or easily guessed.")
    host = urlsplit(settings.base_url).hostname or ""
    if not settings.is_https and host not in {"localhost", "127.0.0.1", "::1"}:
        raise UnsafeSettings("BASE_URL is plain http: that is for this machine only. Use https.")
    if urlsplit(settings.exit_url).scheme not in {"http", "https"}:
        raise UnsafeSettings("EXIT_URL is not an address of a web page.")
    if settings.is_demonstration:
        return
    if get_debug_flag():
        raise UnsafeSettings("FLASK_DEBUG is on. A real instance never runs in debug mode.")


def instance_folder() -> Path:
    """The folder the environment names."""
    return Path(os.environ.get("INSTANCE", "instance")).resolve()


def make_instance(folder: Path, *, kind: str) -> bool:
    """Writes instance.toml and the cookie secret once; returns False when they already stand.

    Raises UnsafeSettings when the folder is already an instance of the other kind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    marker = folder / "instance.toml"
    if marker.exists():
        found = tomllib.loads(marker.read_text())["kind"]
        if found != kind:
            raise UnsafeSettings(f"{folder} is already a {found} instance and stays one.")
        return False
    for name in FILED_SECRETS:
        secret = folder / name
        if not secret.exists() or not secret.read_text():  # a lost marker must not cost the keys of cookies and trail
            secret.touch(0o600)
            secret.write_text(secrets.token_urlsafe(48))
    marker.write_text(f'# Written once. A demonstration never becomes real, nor the reverse.\nkind = "{kind}"\n')
    return True


def environment(**changes: str) -> dict[str, str]:
    """A copy of the environment with changes, for processes started from here."""
    return {**os.environ, **changes}
