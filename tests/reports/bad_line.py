"""A telephone line in the hills: between browser and server, requests are lost, answers are lost, things come late or twice."""

import random
import socket
import socketserver
import threading
import time
from typing import Any

CALM = ("through",) * 6
TROUBLE = ("lost_on_the_way", "answer_lost", "answer_lost", "late", "twice", "twice")
LATEST_SECONDS = 0.008
END = b"\r\n\r\n"
ONE_REQUEST_SECONDS = 30


class BadLine(socketserver.ThreadingTCPServer):
    """Hands each HTTP request on to the server behind it, or does not, as the dice of its seed fall."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, behind: int, *, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), Call)
        self.behind, self.address = behind, f"http://127.0.0.1:{self.server_address[1]}"
        self.fates: dict[str, int] = {}
        self._dice, self._lock = random.Random(seed), threading.Lock()

    def fate(self) -> tuple[str, float]:
        """What happens to the next request, and how long everything waits."""
        with self._lock:
            one = self._dice.choice(CALM + TROUBLE)
            self.fates[one] = self.fates.get(one, 0) + 1
            return one, self._dice.uniform(0, LATEST_SECONDS)

    def __enter__(self) -> "BadLine":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_error: Any) -> None:
        self.shutdown()
        self.server_close()


class Call(socketserver.BaseRequestHandler):
    """One connection carries one request."""

    server: BadLine

    def handle(self) -> None:
        self.request.settimeout(ONE_REQUEST_SECONDS)
        asked = whole_request(self.request)
        if not asked:
            return
        fate, seconds = self.server.fate()
        if fate == "lost_on_the_way":
            return
        if fate == "late":
            time.sleep(seconds)
        if fate == "twice":  # at the same moment, as when a button is pressed twice
            echo = threading.Thread(target=self._handed_on, args=(asked,))
            echo.start()
            answer = self._handed_on(asked)
            echo.join()
        else:
            answer = self._handed_on(asked)
        if fate != "answer_lost":
            self.request.sendall(answer)

    def _handed_on(self, asked: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.server.behind), timeout=ONE_REQUEST_SECONDS) as server:
            server.sendall(asked)
            parts = []
            while part := server.recv(65_536):
                parts.append(part)
        return b"".join(parts)


def whole_request(connection: socket.socket) -> bytes:
    """A request with its body; it asks the server to close the connection after the answer."""
    received = b""
    while END not in received:
        part = connection.recv(65_536)
        if not part:
            return b""
        received += part
    head, _, body = received.partition(END)
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += connection.recv(65_536)
    return b"\r\n".join([*lines, b"Connection: close"]) + END + body
