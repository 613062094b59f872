"""The same with a database on a server."""

from __future__ import annotations

import json
import os

import psycopg
import pytest
from psycopg import sql
from tests.cli.instances import AUDIT, RECEIPT, Writer, filled, run

import postgres


@pytest.fixture(scope="module")
def cluster():
    programs = postgres.binaries()
    if programs is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs PostgreSQL")
        pytest.skip("no PostgreSQL on this machine")
    with postgres.temporary_cluster(programs) as url:
        yield url


def database_of(cluster, name):
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    return cluster.replace("/postgres?", f"/{name}?")


def rows_there(url):
    with psycopg.connect(url) as connection:
        tables = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        select = 'SELECT * FROM "{}"'
        return {name: sorted(map(str, connection.execute(select.format(name)))) for name in tables}


@pytest.fixture(scope="module")
def elsewhere(cluster, tmp_path_factory):
    """A service on PostgreSQL: its data folder and the address of its database."""
    url = database_of(cluster, "one")
    return filled(tmp_path_factory.mktemp("pg") / "home", url), url


def test_postgresql_is_backed_up_while_others_write_and_restored_row_by_row(elsewhere, cluster, tmp_path_factory):
    home, url = elsewhere
    with psycopg.connect(url, autocommit=True) as connection:

        def pair(name):
            with connection.transaction():
                connection.execute(AUDIT.format(f"'{name}'"))
                connection.execute(RECEIPT.format(f"'{name}'"))

        target = tmp_path_factory.mktemp("backups") / "pg.tar.gz"
        with Writer(pair) as writer:
            before = writer.written
            code, _out, err = run(home, "backup", target, url=url)
            after = writer.written
    assert (code, err) == (0, "")
    assert after > before + 5, "nobody wrote meanwhile"

    other, address = tmp_path_factory.mktemp("other"), database_of(cluster, "two")
    code, out, err = run(other, "restore", target, url=address)
    assert (code, err) == (0, "")
    there, here = rows_there(url), rows_there(address)
    assert there.keys() == here.keys()
    for name, rows in here.items():
        if name in {"platform_receipt", "platform_auditentry"}:
            assert set(rows) <= set(there[name])
        else:
            assert rows == there[name], name
    written, told = len(here["platform_receipt"]), len(here["platform_auditentry"])
    assert written - told == len(there["platform_receipt"]) - len(there["platform_auditentry"]), "half a transaction"
    with psycopg.connect(address) as connection, pytest.raises(psycopg.errors.RaiseException, match="append-only"):
        connection.execute("UPDATE platform_auditentry SET label = 'forged'")
    assert (other / "secret.key").read_bytes() == (home / "secret.key").read_bytes()

    # A second time, over rows that stand there: they are kept beside, and the doctor finds all in place.
    with psycopg.connect(address) as connection:
        connection.execute(RECEIPT.format("'after the backup'"))
    code, out, err = run(other, "restore", target, url=address)
    assert (code, err) == (0, "")
    assert rows_there(address) == here
    kept = out.split("schema ")[1].split()[0]
    with psycopg.connect(address) as connection:
        counted = connection.execute(
            sql.SQL("SELECT count(*) FROM {}.platform_receipt WHERE key = 'after the backup'").format(
                sql.Identifier(kept)
            )
        )
        assert counted.fetchone() == (1,)
    found = [json.loads(line) for line in run(other, "doctor", "--json", url=address)[1].splitlines()]
    levels = {row["check"]: row["level"] for row in found}
    assert levels["append-only"] == levels["tables"] == levels["editions"] == levels["database"] == "ok"

    # A backup of the restored database does not take along what is kept.
    again = tmp_path_factory.mktemp("again") / "pg.tar.gz"
    assert run(other, "backup", again, url=address)[0] == 0
    third = database_of(cluster, "three")
    assert run(tmp_path_factory.mktemp("third"), "restore", again, url=third)[0] == 0
    assert rows_there(third) == here


@pytest.fixture(scope="module")
def their_archive(elsewhere, tmp_path_factory):
    target = tmp_path_factory.mktemp("b") / "pg.tar.gz"
    assert run(elsewhere[0], "backup", target, url=elsewhere[1])[0] == 0
    return target


def test_postgresql_is_not_replaced_while_somebody_is_connected(elsewhere, their_archive):
    (home, url), target = elsewhere, their_archive
    before = rows_there(url)
    with psycopg.connect(url):
        code, _out, err = run(home, "restore", target, url=url)
    assert code == 2
    assert "Others are connected" in err
    assert rows_there(url) == before


def test_a_restore_that_postgresql_refuses_leaves_all_as_it_was(elsewhere, their_archive):
    (home, url), target = elsewhere, their_archive
    before = rows_there(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE stranger LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO stranger")
    code, _out, err = run(home, "restore", target, url=url.replace("//guicheng@", "//stranger@"))
    assert code == 2
    assert "psql says" in err
    assert rows_there(url) == before
    assert not (home / "restore.unfinished").exists()


def test_backups_of_one_kind_are_refused_by_the_other(elsewhere, home, tmp_path_factory):
    archive = tmp_path_factory.mktemp("sqlite") / "b.tar.gz"
    assert run(home, "backup", archive)[0] == 0
    code, _out, err = run(elsewhere[0], "restore", archive, url=elsewhere[1])
    assert code == 2
    assert "DATABASE_URL names a postgresql one" in err
