"""One world for all the cells: people and reports are made once."""

from collections.abc import Iterator

import pytest

from reporting import config, create_app
from tests.conftest import copy_of
from tests.matrix.world import World


@pytest.fixture(scope="module")
def world(furnished: config.Settings, tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Iterator[World]:
    with copy_of(furnished, tmp_path_factory.mktemp("matrix") / "instance", postgres) as settings:
        app = create_app(settings)
        app.config.update(PROPAGATE_FAILURES=True, PROPAGATE_EXCEPTIONS=True)
        yield World(app)
        app.extensions["database"].engine.dispose()
