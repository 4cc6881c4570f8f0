"""A file opens only whole, only in its order, only in its report; and it goes when the report's words go."""

import pytest
import sqlalchemy as sa

from reporting import clock, crypto
from reporting.crypto import SealBroken
from reporting.database import finish, session
from reporting.reports import actions, drafts
from reporting.reports.evidence import sealing
from reporting.reports.evidence.models import Evidence, EvidenceChunk
from reporting.reports.models import IncidentReport, ReportDraft
from tests.reports import told
from tests.reports.evidence import made
from tests.reports.evidence.showing import add, n_kept, sent

N_PIECES = 4


@pytest.fixture
def stored(app, file_report):
    """A file of four pieces in one report; its id."""
    evidence_id = add(app, file_report(status="submitted"))
    data = bytes(range(256)) * 256 * (N_PIECES - 1) + b"the end"
    with app.app_context():
        one = session.get_one(Evidence, evidence_id)
        session.execute(sa.delete(EvidenceChunk))
        one.size = len(data)
        sealing.put_file(one, data)
        finish(keep=True)
    return evidence_id, data


def opened(app, evidence_id):
    with app.app_context():
        return sealing.file_of(session.get_one(Evidence, evidence_id))


def test_a_file_comes_back_as_it_was_put_in(app, stored):
    evidence_id, data = stored
    assert opened(app, evidence_id) == data
    assert n_kept(app) == (1, N_PIECES)


def _without_the_last(pieces):
    session.delete(pieces[-1])


def _without_one_in_the_middle(pieces):
    session.delete(pieces[1])


def _in_another_order(pieces):
    pieces[0].envelope, pieces[1].envelope = pieces[1].envelope, pieces[0].envelope


def _cut_and_renumbered(pieces):
    session.delete(pieces[0])
    session.flush()
    for piece in pieces[1:]:
        piece.number -= 1
        session.flush()


def _one_sign_changed(pieces):
    envelope = pieces[2].envelope
    pieces[2].envelope = envelope[:-1] + bytes([envelope[-1] ^ 1])


def _nothing_left(pieces):
    for piece in pieces:
        session.delete(piece)


@pytest.mark.parametrize(
    "hurt",
    [
        _without_the_last,
        _without_one_in_the_middle,
        _in_another_order,
        _cut_and_renumbered,
        _one_sign_changed,
        _nothing_left,
    ],
)
def test_a_file_that_was_touched_does_not_open(app, stored, hurt):
    evidence_id, _data = stored
    with app.app_context():
        hurt(session.scalars(sa.select(EvidenceChunk).order_by(EvidenceChunk.number)).all())
        finish(keep=True)
    with pytest.raises(SealBroken):
        opened(app, evidence_id)


def test_no_piece_opens_in_another_file_or_report(app, file_report):
    one, same_report = file_report(status="submitted"), None
    first = add(app, one)
    same_report, elsewhere = add(app, one), add(app, file_report(status="submitted"))
    with app.app_context():
        envelope = session.scalar(sa.select(EvidenceChunk.envelope).where(EvidenceChunk.evidence_id == first))
        session.execute(sa.update(EvidenceChunk).values(envelope=envelope))
        finish(keep=True)
    assert opened(app, first)
    for other in (same_report, elsewhere):
        with pytest.raises(SealBroken):
            opened(app, other)


def test_words_do_not_open_on_another_row(app, file_report):
    report_id = file_report(status="submitted")
    add(app, report_id, description="first")
    add(app, report_id, description="second")
    with app.app_context():
        first, second = session.scalars(sa.select(Evidence).order_by(Evidence.number)).all()
        assert sealing.words_of(first).description == "first"
        second.words = first.words
        with pytest.raises(SealBroken):
            sealing.words_of(second)


def test_no_word_and_no_sign_of_a_file_stands_in_the_database(app, settings, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    marked = b"/Title (MARKED-IN-A-PAPER)\n"
    file = sent(
        made.pdf(inside=marked), "MARKED-NAME.pdf", "application/pdf", description="MARKED-WORDS", taken_on="MARKED-DAY"
    )
    assert vera.post("/f/papers", file).status_code == 302
    app.extensions["database"].checkpoint()
    for path in settings.folder.rglob("*"):
        assert not path.is_file() or b"MARKED-" not in path.read_bytes(), path


@pytest.mark.parametrize("end", ["withdraw", "reject", "dispose", "accept_what_is_only_counted"])
def test_evidence_goes_when_the_words_of_a_report_go(app, file_report, end):
    is_counted = end == "accept_what_is_only_counted"
    report_id = file_report(status="submitted", sharing="statistics_only" if is_counted else "identity_to_police")
    kept = add(app, file_report(status="submitted"))
    add(app, report_id)
    with app.app_context():
        report = session.get_one(IncidentReport, report_id)
        if end == "dispose":
            report.retention_due_on = clock.today()
            actions.dispose_due()
        elif is_counted:
            actions.accept_report(report)
        else:
            {"withdraw": actions.withdraw_report, "reject": actions.reject_report}[end](report)
        finish(keep=True)
    assert n_kept(app) == (1, 1)
    assert opened(app, kept)


def test_evidence_of_a_draft_goes_with_the_draft(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.post("/f/papers", sent(made.picture()))
    with app.app_context():
        drafts.discard_draft(session.scalars(sa.select(ReportDraft)).one())
        finish(keep=True)
    assert n_kept(app) == (0, 0)


def test_a_key_that_is_gone_leaves_nothing_to_open(app, stored):
    evidence_id, _data = stored
    with app.app_context():
        one = session.get_one(Evidence, evidence_id)
        envelope = session.scalars(sa.select(EvidenceChunk.envelope).limit(1)).one()
        where = sealing._of_piece(one, 0, n_pieces=N_PIECES)
        with pytest.raises(SealBroken):
            crypto.unseal(envelope, key=crypto.new_data_key(), where=where)
