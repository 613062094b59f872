"""Field events over HTTP, fully synced, beside a bare Django view that inserts the same rows, in one run.

Both are answered by the product's own web server on SQLite (WAL, synchronous=FULL), 20 events a request, one client.
Ours asks for the token, validates, hashes, chains and answers by id; the bare view inserts rows and answers "ok".
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE)]
SIZE, ROUNDS, REQUESTS = 20, 3, 150
SETUP = """
import django, json
from datetime import UTC, datetime
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from guicheng.apps.operations.services.devices import register_device
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services import found_company
from guicheng.apps.organization.services.integrations import issue_token
now = datetime.now(tz=UTC)
person = found_company(name="云帆物业", username="chen", person_name="陈晓", password="雨天路滑小心台阶七级", at=now)
actor = actor_for(person)
_row, token = issue_token(actor=actor, unit_key=person.company.key, name="网关", scopes=["field.send"], at=now)
device = register_device(actor=actor, unit_key=person.company.key, name="手机", at=now)
print(json.dumps({"token": token, "device": str(device.key)}))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: str, target: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start the product's web server with an application."""
    from guicheng.site import gate, serve

    port = free_port()
    command = [
        target if part.startswith("guicheng.site.wsgi") else part
        for part in serve.web(gate.Address("127.0.0.1", port)).command
    ]
    environment = {**os.environ, "GUICHENG_HOME": home, "PYTHONPATH": str(HERE)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    for _each in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return process, port
    raise SystemExit("the web server did not start")


def rate(port: int, bodies: list[bytes], headers: dict[str, str], committed: int) -> float:
    """Return events a second of one client that sends bodies one after another."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.perf_counter()
    for body in bodies:
        connection.request("POST", "/api/v1/field/events", body, headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
        assert answer.status == 200, told
        assert len(told["committed"]) == committed, told
    return len(bodies) * SIZE / (time.perf_counter() - begun)


def main() -> int:
    """Print the rates of both and their ratio: the best of three turns, which alternate."""
    from domain.evidence.phones import Phone, seeded

    homes = [tempfile.mkdtemp(prefix="guicheng-bench-") for _each in range(2)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "guicheng.site.settings"
    facts = []
    for home in homes:
        environment = {**os.environ, "GUICHENG_HOME": home}
        done = subprocess.run(
            [sys.executable, "-c", SETUP], env=environment, check=True, capture_output=True, text=True
        )
        facts.append(json.loads(done.stdout.splitlines()[-1]))
    servers = [start(homes[0], "guicheng.site.wsgi:application"), start(homes[1], "_bare_field:application")]
    best = [0.0, 0.0]
    try:
        phone = Phone(seeded(1), device=facts[0]["device"])
        headers = {"Authorization": f"Bearer {facts[0]['token']}", "Content-Type": "application/json"}
        for turn in range(ROUNDS + 1):
            bodies = [_body(phone) for _each in range(REQUESTS if turn else 20)]  # the first turn warms up
            for which, (_process, port) in enumerate(servers):
                found = rate(port, bodies, headers, SIZE)
                best[which] = max(best[which], found if turn else 0.0)
    finally:
        for process, _port in servers:
            process.terminate()
            process.wait()
    ours, bare = best
    print(
        f"field events, {SIZE} a request, synced: {ours:,.0f} events/s; bare view {bare:,.0f} rows/s; ratio {ours / bare:.2f}"
    )
    return 0


def _body(phone: object) -> bytes:
    kinds = ("check_in", "answer", "answer", "finish")
    position = {"lat_e6": 30_274_100, "lon_e6": 120_155_100, "accuracy_m": 12}
    events = [
        phone.event(kinds[n % 4], f"task-{n % 5}", payload={"line": f"L{n}"}, personal={"position": position})  # type: ignore[attr-defined]
        for n in range(SIZE)
    ]
    return json.dumps({"events": events}, ensure_ascii=False).encode()


if __name__ == "__main__":
    sys.exit(main())
