"""A letter says only that there is news: the same words whatever the news is."""

from datetime import timedelta

from reporting import clock


def test_a_letter_about_much_and_one_about_nothing_are_the_same_words(post_office, file_report, run):
    monday = clock.week_days(clock.last_complete_week(clock.today()))[0]
    for _ in range(3):
        file_report(submitted_on=monday, happened_on=monday - timedelta(days=1), disclosed_on=monday, risk="high")
    assert run("digests", "send").exit_code == 0  # three in Larch Green, none in Mill Quarter
    assert run("mail", "deliver").exit_code == 0
    omar, olga = (next(one for one in post_office.letters if name in one["To"]) for name in ("omar", "olga"))
    assert omar["Subject"] == olga["Subject"]
    assert omar.get_content() == olga.get_content()
    told = {"To", "Date", "Message-ID"}
    assert {k: v for k, v in omar.items() if k not in told} == {k: v for k, v in olga.items() if k not in told}


def test_no_byte_of_a_letter_tells_of_a_report(app, post_office, file_report, run, sign_in):
    week = clock.last_complete_week(clock.today())
    monday = clock.week_days(week)[0]
    file_report(
        submitted_on=monday,
        happened_on=monday,
        disclosed_on=monday,
        strands=frozenset({"religion"}),
        primary_strand="religion",
    )
    run("digests", "send")
    run("mail", "deliver")
    sent = b"".join(envelope.content for envelope in post_office.envelopes).decode()
    said = " ".join(letter.get_content() for letter in post_office.letters)
    page = sign_in("omar").get(f"/digests/{week}/Z01").text
    for word in ("Larch Green", "Religion or belief", "Insults", "high risk", week):
        assert word.lower() in page.lower()
        assert word.lower() not in (sent + said).lower()
    for word in ("Z01", "Larch", "ward", "religion", "report", "hate", "digest", "police"):
        assert word.lower() not in said.lower()


def test_a_letter_is_in_its_recipients_language(post_office, put_in_outbox, run, app):
    put_in_outbox("omar", language="ar")
    with app.app_context():
        from reporting import i18n
        from reporting.mail.letters import LETTERS

        with i18n.speaking("ar"):
            expected = str(LETTERS["update"].subject)
    run("mail", "deliver")
    assert [letter["Subject"] for letter in post_office.letters] == [expected]
    assert "http://localhost:8000" in post_office.letters[0].get_content()


def test_an_account_in_a_language_no_longer_offered_still_gets_its_letter(post_office, put_in_outbox, run):
    put_in_outbox("omar", language="xx")
    assert run("mail", "deliver").exit_code == 0
    assert post_office.letters[0]["Subject"] == "You have an update"
