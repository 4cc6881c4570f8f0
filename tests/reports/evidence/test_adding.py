"""Evidence is added while a report is told and afterwards, and never stands in the way of the report."""

import io
import re
import tempfile

import pytest
import sqlalchemy as sa
from PIL import Image

from reporting.audit.models import AuditEntry
from reporting.database import session
from reporting.reports.evidence import images, picture_child, sealing
from reporting.reports.evidence import vocabulary as words
from reporting.reports.evidence.models import Evidence
from reporting.reports.evidence.receiving import received
from reporting.reports.steps.sharing import WORDING
from tests.reports import told
from tests.reports.evidence import made
from tests.reports.evidence.showing import n_kept, sent

REMOVE = re.compile(r'action="(/f/papers/\d+/remove)"')


@pytest.fixture
def vera(sign_in):
    """Vera, who is telling a report."""
    browser = sign_in("vera")
    told.begin(browser)
    return browser


def test_what_is_added_to_a_draft_belongs_to_the_report_it_becomes(app, vera, sign_in):
    told.answer(vera)
    assert vera.post("/f/papers", sent(made.picture(), description="A broken window")).status_code == 302
    report_id = told.submit(vera).rpartition("/")[2]
    with app.app_context():
        (one,) = session.scalars(sa.select(Evidence)).all()
        assert str(one.report_id) == report_id
        assert Image.open(io.BytesIO(sealing.file_of(one))).size == (64, 48)
    assert "A broken window" in sign_in("cora").get(f"/reports/{report_id}/papers").text


@pytest.mark.parametrize("name", made.SOUNDS_AND_PAPERS)
def test_a_recording_or_a_paper_is_kept_byte_for_byte(app, vera, name):
    declared, data = made.SOUNDS_AND_PAPERS[name]
    assert vera.post("/f/papers", sent(data, name, declared, kind="audio")).status_code == 302
    with app.app_context():
        assert sealing.file_of(session.scalars(sa.select(Evidence)).one()) == data


def test_a_thing_that_is_kept_elsewhere_needs_no_file(app, vera):
    assert vera.post("/f/papers", sent(kind="clothing", description="A torn coat")).status_code == 302
    page = vera.get("/f/papers").text
    assert "A torn coat" in page
    assert "The person" in page
    assert n_kept(app) == (1, 0)


def test_a_file_that_is_not_taken_leaves_the_words_and_the_report_as_they_are(app, vera):
    told.answer(vera)
    answer = vera.post("/f/papers", sent(b"<svg/>", "a.svg", "image/svg+xml", description="Their sign"))
    assert answer.status_code == 422
    assert "Take a picture of it" in answer.text
    assert "Their sign" in answer.text
    assert told.submit(vera).startswith("/kept/")
    assert n_kept(app) == (0, 0)


def test_a_file_too_large_is_refused_in_words_and_other_pages_take_no_more_than_a_megabyte(vera):
    almost = sent(b"\xff" * (10 * 1024 * 1024 + 1))
    answer = vera.post("/f/papers", almost)
    assert answer.status_code == 422
    assert "larger than 10 megabytes" in answer.text
    answer = vera.post("/f/papers", sent(b"\xff" * (12 * 1024 * 1024)))
    assert answer.status_code == 413
    assert "at most 10 megabytes" in answer.text
    assert vera.post("/f/4", {"narrative": "x" * 1024 * 1024}).status_code == 413


def test_what_is_sent_is_never_laid_down_on_a_disk(app, vera, monkeypatch):
    def refuse(*_given, **_named):
        raise AssertionError("a file on a disk")

    for name in ("TemporaryFile", "SpooledTemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
        monkeypatch.setattr(f"werkzeug.formparser.{name}", refuse, raising=False)
    large = made.picture(size=(3000, 2000), quality=100) + bytes(900_000)
    assert vera.post("/f/papers", sent(large)).status_code == 302
    assert n_kept(app)[0] == 1


@pytest.mark.parametrize(("orientation", "size"), [(1, (64, 48)), (3, (64, 48)), (6, (48, 64)), (8, (48, 64))])
def test_a_picture_comes_out_the_right_way_up(orientation, size):
    data = made.taken_somewhere(orientation=orientation)
    kept = Image.open(io.BytesIO(received(data, name="a.jpg", declared="image/jpeg").data))
    assert kept.size == size
    corner = kept.getpixel((2, 2))
    is_red_there = {1: True, 3: False, 6: True, 8: False}[orientation]
    assert (corner[0] > 200) is is_red_there


def test_a_picture_of_several_that_some_telephones_make_is_kept_as_its_first():
    first, second = Image.new("RGB", (64, 48), "red"), Image.new("RGB", (64, 48), "blue")
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[second])
    kept = received(out.getvalue(), name="a.jpg", declared="image/jpeg").data
    assert Image.open(io.BytesIO(kept)).getpixel((3, 3))[0] > 200
    assert made.left_in(kept) == set()


def test_nothing_of_a_transparent_picture_turns_black():
    image = Image.new("P", (20, 20), 0)
    image.putpalette([255, 0, 0] * 256)
    out = io.BytesIO()
    image.save(out, "PNG", transparency=0)
    kept = Image.open(io.BytesIO(received(out.getvalue(), name="a.png", declared="image/png").data))
    assert kept.mode == "RGBA"
    assert kept.getpixel((3, 3))[3] == 0


def test_the_child_and_whoever_asks_it_mean_the_same_by_its_exit():
    assert images.TOO_MANY_POINTS == picture_child.TOO_MANY_POINTS


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("REPORT_FILES", 1, "10 files"),
        ("REPORT_BYTES", 1500, "40 megabytes"),
        ("CENTRE_DAY_BYTES", 1500, "in one day"),
        ("REPORT_ITEMS", 1, "30 entries"),
    ],
)
def test_there_is_only_so_much_room(app, vera, monkeypatch, limit, value, said):
    monkeypatch.setattr(words, limit, value)
    assert vera.post("/f/papers", sent(made.picture())).status_code == 302
    answer = vera.post("/f/papers", sent(made.picture()))
    assert answer.status_code == 422
    assert said in answer.text
    assert n_kept(app)[0] == 1


def test_what_was_added_by_mistake_can_be_removed_until_it_is_sent_and_its_number_is_never_given_again(app, vera):
    vera.post("/f/papers", sent(made.picture()))
    vera.post(REMOVE.search(vera.get("/f/papers").text).group(1))
    assert n_kept(app) == (0, 0)
    vera.post("/f/papers", sent(made.picture()))
    with app.app_context():
        assert session.scalars(sa.select(Evidence.number)).all() == [2]


def test_nobody_removes_or_sees_what_belongs_to_a_colleagues_draft(app, vera, sign_in):
    vera.post("/f/papers", sent(made.picture(), description="Her photo"))
    theirs = REMOVE.search(vera.get("/f/papers").text).group(1)
    vic = sign_in("vic")
    told.begin(vic)
    assert vic.post(theirs).status_code == 404
    assert "Her photo" not in vic.get("/f/papers").text
    assert n_kept(app)[0] == 1


def test_the_trail_holds_the_hash_of_what_was_sent_and_nothing_that_was_typed(app, vera):
    data = made.taken_somewhere()
    vera.post("/f/papers", sent(data, "Amina at home.jpg", description="Typed words", taken_on="that night"))
    with app.app_context():
        details = session.scalars(sa.select(AuditEntry.detail).where(AuditEntry.action.contains("evidence"))).all()
    import hashlib

    assert details == [f"#1 {hashlib.sha256(data).hexdigest()}"]


def test_the_consent_that_is_read_out_now_names_photographs():
    assert WORDING in words.WORDINGS_WITH_EVIDENCE


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_way_to_it_stands_on_the_overview_and_on_the_check_page(sign_in, language):
    browser = sign_in("vera", language=language)
    told.begin(browser)
    told.answer(browser)
    for page in ("/f/list", f"/f/{told.CHECK}"):
        assert 'href="/f/papers"' in browser.get(page).text, page
    assert browser.get("/f/papers").status_code == 200
