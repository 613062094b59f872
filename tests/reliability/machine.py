"""A service on a disk of which a test knows every write: started, loaded, cut off, replayed, made to fail."""

from __future__ import annotations

import contextlib
import dataclasses
import http.client
import json
import mmap
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from installation import prepared

HERE = Path(__file__).parent
WRITE, SYNC, CUT, MOVE, REMOVE, ENTRIES = range(1, 7)
_HEAD = struct.Struct("<IIIQ")
_SETUP = """
import django, json, sys
from datetime import UTC, datetime
django.setup()
from guicheng.apps.operations.services.devices import register_device
from guicheng.apps.organization.selectors import actor_for
from guicheng.apps.organization.services import found_company
from guicheng.apps.organization.services.integrations import issue_token
now = datetime.now(tz=UTC)
person = found_company(name="云帆物业", username="chen", person_name="陈晓", password="雨天路滑小心台阶七级", at=now)
actor = actor_for(person)
_row, token = issue_token(actor=actor, unit_key=person.company.key, name="网关", scopes=["field.send"], at=now)
keys = [register_device(actor=actor, unit_key=person.company.key, name=f"手机{n}", at=now).key for n in range(4)]
print(json.dumps({"token": token, "devices": [str(key) for key in keys], "company": str(person.company.key)}))
"""


@dataclasses.dataclass
class Machine:
    """A data folder with a company, a token and four phones; ``environment`` starts programs on it."""

    folder: Path
    facts: dict
    environment: dict

    @property
    def database(self):
        return self.folder / "guicheng.sqlite3"

    @property
    def log(self):
        return self.folder.with_name("disk.log")

    def fail_after(self, writes, error):
        """Let a write fail: the n-th from now on, all for −1, none for 0."""
        with self.folder.with_name("disk.fault").open("r+b") as file, mmap.mmap(file.fileno(), 16) as shared:
            shared[8:16] = struct.pack("<q", error)
            shared[0:8] = struct.pack("<q", writes)

    def left(self):
        """How many writes are left until the one that fails."""
        return struct.unpack("<q", self.folder.with_name("disk.fault").read_bytes()[:8])[0]


def machine(place, **more):
    """Make a machine in a folder of its own.

    Args:
        place: The folder.
        more: Environment of its programs, such as ``DJANGO_SETTINGS_MODULE``.
    """
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        wanted = "no C compiler on this machine; Debian or Ubuntu: apt-get install gcc libc6-dev"
        pytest.fail(wanted) if os.environ.get("CI") == "true" else pytest.skip(wanted)
    folder = prepared(place / "home")
    shim, fault = place / "disk.so", place / "disk.fault"
    built = [compiler, "-shared", "-fPIC", "-O1", "-o", str(shim), str(HERE / "disk.c"), "-ldl", "-lpthread"]
    subprocess.run(built, check=True)
    fault.write_bytes(bytes(16))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUICHENG_", "COVERAGE"))}
    plain = {**kept, "GUICHENG_HOME": str(folder), "DATABASE_URL": "", "GUICHENG_LOG": "error"}
    plain |= {"DJANGO_SETTINGS_MODULE": "guicheng.site.settings"}
    made = subprocess.run([sys.executable, "-c", _SETUP], env=plain, check=True, capture_output=True, text=True)
    # All that is there by now is on the disk.
    os.sync()
    watching = {"LD_PRELOAD": str(shim), "DISK_FOLDER": str(folder), "DISK_LOG": str(place / "disk.log")}
    names = {**watching, "DISK_FAULT": str(fault), "PYTHONPATH": str(HERE), **more}
    return Machine(folder, json.loads(made.stdout), {**plain, **names})


@contextlib.contextmanager
def web(place):
    """Run the real web server of the product on a machine; gives its port."""
    from guicheng.site import gate, serve

    port = free_port()
    command = serve.web(gate.Address("127.0.0.1", port)).command
    process = subprocess.Popen(command, env=place.environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=60):
    """Wait until the service answers; return how long that took."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return time.monotonic() - begun
        time.sleep(0.05)
    raise AssertionError("the service does not answer")


class Gateway:
    """Sends events of one phone and notes what was acknowledged, and how long the log of the disk was then."""

    def __init__(self, place, port, phone):
        self.place, self.port, self.phone = place, port, phone
        self.acknowledged = {}
        self.photos = {}
        self.connection = None

    def send(self, events):
        """Send a batch; return status and answer."""
        return self._call("POST", "/api/v1/field/events", json.dumps({"events": events}), "application/json")

    def send_photo(self, sent, data):
        status, answer = self._call("PUT", f"/api/v1/field/photos/{sent}", data, "image/jpeg")
        if status == 200:
            self.photos[answer["kept_sha256"]] = self.place.log.stat().st_size
        return status, answer

    def _call(self, method, path, body, kind):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.place.facts['token']}", "Content-Type": kind}
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            told = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            self.connection = None
            raise
        for event in told.get("committed", ()) if answer.status == 200 else ():
            self.acknowledged[event] = self.place.log.stat().st_size if self.place.log.exists() else 0
        return answer.status, told


def load(gateways, batches, size):
    """Let all gateways send side by side."""

    def run(gateway):
        for number in range(batches):
            gateway.send(
                [
                    gateway.phone.event("answer", f"t{number}", payload={"line": "L", "answer": "pass"})
                    for _each in range(size)
                ]
            )

    threads = [threading.Thread(target=run, args=[gateway]) for gateway in gateways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@dataclasses.dataclass
class Step:
    """One thing that reached the system: where the log ends after it, what, which file, where, which bytes."""

    end: int
    op: int
    path: str
    place: int
    data: bytes


def steps_of(log):
    """Read the log of a disk."""
    whole, place, found = log.read_bytes(), 0, []
    while place < len(whole):
        op, path, length, at = _HEAD.unpack_from(whole, place)
        place += _HEAD.size
        name = whole[place : place + path].decode()
        place += path + length
        found.append(Step(place, op, name, at, whole[place - length : place]))
    return found


class File:
    """What of a file is on the disk, and what was written since its last sync."""

    def __init__(self, durable=b"", *, there=True):
        self.durable, self.there = bytearray(durable), there
        self.pending = []

    def settle(self):
        for step in self.pending:
            apply(self.durable, step)
        self.pending, self.there = [], True

    def after_cut(self, chance, share):
        """Return what is left, or None: of what was not synced some, some of it torn, in any order of sectors."""
        if not self.there and chance.random() > share:
            return None
        found = bytearray(self.durable)
        for step in self.pending:
            if chance.random() < share:
                torn = step.op == WRITE and len(step.data) > 512 and chance.random() < 0.2
                data = step.data[: 512 * chance.randrange(1, len(step.data) // 512 + 1)] if torn else step.data
                apply(found, dataclasses.replace(step, data=data))
        return bytes(found)


def apply(found, step):
    if step.op == CUT:
        del found[step.place :]
        found.extend(bytes(step.place - len(found)))
    else:
        found.extend(bytes(max(0, step.place - len(found))))
        found[step.place : step.place + len(step.data)] = step.data


class Disk:
    """Replays a log from what lay on the disk at its beginning."""

    def __init__(self, beginning):
        self.files = {path: File(data) for path, data in beginning.items()}
        self.moves = []

    def take(self, step):
        """Let one step happen."""
        if step.op in {WRITE, CUT}:
            self.files.setdefault(step.path, File(there=False)).pending.append(step)
        elif step.op == SYNC:
            self.files.setdefault(step.path, File(there=False)).settle()
        elif step.op == MOVE:
            self.moves.append((step.path, step.data.decode()))
        elif step.op == REMOVE:
            self.files.pop(step.path, None)
        elif step.op == ENTRIES:
            done = [move for move in self.moves if os.path.dirname(move[1]) == step.path]
            for move in done:
                self._move(self.files, move)
                self.moves.remove(move)

    @staticmethod
    def _move(files, move):
        if move[0] in files:
            files[move[1]] = files.pop(move[0])

    def cut(self, chance):
        """Return path → bytes as they are found after a power cut now."""
        share = chance.choice((0.0, 0.0, 0.3, 0.7, 1.0))
        files = dict(self.files)
        for move in self.moves:
            if chance.random() < share:
                self._move(files, move)
        left = {path: file.after_cut(chance, share) for path, file in files.items()}
        return {path: data for path, data in left.items() if data is not None}


def beginning(folder):
    """Return what lies in a folder before its programs start."""
    return {str(path): path.read_bytes() for path in folder.glob("*.sqlite3*")}
