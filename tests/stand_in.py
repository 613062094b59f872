"""A host on this machine that stands in for services outside: it keeps what it was sent and answers as it is told."""

from __future__ import annotations

import contextlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Call:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self):
        return json.loads(self.body)


@dataclass
class Host:
    """Answers in turn; the last one stands for all that follow."""

    answers: list = field(default_factory=lambda: [(200, {}, b"{}")])
    calls: list[Call] = field(default_factory=list)
    name: str = ""
    released: threading.Event = field(default_factory=threading.Event)

    def url(self, path="/"):
        return f"http://{self.name}{path}"

    def answer(self, status=200, body=b"{}", **headers):
        said = json.dumps(body).encode() if not isinstance(body, bytes) else body
        self.answers.append((status, {name.replace("_", "-"): value for name, value in headers.items()}, said))
        return self

    def take(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def handler_of(host):
    """The class that answers for a host."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            host.calls.append(Call(self.path, dict(self.headers), body))
            status, headers, said = host.take()
            with contextlib.suppress(OSError):
                if status == "drip":
                    self._drip(host.released)
                    return
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

        def _drip(self, released):
            """Send a byte now and then, so that no single read ever waits for long."""
            while not released.wait(0.02):
                self.wfile.write(b"H")
                self.wfile.flush()

        def log_message(self, *_arguments):
            """Say nothing."""

    return Handler


@contextlib.contextmanager
def standing_in(*answers):
    """Yield a host that answers each call; tuples of status, headers and body."""
    host = Host(list(answers) or [(200, {}, b"{}")])
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(host))
    server.daemon_threads = True
    host.name = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        host.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
