"""Centres changed for a test, and the mail server of the mail's tests."""

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from reporting.centres import queries
from reporting.database import finish
from tests.mail.conftest import post_office  # noqa: F401


@pytest.fixture
def centre(app: Flask) -> Callable[..., UUID]:
    """centre("HARBOUR", status=…) writes columns of a centre as they are and gives its id."""

    def write(code: str = "HARBOUR", **columns: object) -> UUID:
        with app.app_context():
            found = queries.by_code(code)
            for name, value in columns.items():
                setattr(found, name, value)
            finish(keep=True)
            return found.id

    return write


@pytest.fixture
def read(app: Flask) -> Callable[..., object]:
    """read("HARBOUR", "status") gives a column of a centre."""

    def value(code: str, name: str) -> object:
        with app.app_context():
            return getattr(queries.by_code(code), name)

    return value
