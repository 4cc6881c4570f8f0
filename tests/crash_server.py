"""The real web server in a process group of its own, and volunteers who work at it over HTTP until it dies."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import requests

from reporting import clock, config
from reporting.reports.steps.order import N_PAGES, NUMBERS, STEPS
from tests import cast

ROOT = Path(__file__).parent.parent
START_SECONDS = 120
ASKED = (
    "safety", "sharing", "teller", "what", "when", "where", "why", "who", "harm", "before", "risk", "support", "you",
)  # fmt: skip
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
RESUME = re.compile(r'action="/f/([0-9a-f-]{36})/resume"')
REFERENCE = re.compile(r"(?<![\w-])[34679ACDEFGHJKMNPQRTWXY]{4}-[34679ACDEFGHJKMNPQRTWXY]{4}(?![\w-])")


class Server:
    """Gunicorn as it runs in earnest: two workers of four threads."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = folder.parent / "server.log"
        self._environment = config.environment(INSTANCE=str(folder), DATABASE_URL="")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server answers; the port is asked again and again, but not for ever."""
        command = [
            sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "4",
            "--no-control-socket", "--log-level", "warning", "--bind", f"127.0.0.1:{self.port}", "wsgi:app",
        ]  # fmt: skip
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                if requests.get(f"{self.address}/readyz", timeout=10).status_code == 200:
                    return
            except requests.RequestException:
                time.sleep(0.05)
            if self._process.poll() is not None:
                break
        raise AssertionError(f"the server did not start: {self._log.read_text()[-2000:]}")

    def kill(self) -> None:
        """Ends every process of the group at once, without a word."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


@dataclass
class Telling:
    """One report as the volunteer's browser knows it: what was acknowledged."""

    draft_id: str
    answers: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # step key to what a 302 acknowledged
    was_sent: bool = False  # the submission went out, whether or not an answer came back
    is_submitted: bool = False  # a 302 came back
    reference: str = ""


class Countdown:
    """Says when so many pages have been acknowledged, by all volunteers together."""

    def __init__(self, n_pages: int) -> None:
        self._left, self._lock, self._is_over = n_pages, threading.Lock(), threading.Event()

    def count(self) -> None:
        with self._lock:
            self._left -= 1
            if self._left <= 0:
                self._is_over.set()

    def wait(self) -> bool:
        """False when it never came to that."""
        return self._is_over.wait(START_SECONDS)


class Volunteer(threading.Thread):
    """Fills in one report after another until the connection breaks; then takes up again where it broke."""

    def __init__(self, server: Server, name: str) -> None:
        super().__init__()
        self.server, self.person = server, name
        self.countdown: Countdown | None = None
        self.browser = requests.Session()
        self.browser.trust_env = False
        self.token = ""
        self.tellings: list[Telling] = []
        self.n_acknowledged = 0
        self.trouble: list[str] = []

    def again(self) -> "Volunteer":
        """The same browser with the same cookies, after the server came back."""
        successor = Volunteer(self.server, self.person)
        successor.browser, successor.token, successor.tellings = self.browser, self.token, self.tellings
        successor.n_acknowledged = self.n_acknowledged
        return successor

    def work(self, countdown: Countdown) -> None:
        """Begins to fill in reports, beside the others."""
        self.countdown = countdown
        self.start()

    def _acknowledged(self) -> None:
        self.n_acknowledged += 1
        if self.countdown:
            self.countdown.count()

    def sign_in(self) -> None:
        self._get("/sign-in")
        answer = self._post("/sign-in", {"email": cast.email(self.person), "passphrase": cast.PASSPHRASE})
        assert answer.status_code == 302
        self._get("/")

    def run(self) -> None:
        try:
            while True:
                self._tell()
        except requests.RequestException:
            pass  # the server died
        except Exception as error:
            self.trouble.append(repr(error))

    def _tell(self) -> None:
        telling = self._open_one()
        number = self._resumed_at(telling)
        while number != N_PAGES:
            given = answers_of(number, f"{self.person} {len(self.tellings)} {telling.draft_id}")
            answer = self._post(f"/f/{number}", given)
            self._expect(answer, 302, f"page {number}")
            following = int(answer.headers["Location"].rpartition("/")[2])
            telling.answers[STEPS[number - 1].key] = {name: as_list(value) for name, value in given.items()}
            self._acknowledged()
            number = following
        self._submit(telling)

    def _open_one(self) -> Telling:
        unfinished = [telling for telling in self.tellings if not telling.is_submitted]
        self._leave_receipt()
        drafts = RESUME.findall(self._get("/").text)
        for telling in unfinished:
            if telling.draft_id in drafts:
                return telling
            self._check(telling.was_sent, f"the acknowledged draft {telling.draft_id} is gone")
            self._submit(telling)
        for draft_id in drafts:  # begun, but the answer never came
            if draft_id not in {telling.draft_id for telling in self.tellings}:
                self.tellings.append(Telling(draft_id))
                return self.tellings[-1]
        self._expect(self._post("/f", {"second_language": "en"}), 302, "begin")
        (draft_id,) = RESUME.findall(self._get("/").text)
        self.tellings.append(Telling(draft_id))
        self._acknowledged()
        return self.tellings[-1]

    def _leave_receipt(self) -> None:
        """The server died after a report was sent: its receipt still holds this browser."""
        answer = self.browser.get(f"{self.server.address}/", timeout=30, allow_redirects=False)
        if answer.status_code != 302:
            return
        draft_id = answer.headers["Location"].removeprefix("/kept/")
        sent = {telling.draft_id for telling in self.tellings if telling.was_sent}
        self._check(draft_id in sent, f"held by {draft_id}, which was never sent")
        self._get(f"/kept/{draft_id}")
        self._expect(self._post(f"/kept/{draft_id}/later", {}), 302, "later")

    def _resumed_at(self, telling: Telling) -> int:
        answer = self._post(f"/f/{telling.draft_id}/resume", {})
        self._expect(answer, 302, "resume")
        number = int(answer.headers["Location"].rpartition("/")[2])
        n_before = len([step for step in ASKED if NUMBERS[step] < number])
        self._check(n_before >= len(telling.answers), f"resumed at {number} with {len(telling.answers)} acknowledged")
        return number

    def _submit(self, telling: Telling) -> None:
        telling.was_sent = True
        answer = self._post(f"/f/{N_PAGES}", {"submission_key": telling.draft_id})
        self._expect(answer, 302, "submission")
        self._check(answer.headers["Location"] == f"/kept/{telling.draft_id}", f"led to {answer.headers['Location']}")
        telling.is_submitted = True
        self._acknowledged()
        telling.reference = self.reference_of(telling)
        self._expect(self._post(f"/kept/{telling.draft_id}/later", {}), 302, "later")

    def reference_of(self, telling: Telling) -> str:
        return REFERENCE.findall(self._get(f"/kept/{telling.draft_id}").text)[0]

    def submit_again(self, telling: Telling) -> str:
        """The same submission once more; gives the reference that the page now shows."""
        self._submit(Telling(telling.draft_id))
        return self.reference_of(telling)

    def _get(self, path: str) -> requests.Response:
        answer = self.browser.get(f"{self.server.address}{path}", timeout=30, allow_redirects=False)
        self._expect(answer, 200, path)
        if found := TOKEN.search(answer.text):
            self.token = found.group(1)
        return answer

    def _post(self, path: str, values: dict[str, object]) -> requests.Response:
        data = {"csrf_token": self.token, **values}
        return self.browser.post(f"{self.server.address}{path}", data=data, timeout=30, allow_redirects=False)

    def _expect(self, answer: requests.Response, status: int, what: str) -> None:
        self._check(answer.status_code == status, f"{what}: {answer.status_code}")

    def _check(self, holds: bool, what: str) -> None:
        if not holds:
            raise AssertionError(f"{self.person}: {what}")


def as_list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def answers_of(number: int, mark: str) -> dict[str, object]:
    """What is answered on a page; ``mark`` is the words of this telling."""
    day = clock.today() - timedelta(days=2)
    pages: dict[str, dict[str, object]] = {
        "safety": {"is_safe": "yes", "is_private": "yes", "channel": "in_person_centre", "interpreter_now": "none"},
        "sharing": {"sharing": "anonymous_to_police", "consent_given_by": "victim", "is_read_back": "yes"},
        "teller": {"kind": "hate_incident", "reporter_role": "victim", "victim_type": "person", "children_there": "no"},
        "what": {"narrative": mark, "incident_types": ["verbal_abuse"]},
        "when": {"precision": "part_of_day", "day": [day.day, day.month, day.year], "part_of_day": "evening"},
        "where": {"scope": "in_borough", "place_type": "home_doorstep_or_garden", "ward": "Z01", "place_words": mark,
                  "location_precision": "ward_only"},
        "why": {"strands": ["race"], "why_perceived": mark},
        "who": {"number": "3-5", "relationship": "neighbour", "description": mark},
        "harm": {"injury": "none", "loss": "none", "impacts": ["sleep"]},
        "before": {"repeat": "not_known", "first_ever_told": "not_asked"},
        "risk": dict.fromkeys(("known_and_near", "escalating", "weapons_or_fire", "threats_to_kill", "children",
                               "vulnerable", "suicidal", "retaliation", "lives_alone", "group_link"), "no"),
        "support": {"wanted": ["emotional"], "notes": mark, "name": mark},
        "you": {"interpreter": "no"},
    }  # fmt: skip
    return pages[STEPS[number - 1].key]
