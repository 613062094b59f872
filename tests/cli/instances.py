"""Installations for tests of commands: a data folder with a company, and programs run on it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from installation import prepared

PROGRAM = str(Path(sys.executable).parent / "guicheng")
FILL = """
from datetime import UTC, datetime
from guicheng.site import serve
serve.prepare_database()
from guicheng.apps.organization.services import found_company
found_company(
    name="青禾物业", username="liqing", person_name="李青", password="wind-over-the-lake-9", at=datetime.now(tz=UTC)
)
"""
AUDIT = (
    "INSERT INTO platform_auditentry (at, unit_path, actor, actor_name, channel, address, act, subject, subject_key, "
    "label, before, after) VALUES ('2026-01-02 03:04:05+00:00', '', '', '李青', 'job', '', 'test.write', 'test', {}, "
    "'写', '{{}}', '{{}}')"
)
RECEIPT = "INSERT INTO platform_receipt (key, done_at) VALUES ({}, '2026-01-02 03:04:05+00:00')"


def environment(home, url=""):
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, "GUICHENG_HOME": str(home), "GUICHENG_LANG": "en", "DATABASE_URL": url}


def run(home, *arguments, url="", **more):
    command, settings = [PROGRAM, *map(str, arguments)], {**environment(home, url), **more}
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def filled(home, url=""):
    if not url:
        prepared(home)
    subprocess.run([sys.executable, "-c", FILL], env=environment(home, url), check=True)
    return home


def connect(home):
    return contextlib.closing(sqlite3.connect(home / "guicheng.sqlite3", timeout=20))


def rows_of(home):
    with connect(home) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        select = 'SELECT * FROM "{}" ORDER BY 1'
        return {name: database.execute(select.format(name)).fetchall() for name in tables}


class Writer(threading.Thread):
    """Writes pairs of rows, one pair a transaction, until told to end."""

    def __init__(self, pair):
        super().__init__()
        self.pair, self.written, self.ended, self.faults = pair, 0, threading.Event(), []

    def run(self):
        while not self.ended.is_set():
            try:
                self.pair(f"w{self.written:06d}")
            except Exception as error:
                self.faults.append(error)
                return
            self.written += 1
            time.sleep(0.002)

    def __enter__(self):
        self.start()
        while self.written < 20 and not self.faults:
            time.sleep(0.01)
        return self

    def __exit__(self, *_error):
        self.ended.set()
        self.join()
        assert self.faults == []
