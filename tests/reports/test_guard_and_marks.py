"""What could point to the person is said before it is sent; names and numbers are marked before they are shared."""

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from reporting.audit.models import AuditEntry
from reporting.database import session
from reporting.reports import detector, handover
from reporting.reports.detector import Found
from reporting.reports.risk import suggested
from reporting.reports.vocabulary import Risk
from tests.reports import told


def check_page(volunteer, **changed) -> str:
    told.begin(volunteer)
    told.answer(volunteer, **changed)
    return volunteer.get(f"/f/{told.CHECK}").text


def test_the_own_front_door_is_pointed_out_and_a_press_makes_it_coarser(sign_in):
    vera = sign_in("vera")
    page = check_page(vera, where={"location_precision": "exact"})
    assert "as good as your name" in page
    assert vera.post("/f/coarser", {"offer": "ward"}).location == f"/f/{told.CHECK}"
    page = vera.get(f"/f/{told.CHECK}").text
    assert "as good as your name" not in page
    assert "Orchard Row" not in page.split("police-view", 1)[1]


def test_details_about_the_person_are_pointed_out_and_can_be_left_out(sign_in):
    vera = sign_in("vera")
    assert "may point to you" in check_page(vera, sharing={"shares_demographics": "yes"})
    vera.post("/f/coarser", {"offer": "no_details"})
    assert "may point to you" not in vera.get(f"/f/{told.CHECK}").text


def test_where_the_name_is_shared_or_nothing_is_there_is_nothing_to_point_out(sign_in):
    vera = sign_in("vera")
    assert "This could point to you" not in check_page(
        vera, sharing={"sharing": "support_only"}, where={"location_precision": "exact"}
    )


def test_an_offer_that_is_none_is_refused(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert vera.post("/f/coarser", {"offer": "everything"}).status_code == 404


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("Ring 020 7946 0018 in the evening.", Found.PHONE, "020 7946 0018"),
        ("Write to amina@example.org.", Found.EMAIL, "amina@example.org"),
        ("They live at 14 Orchard Row now.", Found.ADDRESS, "14 Orchard Row"),
        ("It was near NW1 2AB again.", Found.ADDRESS, "NW1 2AB"),
        ("The car was AB12 CDE.", Found.PLATE, "AB12 CDE"),
        ("A neighbour, Mr Brown, saw it.", Found.NAME, "Mr Brown"),
        ("They shouted at Amina in the street.", Found.NAME, "Amina"),
        ("Waxay ku qayliyeen xaliimo albaabka.", Found.NAME, "xaliimo"),
        ("صرخوا على أمينة في الشارع", Found.NAME, "أمينة"),
    ],
)
def test_names_numbers_and_addresses_are_marked(text, kind, part):
    found = detector.marks(text, names=["Amina Example", "Xaliimo", "أمينة"])
    assert (kind, part) in [(mark.kind, text[mark.start : mark.end]) for mark in found]


def test_an_ordinary_summary_and_a_place_that_may_be_named_are_not_marked():
    text = "A group of four shouted insults at a family on Larch Estate on three evenings. Eggs were thrown."
    assert detector.marks(text, allowed=["Larch Estate"]) == []


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=3))
def test_marking_never_fails_and_the_pieces_are_the_text(text, names):
    found = detector.marks(text, names=names)
    assert "".join(piece for piece, _kind in detector.split(text, found)) == text


def test_a_summary_with_marks_is_released_only_when_somebody_says_they_looked(sign_in, file_report):
    report, cora = file_report(status="submitted"), sign_in("cora")
    cora.post(f"/reports/{report}/begin")
    cora.post(f"/reports/{report}/summary", {"text": "They shouted at Amina Example."})
    cora.post(f"/reports/{report}/accept")
    assert cora.post(f"/reports/{report}/release").status_code == 422
    assert "<mark>" in cora.get(f"/reports/{report}").text
    assert cora.post(f"/reports/{report}/release", {"has_looked": "yes"}).status_code == 302


def test_the_text_for_an_official_form_holds_no_more_than_the_ward_team_would_see(sign_in, file_report):
    report, cora = file_report(status="submitted"), sign_in("cora")
    cora.post(f"/reports/{report}/begin")
    cora.post(f"/reports/{report}/summary", {"text": "A group shouted at a front door."})
    page = cora.get(f"/reports/{report}/handover").text
    assert "A group shouted at a front door." in page
    assert "Four boys" in page
    assert not any(word in page for word in ("Amina", "Flat 9", "01632 960 001"))


@given(st.text(max_size=6000))
def test_no_box_of_an_official_form_is_longer_than_it_may_be(text):
    (box,) = handover.boxes([("what", [text])])
    assert len(box.text) <= handover.BOX_SIGNS
    assert box.is_cut == (len(text.strip()) > handover.BOX_SIGNS) or not text.strip()


def test_one_grave_answer_or_a_concern_makes_it_high_and_small_ones_add_up():
    assert suggested({"threats_to_kill": "yes"}).is_alone
    assert suggested({}, safeguarding=["child"]).level is Risk.HIGH
    small = dict.fromkeys(("targeted_at_home", "known_and_near", "escalating"), "yes")
    assert (suggested(small).level, suggested(small).because_of) == (Risk.HIGH, tuple(small))
    assert suggested(dict.fromkeys(small, "no")).level is Risk.LOW


def test_a_changed_risk_needs_a_reason_which_is_kept_under_seal(sign_in, file_report):
    report, cora = file_report(status="submitted"), sign_in("cora")
    cora.post(f"/reports/{report}/begin")
    assert cora.post(f"/reports/{report}/risk", {"risk": "high"}).status_code == 422
    assert cora.post(f"/reports/{report}/risk", {"risk": "high", "reason": "They live next door."}).status_code == 302
    assert "They live next door." in cora.get(f"/reports/{report}").text


def test_the_receipt_holds_until_both_numbers_are_kept(sign_in):
    vera = sign_in("vera")
    receipt = told.tell(vera)
    for page in ("/", "/reports", "/f", "/training"):
        assert vera.get(page).location == receipt, page
    assert vera.post(receipt, {}).status_code == 422
    assert vera.post(receipt, {"has_both": "yes"}).location == "/"
    assert vera.get("/").status_code == 200


def test_whoever_left_without_the_numbers_finds_them_waiting(sign_in):
    vera = sign_in("vera")
    receipt = told.tell(vera)
    assert vera.post(f"{receipt}/later").location == "/"
    assert f'href="{receipt}"' in vera.get("/").text


def test_a_lost_secret_is_given_anew_and_the_old_one_opens_nothing(sign_in):
    vera = sign_in("vera")
    receipt = told.tell(vera)
    page = vera.get(receipt).text
    reference, old = told.REFERENCE.search(page).group(), told.SECRET.search(page).group()
    vera.post(receipt, {"has_both": "yes"})
    address = receipt.replace("/kept/", "/reports/") + "/secret"
    assert vera.post(address, {"knows_it": "y"}).status_code == 422
    given = {"knows_it": "y", "is_reached": "y", "is_alone": "y"}
    assert vera.post(address, given).location == receipt
    new = told.SECRET.search(vera.get(receipt).text).group()
    assert new != old
    assert sign_in().post("/follow", {"reference": reference, "secret": old}).status_code != 200
    assert sign_in().post("/follow", {"reference": reference, "secret": new}).status_code == 200


@pytest.mark.parametrize(("then", "changed"), [("second", "ar"), ("language:ar", "")])
def test_another_language_keeps_what_is_typed_without_a_script(sign_in, then, changed):
    vera = sign_in("vera")
    told.begin(vera, second_language="so")
    vera.get(told.page("what"))
    given = {"narrative": "half a sentence", "second_language": "ar", "then": then}
    assert vera.post(f"{told.page('what')}/keep", given).location == told.page("what")
    page = vera.get(told.page("what")).text
    assert "half a sentence" in page
    assert ('<html lang="ar"' in page) == (not changed)
    assert (f'class="paired__second" lang="{changed}"' in page) == bool(changed)


def test_marks_in_a_summary_that_the_ward_team_reads_already_are_looked_at_too(sign_in, file_report):
    report, cora = file_report(status="released"), sign_in("cora")
    words = {"text": "They shouted at Amina Example."}
    answer = cora.post(f"/reports/{report}/summary", words)
    assert answer.status_code == 422
    assert "Look at each mark" in answer.text
    assert "<mark>" in answer.text
    assert 'name="has_looked"' in answer.text
    assert "Amina" not in sign_in("omar").get(f"/reports/{report}").text
    assert cora.post(f"/reports/{report}/summary", {**words, "has_looked": "yes"}).status_code == 302


def test_a_release_opens_no_words_where_nothing_is_shown(app, sign_in, file_report):
    report, cora = file_report(status="submitted"), sign_in("cora")
    cora.post(f"/reports/{report}/begin")
    cora.post(f"/reports/{report}/summary", {"text": "A group shouted at a front door."})
    cora.post(f"/reports/{report}/accept")
    before = n_openings(app)
    assert cora.post(f"/reports/{report}/release").status_code == 302
    assert n_openings(app) == before


def n_openings(app) -> int:
    with app.app_context():
        opened = AuditEntry.action.endswith(":opened")
        return session.scalar(sa.select(sa.func.count()).select_from(AuditEntry).where(opened))


def test_a_receipt_is_held_in_every_browser_and_each_of_two_by_itself(sign_in):
    vera = sign_in("vera")
    first, second = told.tell(vera), ""
    other = sign_in("vera")
    assert other.get("/reports").location == first
    vera.post(f"{first}/later")
    second = told.tell(other)
    assert vera.get("/reports").location == second
    assert vera.post(first, {"has_both": "yes"}).location == "/"
    assert vera.get("/").location == second


def test_a_receipt_that_is_gone_holds_nobody(sign_in):
    vera = sign_in("vera")
    receipt = told.tell(vera)
    report = receipt.replace("/kept/", "/reports/")
    assert sign_in("cora").post(f"{report}/withdraw").status_code == 302
    assert vera.get("/").status_code == 200
