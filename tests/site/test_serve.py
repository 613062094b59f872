"""The whole service starts, answers, refuses a second start, and ends without a trace."""

import contextlib
import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

SERVE = [sys.executable, "-m", "guicheng.site.serve"]


@pytest.fixture
def place(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "GUICHENG_HOME": str(tmp_path / "home"), "PORT": str(port)}


@contextlib.contextmanager
def running(environment):
    with subprocess.Popen(
        SERVE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as service:
        lines = []
        try:
            while not lines or "Ctrl-C" not in lines[-1]:
                line = service.stdout.readline()
                assert line, lines
                lines.append(line)
            yield service
        finally:
            service.send_signal(signal.SIGINT)
            assert service.wait(timeout=20) == 0


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


def refused(environment):
    done = subprocess.run(SERVE, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    return line


def test_the_service_runs_once_and_ends(place, tmp_path):
    with running(place) as service:
        assert get(place["PORT"], "/healthz") == (200, b"ok")
        assert "已在 http://127.0.0.1:" in refused(place)
        assert "被别的程序占用" in refused({**place, "GUICHENG_HOME": str(tmp_path / "other")})
        children = Path(f"/proc/{service.pid}/task/{service.pid}/children").read_text().split()
        assert len(children) == 2
    with pytest.raises(ConnectionRefusedError):
        get(place["PORT"], "/healthz")
    assert not any(os.path.exists(f"/proc/{pid}") for pid in children)
    with contextlib.closing(sqlite3.connect(tmp_path / "home" / "guicheng.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(("name", "value", "sentence"), [
    ("PORT", "abc", "PORT=abc 不是端口号"),
    ("HOST", "0.0.0.0", "GUICHENG_HOSTS"),
    ("DATABASE_URL", "mysql://a/b", "DATABASE_URL 没有指明数据库"),
    ("DATABASE_URL", "postgresql://a@127.0.0.1:1/b", "数据库没有应答"),
])  # fmt: skip
def test_what_cannot_work_is_refused_in_one_sentence(place, name, value, sentence):
    assert sentence in refused({**place, name: value})


def test_commits_reach_the_disk(place):
    code = (
        "import django; django.setup()\nfrom django.db import connection\nwith connection.cursor() as c:\n"
        "    print(c.execute('PRAGMA synchronous').fetchone()[0], c.execute('PRAGMA journal_mode').fetchone()[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], env=place, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["2", "wal"]
