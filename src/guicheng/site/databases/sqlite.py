"""Copies of an SQLite database, made by SQLite itself."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Final

from guicheng.adapters.backup import SQLITE_MEMBER, BackupRefusedError
from guicheng.domain.values.message import _

_TIMEOUT: Final = 30.0


class SQLite:
    """The database in one file.

    Args:
        name: Path of the file.
    """

    kind = "sqlite"
    member = SQLITE_MEMBER

    def __init__(self, name: str | Path) -> None:
        self._path = Path(name)

    def workplace(self, _home: Path) -> Path:
        """Return the folder of the file, so that a copy takes its place in one step."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._path.parent

    def refuse_if_used(self) -> None:
        """Do nothing: the lock of the data folder keeps the service out."""

    def copy(self, target: Path) -> None:
        """Write a copy as of one moment; whoever writes meanwhile goes on.

        Raises:
            BackupRefusedError: There is no database, it is damaged, or the copy cannot be written.
        """
        if not self._path.exists():
            raise BackupRefusedError(_("There is no database {path} yet.", path=str(self._path)))
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            with (
                contextlib.closing(sqlite3.connect(self._path, timeout=_TIMEOUT)) as source,
                contextlib.closing(sqlite3.connect(target)) as kept,
            ):
                # One step: a copy in several begins anew whenever another process writes.
                source.backup(kept)
                # One file without a journal beside it; the service turns the journal on again.
                kept.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise _unusable(error) from error
        self.check(target)

    def check(self, copy: Path) -> None:
        """Make sure that a copy is whole and holds our tables.

        Raises:
            BackupRefusedError: It is not.
        """
        try:
            with contextlib.closing(sqlite3.connect(copy)) as database:
                told = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
                orphans = database.execute("PRAGMA foreign_key_check").fetchone()
                database.execute("SELECT 1 FROM django_migrations LIMIT 1")
        except sqlite3.Error as error:
            raise _unusable(error) from error
        if told != "ok" or orphans:
            raise _unusable(sqlite3.Error(told if told != "ok" else f"foreign key of {orphans[0]}"))

    def replace(self, copy: Path, stamp: str) -> list[str]:
        """Put a copy in place at once; return where the old file is kept.

        Raises:
            BackupRefusedError: It cannot be put in place; what was there before stands.
        """
        try:
            # Every file gets a second name before anything is touched: each stands until the new one takes its place.
            kept = {path: self._keep(path, stamp) for path in self._files() if path.exists()}
            if self._path.exists() and self._settle():
                for journal in kept.keys() & set(self._files()[1:]):
                    Path(kept.pop(journal)).unlink()
            for journal in self._files()[1:]:
                journal.unlink(missing_ok=True)
            os.replace(copy, self._path)
            _reach_disk(self._path.parent)
        except OSError as error:
            raise BackupRefusedError(
                _("{path} cannot be replaced: {reason}", path=str(self._path), reason=error.strerror or str(error))
            ) from error
        return list(kept.values())

    def _settle(self) -> bool:
        """Bring what stands in the journal into the file; False for a damaged one, which is kept with its journal."""
        try:
            with contextlib.closing(sqlite3.connect(self._path)) as old:
                busy = old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                return not busy and old.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete"
        except sqlite3.Error:
            return False

    def _files(self) -> list[Path]:
        return [self._path.with_name(self._path.name + ending) for ending in ("", "-wal", "-shm")]

    def _keep(self, path: Path, stamp: str) -> str:
        """Give a file a second name and return it."""
        kept = path.with_name(f"{path.name}.{stamp}.before-restore")
        os.link(path, kept)
        return str(kept)


def _reach_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unusable(error: sqlite3.Error) -> BackupRefusedError:
    return BackupRefusedError(_("The database cannot be copied whole: {reason}", reason=str(error)))
