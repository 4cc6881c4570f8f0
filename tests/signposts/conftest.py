"""Services made for a test."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from reporting import clock
from reporting.database import finish
from reporting.signposts import actions, queries
from reporting.signposts.models import Service


@pytest.fixture
def service(app: Flask) -> Callable[..., UUID]:
    """service("Larch Line", strands=…) adds a service, checked today unless said otherwise, and gives its id."""

    def add(name: str = "Larch Line", **columns: Any) -> UUID:
        with app.app_context():
            given = {"does": "Somebody listens.", "phone": "0800 1111", "last_verified_on": clock.today(), **columns}
            added = actions.add_service(name=name, **given)
            finish(keep=True)
            return added.id

    return add


@pytest.fixture
def planted(app: Flask) -> None:
    """The list every instance begins with, checked."""
    with app.app_context():
        actions.plant(checked_by="Cora")
        finish(keep=True)


@pytest.fixture
def read(app: Flask) -> Callable[[str], Service]:
    """read("Larch Line") gives a service as it is kept now."""

    def found(name: str) -> Service:
        with app.app_context():
            one = queries.by_name(name)
            assert one is not None, name
            return one

    return found
