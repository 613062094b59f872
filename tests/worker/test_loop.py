"""A worker gives signs of life while it is busy and ends when it is told to."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from guicheng.apps.platform.models import WorkerBeat
from guicheng.apps.platform.retries import follow, job
from guicheng.worker import loop
from guicheng.worker.loop import JobWorker
from installation import prepared


def wait_until(met, seconds=60):
    """Wait until something is so; the bound is far above what it takes, for machines that have much to do."""
    deadline = time.monotonic() + seconds
    while not met() and time.monotonic() < deadline:
        time.sleep(0.02)
    return met()


@job()
def ends_at_once() -> None:
    """Do nothing."""


@job()
def takes_until_a_sign_of_life() -> None:
    """Be busy until the worker has given one."""
    wait_until(WorkerBeat.objects.exists)


class Rounds(threading.Event):
    """The end of a worker's watch, which counts the rounds that it waited."""

    def __init__(self):
        super().__init__()
        self.made = 0

    def wait(self, timeout=None):
        self.made += 1
        return super().wait(timeout)


@pytest.fixture
def frequent_beats(monkeypatch):
    monkeypatch.setattr(loop, "_BEAT", 0.05)


def test_a_busy_worker_gives_signs_of_life(frequent_beats, worker):
    assert not WorkerBeat.objects.exists()
    with transaction.atomic():
        follow(takes_until_a_sign_of_life)
    assert wait_until(WorkerBeat.objects.exists)
    assert WorkerBeat.objects.get().worker_id == worker.worker_id


def test_an_idle_worker_writes_nothing(frequent_beats, worker):
    worker._ended = Rounds()
    assert wait_until(lambda: worker._ended.made > 4)
    assert not WorkerBeat.objects.exists()


def test_a_worker_sweeps_what_has_expired(run_jobs):
    past, future = datetime(2020, 1, 1, tzinfo=UTC), datetime.now(tz=UTC) + timedelta(days=1)
    for key, day in (("old", past), ("new", future)):
        Session.objects.create(session_key=key, session_data="", expire_date=day)
    with transaction.atomic():
        follow(ends_at_once)
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=past)
    run_jobs()
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert not DBTaskResult.objects.exists()


def test_the_id_of_a_worker_begins_with_its_place():
    first, second = JobWorker(place="here"), JobWorker(place="here")
    assert first.worker_id.startswith("here/")
    assert first.worker_id != second.worker_id


def catches(pid, number):
    """Whether a process has a handler of its own for a signal."""
    status = Path(f"/proc/{pid}/status").read_text()
    mask = int(re.search(r"^SigCgt:\s+([0-9a-f]+)$", status, re.MULTILINE)[1], 16)
    return bool(mask >> (number - 1) & 1)


def test_a_worker_ends_on_a_signal(tmp_path):
    environment = {**os.environ, "GUICHENG_HOME": str(prepared(tmp_path / "home")), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "guicheng.worker", "--place", "here"]
    with subprocess.Popen(command, env=environment) as running:
        assert wait_until(lambda: running.poll() is None and catches(running.pid, signal.SIGTERM), seconds=120)
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=60) == 0


def test_a_database_that_another_program_holds_for_long_is_asked_again(db, monkeypatch):
    told = iter([OperationalError("database is locked"), OperationalError("database is locked"), None])
    monkeypatch.setattr(Worker, "run", lambda _worker: (error := next(told)) and raised(error))
    JobWorker(place="here", batch=True)._take_jobs()
    assert next(told, "all taken") == "all taken"


def test_a_database_that_is_gone_ends_the_worker(db, monkeypatch):
    monkeypatch.setattr(Worker, "run", lambda _worker: raised(OperationalError("no such table")))
    with pytest.raises(OperationalError, match="no such table"):
        JobWorker(place="here", batch=True)._take_jobs()


def raised(error):
    raise error
