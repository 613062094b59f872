"""Copies of a PostgreSQL database, made by the programs that come with it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.conninfo import make_conninfo

from guicheng.adapters.backup import POSTGRESQL_MEMBER, BackupRefusedError
from guicheng.domain.values.message import _

_SCHEMA: Final = "public"
_DEBIAN: Final = Path("/usr/lib/postgresql")
_NOT_OURS: Final = frozenset({"password", "cursor_factory", "context", "prepare_threshold", "pool"})
_OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


class PostgreSQL:
    """The database on a server.

    Args:
        connection: Django's connection to it.
    """

    kind = "postgresql"
    member = POSTGRESQL_MEMBER

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def workplace(self, home: Path) -> Path:
        """Return the data folder."""
        return home

    def refuse_if_used(self) -> None:
        """Make sure that nobody else is connected: services on other machines, too.

        Raises:
            BackupRefusedError: Somebody is, or the server does not answer.
        """
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(_OTHERS)
                others = cursor.fetchone()[0]
        except DatabaseError as error:
            raise _refused("psql", str(error)) from error
        finally:
            self._connection.close()
        if others:
            raise BackupRefusedError(
                _("Others are connected to the database: {count}. End them first, then restore.", count=str(others))
            )

    def copy(self, target: Path) -> None:
        """Write a copy as of one moment; whoever writes meanwhile goes on.

        Raises:
            BackupRefusedError: It cannot be copied.
        """
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        # Packed once, by the archive.
        self._run("pg_dump", "--format=custom", "--compress=0", f"--schema={_SCHEMA}", f"--file={target}")

    def check(self, copy: Path) -> None:
        """Make sure that a copy can be read to its end and holds our tables.

        Raises:
            BackupRefusedError: It is not.
        """
        if " django_migrations " not in self._run("pg_restore", "--list", str(copy), connects=False):
            raise _refused("pg_restore", "django_migrations")
        self._run("pg_restore", "--file=/dev/null", str(copy), connects=False)

    def replace(self, copy: Path, stamp: str) -> list[str]:
        """Put a copy in place in one transaction; return the schema in which the old tables are kept.

        Raises:
            BackupRefusedError: It cannot be put in place; what was there before stands.
        """
        kept = f"before_restore_{stamp.lower()}"
        script, prelude = copy.with_suffix(".sql"), copy.with_suffix(".prelude.sql")
        # Written out whole before the first table moves: a copy that ends early must not look like a short one.
        self._run(
            "pg_restore", f"--schema={_SCHEMA}", "--no-owner", "--no-privileges", f"--file={script}", str(copy),
            connects=False,
        )  # fmt: skip
        prelude.write_text(
            f'ALTER SCHEMA {_SCHEMA} RENAME TO "{kept}";\n'
            f"CREATE SCHEMA {_SCHEMA};\nALTER SCHEMA {_SCHEMA} OWNER TO pg_database_owner;\n"
            f"GRANT USAGE ON SCHEMA {_SCHEMA} TO PUBLIC;\n",
            encoding="utf-8",
        )
        self._run(
            "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null",
            f"--file={prelude}", f"--file={script}",
        )  # fmt: skip
        return [f"schema {kept}"]

    def _run(self, program: str, *arguments: str, connects: bool = True) -> str:
        """Run a program of PostgreSQL and return what it prints; the password is not on its command line.

        Raises:
            BackupRefusedError: It is missing, or it fails.
        """
        params: dict[str, Any] = self._connection.get_connection_params()
        place = {name: value for name, value in params.items() if name not in _NOT_OURS and value not in {None, ""}}
        where = ["--no-password", f"--dbname={make_conninfo(**place)}"] if connects else []
        secret = {"PGPASSWORD": str(params["password"])} if params.get("password") else {}
        try:
            done = subprocess.run(  # noqa: S603  (programs of PostgreSQL)
                [program_of(program), *where, *arguments],
                check=False, capture_output=True, text=True, env={**os.environ, **secret},
            )  # fmt: skip
        except OSError as error:
            raise _refused(program, error.strerror or str(error)) from error
        if done.returncode:
            raise _refused(program, done.stderr)
        return done.stdout


def program_of(name: str) -> str:
    """Return the path of a program of PostgreSQL: the newest version on this machine.

    Raises:
        BackupRefusedError: There is none.
    """
    folders = sorted(_DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    found = next((str(folder / name) for folder in folders if (folder / name).exists()), None) or shutil.which(name)
    if found is None:
        raise BackupRefusedError(
            _("{program} is missing. On Debian or Ubuntu: apt-get install postgresql-client", program=name)
        )
    return found


def _refused(program: str, text: str) -> BackupRefusedError:
    lines = [line for line in text.strip().splitlines() if line.strip()] or ["?"]
    return BackupRefusedError(_("{program} says: {reason}", program=program, reason=lines[0]))
