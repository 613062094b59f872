"""Web and worker are killed under load, again and again: what was acknowledged is there, and service is back at once.

``KILLS=500 python -m pytest -s tests/reliability/test_kills.py`` makes it as thorough as one likes, and prints how
soon service was back; ``WITHIN=120`` gives a machine that is busy with other things more seconds for that, and
``MINUTES=30`` ends the killing then, however many there were.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.reliability.machine import Gateway, free_port, machine, wait_for
from tests.reliability.test_power_cut import broken

from domain.evidence.phones import Phone, seeded

KILLS = int(os.environ.get("KILLS", "4"))
#: Seconds; a busy machine takes longer than the five in which a free one is back.
BACK_WITHIN = int(os.environ.get("WITHIN", "30"))
MINUTES = float(os.environ.get("MINUTES", "inf"))


@contextlib.contextmanager
def service(place):
    """Run the whole service: web and worker under one supervisor."""
    port = free_port()
    environment = {**place.environment, "PORT": str(port), "HOST": "127.0.0.1"}
    del environment["LD_PRELOAD"]
    process = subprocess.Popen(
        [sys.executable, "-m", "guicheng.site.serve"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield process, port
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=30)
        process.kill()


def below(pid):
    """Return the processes under one, deepest last."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in map(int, found) for each in (child, *below(child))]


def keep_sending(gateway, stop):
    """Send one batch after another; one that was not answered is sent again, as a phone does."""
    while not stop.is_set():
        batch = [gateway.phone.event("answer", "t", payload={"line": "L"}) for _each in range(4)]
        while not stop.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                if gateway.send(batch)[0] == 200:
                    break
            time.sleep(0.02)


def test_killed_again_and_again_nothing_acknowledged_is_lost(tmp_path):
    place, chance, stop, back = machine(tmp_path), seeded(9), threading.Event(), []
    with service(place) as (process, port):
        gateways = [
            Gateway(place, port, Phone(seeded(number), device=key))
            for number, key in enumerate(place.facts["devices"][:2])
        ]
        senders = [threading.Thread(target=keep_sending, args=[gateway, stop]) for gateway in gateways]
        for sender in senders:
            sender.start()
        try:
            ends = time.monotonic() + 60 * MINUTES
            while len(back) < KILLS and time.monotonic() < ends:
                time.sleep(chance.uniform(0.1, 0.6))
                with contextlib.suppress(ProcessLookupError, FileNotFoundError):
                    os.kill(chance.choice(below(process.pid)), signal.SIGKILL)
                back.append(wait_for(port, BACK_WITHIN))
                assert back[-1] < BACK_WITHIN
                assert process.poll() is None
        finally:
            stop.set()
            for sender in senders:
                sender.join()
    acknowledged = {event for gateway in gateways for event in gateway.acknowledged}
    with contextlib.closing(sqlite3.connect(place.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        there = [event for (event,) in database.execute("SELECT event_id FROM operations_fieldevent")]
        assert broken(database, place.facts["company"]) is None
    told = f"{len(back)} kills, {len(acknowledged)} events acknowledged, {len(acknowledged - set(there))} lost"
    print(f"{told}; back after {statistics.median(back):.1f} s, at most {max(back):.1f} s")
    assert acknowledged
    assert acknowledged - set(there) == set()
    assert len(there) == len(set(there))
