"""For whoever adds a page: ``pytest tests/matrix/write_table.py`` writes what is, to be read line by line before it is kept."""

from tests.matrix import table
from tests.matrix.actors import ACTORS
from tests.matrix.test_pages import ask


def test_write_the_table_anew(app):
    cells = {
        (page, method, actor): ask(app, page, method, actor)
        for page in table.pages(app)
        for method in table.METHODS
        for actor in ACTORS
    }
    table.PATH.write_text(table.text(cells))
