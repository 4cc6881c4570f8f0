"""A stored digest drawn for a reader: the PDF, and the files for people who work with folders."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import current_app

from reporting import documents, i18n
from reporting.digests import queries, wording
from reporting.digests.actions import claim_of
from reporting.digests.models import SNTDigest
from reporting.mail import delivery
from reporting.mail.queries import letter_to
from reporting.people.queries import ward_team


def document(content: Mapping[str, Any]) -> bytes:
    """The PDF of a digest's content in the language now spoken."""
    return documents.pdf("digests/digest.typ", wording.page_of(content), language=i18n.current().code)


def paper(content: Mapping[str, Any]) -> str:
    """A digest's content as one HTML file that needs nothing else, in the language now spoken."""
    language = i18n.current()
    template = current_app.jinja_env.get_template("digests/paper.html")  # no request, so nothing of a page around it
    return template.render(page=wording.page_of(content), locale_tag=language.code, direction=language.direction)


def write(digest: SNTDigest, folder: Path) -> list[Path]:
    """Writes <week>-<ward code>.html, .pdf and .eml; the .eml is what the mail server gets for the first recipient.

    Without a ward team there is no .eml. Raises OSError.
    """
    content = queries.content_now(digest)
    stem = folder / f"{digest.week}-{digest.ward_code}"
    made = {".html": paper(content).encode(), ".pdf": document(content)}
    letters = (letter_to(person.id, claim_of(digest.week)) for person in ward_team(digest.ward_code))
    letter = next((one for one in letters if one is not None), None)
    if letter is not None:
        made[".eml"] = bytes(delivery.message(letter))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for ending, data in made.items():
        path = stem.with_name(stem.name + ending)
        path.write_bytes(data)
        written.append(path)
    return written
