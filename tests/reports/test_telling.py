"""A volunteer files a report step by step, and nothing that was acknowledged is lost."""

import pytest
import sqlalchemy as sa
import time_machine

from reporting.database import session
from reporting.reports import contents, sealed
from reporting.reports.models import IncidentReport, ReportDraft, SealedCompartment, Tally
from reporting.reports.steps.when import clock_time
from reporting.reports.vocabulary import Risk, SharingChoice, Status
from tests.reports import told

NOON = "2026-11-22 12:00"


def stored(app) -> list[IncidentReport]:
    with app.app_context():
        return list(session.scalars(sa.select(IncidentReport)))


@time_machine.travel(NOON, tick=True)
def test_a_report_told_page_by_page_arrives_with_its_facts(app, sign_in):
    told.tell(sign_in("vera"))
    (report,) = stored(app)
    assert (report.status, report.sharing, report.risk) == (
        Status.SUBMITTED,
        SharingChoice.ANONYMOUS_TO_POLICE,
        Risk.LOW,
    )
    assert report.happened_on.isoformat() == "2026-11-07"
    assert (report.main_type, report.primary_strand, report.strands) == ("verbal_abuse", "race", {"race", "religion"})
    assert report.recipients == {"ward_team"}


@time_machine.travel(NOON, tick=True)
def test_a_home_is_snapped_to_an_anchor_of_many_homes_and_never_kept_as_it_is(app, sign_in):
    told.tell(sign_in("vera"))
    (report,) = stored(app)
    assert (report.snapped_easting, report.snapped_northing) == (530_111, 182_105)  # a home anchor, not the postcode


def test_the_receipt_shows_reference_and_secret_until_they_are_kept(sign_in):
    vera = sign_in("vera")
    address = told.tell(vera)
    page = vera.get(address).text
    assert told.REFERENCE.search(page)
    assert told.SECRET.search(page)
    assert vera.get(f"{address}.pdf").data.startswith(b"%PDF")
    vera.post(address, {"has_both": "yes"})
    assert not told.SECRET.search(vera.get(address).text)
    assert vera.get(f"{address}.pdf").status_code == 404


def test_a_receipt_that_was_not_seen_waits_at_home_until_it_is_kept(sign_in):
    vera = sign_in("vera")
    address = told.tell(vera)
    again = sign_in("vera")
    assert f'href="{address}"' in again.get("/").text
    again.post(address, {"has_both": "yes"})
    assert f'href="{address}"' not in again.get("/").text


def test_reference_and_secret_open_the_persons_own_page(sign_in):
    vera = sign_in("vera")
    page = vera.get(told.tell(vera)).text
    reference, secret = told.REFERENCE.search(page).group(), told.SECRET.search(page).group()
    answer = sign_in().post("/follow", {"reference": reference.lower(), "secret": secret})
    assert answer.status_code == 200


def test_the_same_submission_twice_is_one_report_and_one_reference(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    key = told.submission_key(vera)
    first, second = (vera.post(f"/f/{told.CHECK}", {"submission_key": key}) for _ in range(2))
    assert first.location == second.location
    assert len(stored(app)) == 1


def test_a_report_sent_again_because_nobody_answered_holds_its_browser_all_the_same(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    key = told.submission_key(vera)
    with vera.client.session_transaction() as before:
        cookies = dict(before)
    address = vera.post(f"/f/{told.CHECK}", {"submission_key": key}).location
    with vera.client.session_transaction() as cookie:  # the answer was lost, and what it said of cookies with it
        cookie.clear()
        cookie.update(cookies)
    assert vera.post(f"/f/{told.CHECK}", {"submission_key": key}).location == address
    assert vera.get("/").location == address


def test_somebody_elses_submission_key_is_worth_nothing(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    key = told.submission_key(vera)
    vera.post(f"/f/{told.CHECK}", {"submission_key": key})
    vic = sign_in("vic")
    assert vic.post(f"/f/{told.CHECK}", {"submission_key": key}).status_code == 404
    assert vic.post(f"/f/{told.CHECK}", {"submission_key": "no key"}).status_code == 404


def test_a_session_that_ends_loses_no_saved_page(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    for number in list(told.ANSWERS)[:4]:
        vera.post(f"/f/{number}", told.ANSWERS[number])
    again = sign_in("vera")
    home = again.get("/").text
    address = home.split("/resume")[0].rsplit('"', 1)[1] + "/resume"
    assert again.post(address, {"has_both": "yes"}).location == told.page("when")
    assert told.PAGES["what"]["narrative"] in again.get(told.page("what")).text


def test_a_page_is_saved_only_when_it_holds_and_keeps_what_was_typed(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    answer = vera.post(
        told.page("when"),
        {"precision": "between_dates", "day": ["9", "9", "2026"], "last_day": ["1", "9", "2026"], "time": "25:99"},
    )
    assert answer.status_code == 422
    assert "The last day is before the first day" in answer.text
    assert "This is not a time" not in answer.text  # the time is asked only where it is known
    assert 'value="25:99"' in answer.text
    assert 'value="25:99"' not in vera.get(told.page("when")).text


def test_mistakes_are_named_in_the_readers_language_beside_the_field(sign_in):
    vera = sign_in("vera", language="ar")
    told.begin(vera)
    answer = vera.post(told.page("when"), {})
    assert answer.status_code == 422
    (summary, *_rest) = told.MISTAKE.findall(answer.text)
    assert not any(word in summary for word in ("Choose", "Error", "required", "valid"))


@time_machine.travel(NOON, tick=True)
def test_the_future_is_refused(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    answer = vera.post(told.page("when"), {"precision": "date_only", "day": ["23", "11", "2026"]})
    assert "This day is in the future" in answer.text


def test_an_impossible_day_is_refused_and_stays_in_its_boxes(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    answer = vera.post(told.page("when"), {"precision": "date_only", "day": ["31", "2", "2026"]})
    assert "This is not a day" in answer.text
    assert 'value="31"' in answer.text


def test_an_unknown_postcode_warns_and_offers_the_wards_but_never_blocks(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    place = {**told.PAGES["where"], "postcode": "ZZ9 9ZZ"}
    answer = vera.post(told.page("where"), place)
    assert answer.status_code == 422
    assert "We do not know this postcode" in answer.text
    assert "Mill Quarter" in answer.text
    assert vera.post(told.page("where"), {**place, "ward": "Z02"}).status_code == 302


def test_a_house_number_is_kept_out_of_the_name_that_may_be_shared(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    answer = vera.post(told.page("where"), {**told.PAGES["where"], "street": "4 Orchard Row"})
    assert "Leave the number out here" in answer.text


def test_pressing_the_map_takes_the_point_and_says_its_ward(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    place = {**told.PAGES["where"], "postcode": ""}
    answer = vera.post(told.page("where"), {**place, "point.x": "210", "point.y": "70"})
    assert answer.status_code == 200
    assert "You chose a point in Mill Quarter" in answer.text
    easting, northing = (
        answer.text.split(f'name="{name}" value="')[1].split('"')[0] for name in ("easting", "northing")
    )
    assert vera.post(told.page("where"), {**place, "easting": easting, "northing": northing}).status_code == 302
    for key in told.PAGES.keys() - {"where"}:
        vera.post(told.page(key), told.PAGES[key])
    told.submit(vera)
    (report,) = stored(app)
    with app.app_context():
        assert session.get(IncidentReport, report.id).ward.name == "Mill Quarter"


def test_a_press_outside_the_borough_is_said_kindly_and_changes_nothing(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    answer = vera.post(told.page("where"), {**told.PAGES["where"], "point.x": "1", "point.y": "1"})
    assert answer.status_code == 422
    assert "outside this area" in answer.text


def test_the_ward_map_is_a_picture_of_our_own(sign_in):
    vera = sign_in("vera")
    answer = vera.get("/f/map.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.count("<polygon") == 2


def test_ward_precision_leaves_no_point_and_no_day_for_the_police(app, sign_in):
    vera = sign_in("vera")
    told.tell(vera, where={"location_precision": "ward_only"})
    (report,) = stored(app)
    assert report.snapped_easting is None


def test_what_is_only_counted_never_keeps_who_it_was(app, sign_in):
    told.tell(sign_in("vera"), sharing={"sharing": "statistics_only"})
    with app.app_context():
        (report,) = session.scalars(sa.select(IncidentReport))
        kept = sealed.take(report.id, contents.Compartment.IDENTITY)[contents.Compartment.IDENTITY]
        assert (kept.name, kept.age_band) == ("", "not_asked")
        assert session.scalar(sa.select(sa.func.count()).select_from(Tally)) == 1


def test_only_the_person_can_agree_to_share_who_they_are(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    answer = vera.post(
        told.page("sharing"), {"sharing": "identity_to_police", "consent_given_by": "nobody", "is_read_back": "yes"}
    )
    assert answer.status_code == 422


def test_a_grave_answer_makes_it_high_risk_and_writes_one_neutral_letter(app, sign_in):
    told.tell(sign_in("vera"), risk={"weapons_or_fire": "yes"})
    (report,) = stored(app)
    assert report.risk is Risk.HIGH
    from reporting.mail.models import OutgoingMail

    with app.app_context():
        (letter,) = session.scalars(sa.select(OutgoingMail))
        assert (letter.address, letter.kind) == ("cora@demo.example", "update")


def test_every_script_every_emoji_and_fifty_kilobytes_are_kept(app, sign_in):
    words = "سلام 🧕🏾 ক্ষ ʼ — <script>alert(1)</script>\n" + "ঘ" * 50_000
    vera = sign_in("vera")
    told.begin(vera)
    assert vera.post(told.page("what"), {**told.PAGES["what"], "narrative": words}).status_code == 302
    page = vera.get(told.page("what")).text
    assert "ঘ" * 50_000 in page
    assert "<script>alert(1)" not in page


def test_signs_that_cannot_be_kept_are_refused_beside_the_field(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    for wrong in ("before\x00after", "bell \x07", "return \x1b[2J"):
        answer = vera.post(told.page("what"), {**told.PAGES["what"], "narrative": wrong})
        assert answer.status_code == 422
        assert "cannot be kept" in answer.text


def test_bytes_that_are_no_text_do_no_harm(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.get(told.page("what"))
    body = f"csrf_token={vera.token}&narrative=half+%ED%B3%BF+sign+%FF&kind=hate_incident&incident_types=threat"
    answer = vera.client.post(told.page("what"), data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert "half " in vera.get(told.page("what")).text


def test_a_form_field_from_nowhere_changes_nothing(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    given = {**told.PAGES["sharing"], "taken_by": "someone", "status": "released", "ward_id": "1", "__class__": "x"}
    assert vera.post(told.page("sharing"), given).status_code == 302
    with app.app_context():
        assert stored(app) == []


def test_choices_that_are_on_no_list_are_refused(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert vera.post(told.page("sharing"), {**told.PAGES["sharing"], "sharing": "everyone"}).status_code == 422
    assert (
        vera.post(
            told.page("what"), {**told.PAGES["what"], "incident_types": ["verbal_abuse", "witchcraft"]}
        ).status_code
        == 422
    )


def test_the_check_page_leads_to_the_first_page_that_is_missing(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.post(told.page("safety"), told.PAGES["safety"])
    assert vera.get(f"/f/{told.CHECK}").location.startswith(told.page("sharing"))


def test_a_hate_incident_needs_a_reason_and_a_concern_does_not(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera)
    answer = vera.post(told.page("why"), {"strands": []})
    assert (answer.status_code, "Choose at least one reason" in answer.text) == (422, True)
    vera.post(told.page("teller"), {**told.PAGES["teller"], "kind": "community_safety_concern"})
    assert vera.get(f"/f/{told.CHECK}").status_code == 200
    assert vera.get(told.page("why")).location == told.page("who")


def test_several_things_ask_which_was_the_worst(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    several = {**told.PAGES["what"], "incident_types": ["verbal_abuse", "threat"]}
    answer = vera.post(told.page("what"), several)
    assert answer.status_code == 422
    assert "Choose the worst" in answer.text
    assert vera.post(told.page("what"), {**several, "main_type": "threat"}).status_code == 302


def test_stopping_erases_the_draft_and_its_key(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    vera.post(told.page("safety"), told.PAGES["safety"])
    assert "Erase" in vera.get("/f/discard").text
    vera.post("/f/discard")
    with app.app_context():
        assert session.scalar(sa.select(ReportDraft)) is None
        assert session.scalar(sa.select(SealedCompartment)) is None


def test_the_second_language_stands_beside_every_question_and_can_change_at_any_step(sign_in):
    vera = sign_in("vera")
    told.begin(vera, second_language="ar")
    page = vera.get(told.page("sharing")).text
    assert 'lang="ar" dir="rtl"' in page
    assert vera.post("/f/language", {"second_language": "so", "number": str(told.N["sharing"])}).location == told.page(
        "sharing"
    )
    page = vera.get(told.page("sharing")).text
    assert 'class="paired__second" lang="so"' in page


def test_what_the_police_will_see_is_shown_before_sending(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera, what={"narrative": "MARKED-ACCOUNT"}, you={"name": "MARKED-NAME"})
    page = vera.get(f"/f/{told.CHECK}").text
    panel = page.split("police-view", 1)[1]
    assert "Orchard Row" in panel
    assert "Flat 9" not in panel
    assert "MARKED-ACCOUNT" not in panel
    assert "MARKED-NAME" not in panel


def test_a_report_that_is_not_shared_shows_that_the_police_see_nothing(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    told.answer(vera, sharing={"sharing": "support_only"})
    assert "Nothing. This report is not shared with the police." in vera.get(f"/f/{told.CHECK}").text


def test_addresses_and_titles_of_the_form_are_neutral(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    for place, number in enumerate(told.ANSWERS, start=1):
        page = vera.get(f"/f/{number}").text
        title = page.split("<title>")[1].split("</title>")[0]
        assert title == f"Question {place} of 14 · Common Room"


def test_drafts_nobody_touched_for_seven_days_are_erased(app, sign_in, run):
    with time_machine.travel("2026-11-10 12:00", tick=True):
        vera = sign_in("vera")
        told.begin(vera)
    with time_machine.travel("2026-11-16 12:00", tick=True):
        assert run("reports", "discard-drafts").exit_code == 0
        with app.app_context():
            assert session.scalar(sa.select(ReportDraft)) is not None
    with time_machine.travel("2026-11-18 12:00", tick=True):
        run("reports", "discard-drafts")
        with app.app_context():
            assert session.scalar(sa.select(ReportDraft)) is None
            assert session.scalar(sa.select(SealedCompartment)) is None


def test_a_paragraph_is_kept_with_its_line_breaks_as_browsers_send_them(app, sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert (
        vera.post(told.page("what"), {**told.PAGES["what"], "narrative": "first line\r\n\r\nsecond line"}).status_code
        == 302
    )
    assert "first line\n\nsecond line" in vera.get(told.page("what")).text


def test_blank_words_are_no_words(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert vera.post(told.page("what"), {**told.PAGES["what"], "narrative": "  \r\n "}).status_code == 422


def test_two_tabs_never_mix_two_peoples_reports(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    first = told.DRAFT.search(vera.get(told.page("what")).text).group(1)
    told.begin(vera)
    assert told.DRAFT.search(vera.get(told.page("what")).text).group(1) != first
    vera.post(told.page("what"), {**told.PAGES["what"], "narrative": "told in the first tab", "draft": first})
    assert "told in the first tab" in vera.get(told.page("what")).text  # the first is the one now written
    assert told.DRAFT.search(vera.get(told.page("what")).text).group(1) == first


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("16:30", 16), ("1630", 16), ("4 pm", 16), ("4:30pm", 16), ("12 am", 0), ("12pm", 12), ("7", 7), ("16.30", 16)],
)
def test_a_time_is_understood_as_it_is_written(typed, hour):
    assert clock_time(typed).hour == hour


@pytest.mark.parametrize("typed", ["half past four", "25:00", "13 pm", "0 am", "4:99", "99999999", "٤"])
def test_what_is_no_time_is_not_guessed(typed):
    assert clock_time(typed) is None


def test_the_back_button_after_sending_leads_home_and_says_where_it_is(sign_in):
    vera = sign_in("vera")
    receipt = told.tell(vera)
    assert vera.get(told.page("what")).location == receipt
    vera.post(receipt, {"has_both": "yes"})
    vera.get("/")
    answer = vera.get(told.page("what"))
    assert answer.location == "/"
    assert "list of reports" in vera.get("/").text


def test_the_answers_stand_in_both_languages_on_the_last_page(sign_in):
    vera = sign_in("vera")
    told.begin(vera, second_language="so")
    told.answer(vera)
    page = vera.get(f"/f/{told.CHECK}").text
    assert page.count('class="paired__second" lang="so"') > 40


def test_a_year_of_two_digits_is_no_year(sign_in):
    vera = sign_in("vera")
    told.begin(vera)
    assert (
        "This is not a day" in vera.post(told.page("when"), {"precision": "date_only", "day": ["7", "11", "26"]}).text
    )


def test_what_happened_elsewhere_cannot_be_released_for_want_of_a_team(app, sign_in):
    vera, cora = sign_in("vera"), sign_in("cora")
    address = told.tell(
        vera, where={"scope": "other_borough", "place_type": "street", "postcode": ""}, risk={"targeted_at_home": "no"}
    )
    report_id = address.rsplit("/", 1)[1]
    cora.post(f"/reports/{report_id}/begin")
    cora.post(f"/reports/{report_id}/accept")
    assert "no ward team" in cora.get(f"/reports/{report_id}").text
    cora.post(f"/reports/{report_id}/summary", {"text": "Messages on a telephone."})
    assert cora.post(f"/reports/{report_id}/release").status_code == 409
    (report,) = stored(app)
    assert report.status is Status.ACCEPTED
