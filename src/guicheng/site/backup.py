"""``python -m guicheng.site.backup``: write all data of an instance into one file, while it runs."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import guicheng
from guicheng.adapters.backup import KEY_MEMBER, BackupRefusedError, Manifest, member_of, read_archive, write_archive
from guicheng.adapters.backup_files import FILES_MEMBER, NORMS_MEMBER, pack_files, pack_norms
from guicheng.cli.language import translator, wanted
from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import Message, _
from guicheng.site.home import data_home
from guicheng.site.opening import read_settings

_MISUSE: Final = 2
_NAME: Final = re.compile(r"guicheng-\d{8}T\d{6}Z\.tar\.gz")
#: Folder of photos in the data folder.
FILES: Final = "files"
#: Folder of the company's own norms in the data folder.
NORMS: Final = "norms"
STAMP: Final = "%Y%m%dT%H%M%SZ"


def back_up(home: Path, target: Path, at: datetime) -> Path:
    """Write a backup, read it again, and return its path.

    Args:
        home: The data folder.
        target: The file to write, or a folder that gets one with the moment in its name.
        at: Now, with time zone.

    Raises:
        BackupRefusedError: It cannot be written whole.
    """
    from guicheng.site.databases import database_in_use

    target = (target / f"guicheng-{at.astimezone(UTC):{STAMP}}.tar.gz" if target.is_dir() else target).absolute()
    database = database_in_use()
    with working_folder(target.parent) as folder:
        # The database first: whatever photo it names was on the disk before, and is in the files that follow.
        database.copy(folder / database.member)
        members = [database.member]
        if (home / KEY_MEMBER).exists():
            shutil.copyfile(home / KEY_MEMBER, folder / KEY_MEMBER)
            members.append(KEY_MEMBER)
        if pack_files(home / FILES, folder / FILES_MEMBER):
            members.append(FILES_MEMBER)
        if _norms_into(folder / NORMS_MEMBER, home / NORMS):
            members.append(NORMS_MEMBER)
        facts = {name: member_of(folder / name) for name in members}
        write_archive(target, Manifest(guicheng.__version__, database.kind, at, applied_migrations(), facts), folder)
    with working_folder(target.parent) as folder:
        read_archive(target, folder)
    _note(home, target, at)
    return target


def _norms_into(target: Path, norms: Path) -> int:
    """Pack the company's norms; return how many files there were.

    Raises:
        BackupRefusedError: One of them cannot be read: it would be missed on the day of the restore.
    """
    try:
        return pack_norms(norms, target)
    except OSError as error:
        path, reason = str(error.filename or norms), error.strerror or str(error)
        raise BackupRefusedError(
            _("The norms {path} cannot be read: {reason}. Mend that, then back up again.", path=path, reason=reason)
        ) from error


@contextlib.contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """Give a folder, closed to others and gone afterwards, on the disk where the result will be.

    Raises:
        BackupRefusedError: None can be made there.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=".guicheng-", dir=beside))
    except OSError as error:
        raise BackupRefusedError(
            _("{path} cannot be written: {reason}", path=str(beside), reason=error.strerror or str(error))
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def applied_migrations() -> tuple[str, ...]:
    """Return the changes of tables that the database has seen."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    try:
        return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))
    finally:
        connection.close()


def _note(home: Path, target: Path, at: datetime) -> None:
    """Keep when and where the last backup was written, for ``guicheng doctor``."""
    draft = home / f"last-backup.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"at": at.isoformat(), "path": str(target)}, file)
    draft.replace(home / "last-backup.json")


def forget_older(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups of a folder, those with a name of our own making; return what went."""
    found = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    older = found[:-keep]
    for path in older:
        path.unlink()
    return older


def run(act: Callable[[], None]) -> int:
    """Do an act of the command line; return 0, or 2 with a sentence where it is refused."""
    try:
        act()
    except GuichengError as error:
        sys.stdout.flush()
        sys.stderr.write(error.message.render(translator(wanted())) + "\n")
        return _MISUSE
    return 0


def say(message: Message) -> None:
    """Print a sentence in the reader's language."""
    sys.stdout.write(message.render(translator(wanted())) + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Write a backup; return 0, or 2 when it is refused."""
    parser = argparse.ArgumentParser(prog="guicheng backup")
    parser.add_argument("target", nargs="?", type=Path, default=Path())
    parser.add_argument("--keep", type=int, default=0)
    options = parser.parse_args(arguments)

    def act() -> None:
        home = data_home()
        read_settings(home)
        written = back_up(home, options.target, datetime.now(tz=UTC))
        say(_("Backed up to {path}: {megabytes} MB.", path=str(written), megabytes=_megabytes(written)))
        if not (home / KEY_MEMBER).exists():
            say(_("The secret key is not in it: keep GUICHENG_SECRET_KEY beside it."))
        if options.keep > 0 and options.target.is_dir():
            for path in forget_older(written.parent, options.keep):
                say(_("Deleted an older backup: {path}", path=str(path)))

    return run(act)


def _megabytes(path: Path) -> str:
    return f"{max(0.1, path.stat().st_size / 1024 / 1024):.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
