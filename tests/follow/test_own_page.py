"""The person's own page: how it stands, in plain words, without a trace on the device."""

import pytest

from reporting.database import session
from reporting.reports import shared
from reporting.reports.models import IncidentReport
from tests.reports.marked import actions_in, found_in, trail, words

SECRET = "4021187754"
NOT_TOGETHER = "do not belong together"


@pytest.fixture
def ask(app, client):
    """ask(report_id) sends its reference and a secret from a browser that nobody signed in to."""

    def send(report_id, *, secret: str = SECRET, language: str = ""):
        with app.app_context():
            reference = session.get_one(IncidentReport, report_id).reference
        address = f"/follow?language={language}" if language else "/follow"
        return client.post(address, data={"reference": reference, "secret": secret})

    return send


@pytest.mark.parametrize(
    ("status", "choice", "said"),
    [
        ("submitted", "anonymous_to_police", "waiting for the coordinator"),
        ("accepted", "anonymous_to_police", "not been passed to the police team yet"),
        ("accepted", "support_only", "The police were not given it"),
        ("accepted", "statistics_only", "The police were not given it"),
        ("released", "identity_to_police", "passed to the police team for the area on"),
        ("withdrawn", "identity_to_police", "It is withdrawn"),
        ("rejected", "anonymous_to_police", "is not counted"),
    ],
)
def test_the_person_reads_how_it_stands(ask, file_report, status, choice, said) -> None:
    page = ask(file_report(status=status, sharing=choice, secret=SECRET))
    assert page.status_code == 200
    assert said in page.text


def test_the_person_reads_that_the_police_team_has_read_it(ask, sign_in, file_report) -> None:
    report_id = file_report(secret=SECRET)
    assert "has not said yet" in ask(report_id).text
    sign_in("omar").post(f"/reports/{report_id}/acknowledge")
    assert "The police team read it on" in ask(report_id).text


def test_the_person_reads_what_they_chose(ask, file_report) -> None:
    report_id = file_report(secret=SECRET, sharing="support_only", status="submitted")
    assert "Help me, but do not tell the police" in ask(report_id).text


def test_nothing_that_was_said_and_nobody_stands_on_the_page(ask, file_report) -> None:
    page = ask(file_report(secret=SECRET, words=words())).text
    assert not found_in(page)
    assert "Larch Green" not in page
    assert "Harbour" not in page


def test_no_answer_sets_a_cookie(client, ask, file_report) -> None:
    report_id = file_report(secret=SECRET)
    for answer in (
        client.get("/follow"),
        ask(report_id),
        ask(report_id, secret="0000000000"),
        ask(report_id, language="ar"),
    ):
        assert "Set-Cookie" not in answer.headers


def test_the_title_and_the_address_tell_nothing(ask, file_report) -> None:
    page = ask(file_report(secret=SECRET))
    title = page.text.split("<title>", 1)[1].split("</title>", 1)[0].lower()
    assert not any(word in title for word in ("report", "hate", "police", "incident"))
    assert page.request.path == "/follow"


def test_a_wrong_reference_and_a_wrong_secret_have_one_answer(client, ask, file_report) -> None:
    report_id = file_report(secret=SECRET)
    wrong_secret = ask(report_id, secret="4021187755")
    wrong_reference = client.post("/follow", data={"reference": "4T7K-9QXM", "secret": SECRET})
    no_reference = client.post("/follow", data={"reference": "hello", "secret": SECRET})
    for answer in (wrong_secret, wrong_reference, no_reference):
        assert answer.status_code == 422
        assert NOT_TOGETHER in answer.text
        assert SECRET not in answer.text


def test_an_imported_report_without_a_secret_opens_to_nobody(ask, file_report) -> None:
    report_id = file_report()
    assert ask(report_id, secret="-").status_code == 422


@pytest.mark.parametrize("secret", ["402 118 7754", "٤٠٢١١٨٧٧٥٤", "৪০২ ১১৮ ৭৭৫৪"])
def test_the_secret_may_be_typed_in_groups_and_in_ones_own_digits(ask, file_report, secret) -> None:
    assert ask(file_report(secret=SECRET), secret=secret).status_code == 200


def test_the_page_speaks_the_language_of_its_address(ask, file_report) -> None:
    page = ask(file_report(secret=SECRET), language="ar").text
    assert '<html lang="ar" dir="rtl"' in page


def test_empty_fields_have_their_own_messages(client) -> None:
    answer = client.post("/follow", data={})
    assert answer.status_code == 422
    assert answer.text.count("Enter the reference") == 2
    assert answer.text.count("Enter the secret number") == 2


def test_looking_is_written_down_without_saying_whose(app, ask, file_report) -> None:
    report_id = file_report(secret=SECRET)
    ask(report_id)
    assert trail(app)[0] == ("follow:opened", "", "done")
    ask(report_id, secret="1")
    assert trail(app)[0] == ("follow:refused", "", "denied")
    assert not any(action.endswith(":opened") and action.startswith("report:") for action in actions_in(app))


def test_guesses_are_held_back_where_they_are_made_and_nowhere_else(app, file_report, monkeypatch):
    report_id = file_report(secret="1234567890")
    with app.app_context():
        reference = session.get_one(IncidentReport, report_id).reference
    client, asked = app.test_client(), []
    real = shared.by_reference_and_secret
    monkeypatch.setattr(shared, "by_reference_and_secret", lambda *words: asked.append(words) or real(*words))
    guess = {"environ_overrides": {"REMOTE_ADDR": "198.51.100.7"}}
    answers = [
        client.post("/follow", data={"reference": reference, "secret": f"00000000{n:02}"}, **guess) for n in range(20)
    ]
    assert {answer.status_code for answer in answers[:5]} == {422}
    assert "too many tries" in answers[-1].text
    assert answers[-1].status_code == 429
    assert len(asked) < 12
    for n in range(60):  # other references from there come to an end as well
        client.post("/follow", data={"reference": f"AAAA-{n:04}", "secret": "1"}, **guess)
    assert len(asked) <= 30
    assert client.post("/follow", data={"reference": reference, "secret": "1234567890"}).status_code == 200
