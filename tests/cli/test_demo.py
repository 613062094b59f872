"""The demonstration at the command line, beside a service, a start, another command and a busy database."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import OperationalError
from tests.cli.instances import connect, run

from guicheng.site import demo, gate

CLOSED = "http://127.0.0.1:9/"
COMPANIES = "SELECT count(*) FROM organization_unit"


@pytest.fixture
def held():
    """Take a data folder as a service or a command does."""
    releases = []
    yield lambda home, name: releases.append(gate.lock(home, name))
    for release in releases:
        release()


class Well(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_told):
        pass


@pytest.fixture
def ready():
    """The address of a service that says that it is well."""
    with HTTPServer(("127.0.0.1", 0), Well) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def migrations(home):
    with connect(home) as database:
        return database.execute("SELECT count(*) FROM django_migrations").fetchone()[0]


def forget_one(home):
    with connect(home) as database:
        database.execute("DELETE FROM django_migrations WHERE id = (SELECT max(id) FROM django_migrations)")
        database.commit()
    return migrations(home)


@pytest.mark.parametrize("act", ["load", "remove"])
def test_while_a_service_starts_nothing_is_migrated_and_a_sentence_says_to_wait(home, held, act):
    held(home, CLOSED)
    before = forget_one(home)
    told = (
        f"The service at {CLOSED} is starting or does not answer, so its tables may be changing. "
        "Wait until it says that it is ready, then repeat the command.\n"
    )
    assert run(home, "demo", act) == (2, "", told)
    assert migrations(home) == before


def test_the_sentence_is_told_in_chinese_too(home, held):
    held(home, CLOSED)
    code, _out, err = run(home, "demo", "load", GUICHENG_LANG="zh")
    assert code == 2
    assert err == f"{CLOSED} 的服务正在启动或没有应答，数据表可能正在变动。等它显示已启动，再执行一次这条命令\n"


def test_beside_a_service_that_is_ready_it_goes_on(home, held, ready):
    held(home, ready)
    assert run(home, "demo", "remove") == (0, "There is no demonstration company.\n", "")


def test_tables_of_another_version_are_left_to_the_service(home, held, ready):
    held(home, ready)
    before = forget_one(home)
    code, out, err = run(home, "demo", "load")
    assert (code, out) == (2, "")
    assert "tables of another version" in err
    assert migrations(home) == before


def test_two_at_once_do_not_migrate_both(home, held):
    held(home, "guicheng demo load")
    told = "Another command uses the data folder: guicheng demo load. Wait until it has ended, then repeat this one.\n"
    assert run(home, "demo", "load") == (2, "", told)


@pytest.mark.django_db
def test_no_service_starts_until_it_is_done_and_a_busy_database_is_a_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GUICHENG_HOME", str(tmp_path))
    monkeypatch.setenv("GUICHENG_LANG", "en")

    def busy(_last):
        with pytest.raises(gate.StartRefusedError, match="guicheng demo load"):
            gate.lock(tmp_path, CLOSED)
        raise OperationalError("database is locked")

    monkeypatch.setattr(demo, "load", busy)
    assert demo.main(["load"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("The database did not take the change: database is locked.")
    assert told.count("\n") == 1
    gate.lock(tmp_path, CLOSED)()


def test_a_database_that_is_locked_for_long_ends_in_a_sentence(home):
    with connect(home) as database:
        before = database.execute(COMPANIES).fetchone()
        database.execute("BEGIN IMMEDIATE")
        code, out, err = run(home, "demo", "load")
    assert (code, out) == (2, "")
    assert "database is locked" in err
    assert "Traceback" not in err
    with connect(home) as database:
        assert database.execute(COMPANIES).fetchone() == before
