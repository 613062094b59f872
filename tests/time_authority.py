"""An authority of time stamps on this machine: openssl signs, over real HTTP, with certificates made for it."""

from __future__ import annotations

import contextlib
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

NAME = "测试时间戳机构"
_SETTINGS = """
[tsa]
default_tsa = this
[this]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[stamps]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[req]
distinguished_name = dn
[dn]
"""


class Authority:
    """What answers; ``wrong`` makes it answer something else."""

    def __init__(self, place: Path) -> None:
        self.place, self.asked, self.wrong, self.url = place, 0, None, ""
        place.mkdir()
        (place / "settings").write_text(_SETTINGS)
        (place / "serial").write_text("01\n")
        self.run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "9",
                 "-subj", "/CN=Root", "-config", "settings", "-extensions", "ca")  # fmt: skip
        self.run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-utf8",
                 "-subj", f"/CN={NAME}", "-config", "settings")  # fmt: skip
        self.run("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "9",
                 "-out", "tsa.pem", "-extfile", "settings", "-extensions", "stamps")  # fmt: skip

    @property
    def certificates(self):
        return self.place / "ca.pem"

    def run(self, *words):
        subprocess.run(["openssl", *words], cwd=self.place, check=True, capture_output=True)

    def reply(self, query: bytes) -> bytes:
        self.asked += 1
        (self.place / "query").write_bytes(query)
        self.run("ts", "-reply", "-config", "settings", "-queryfile", "query", "-out", "answer")
        return (self.place / "answer").read_bytes()


def _handler(authority):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = authority.wrong or (200, authority.reply(query))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words):
            pass

    return Handler


@contextlib.contextmanager
def time_authority(place: Path):
    """Yield an authority that answers on this machine."""
    authority = Authority(place)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(authority))
    authority.url = f"http://127.0.0.1:{server.server_address[1]}/tsa"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
