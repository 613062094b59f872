"""``python -m guicheng.site.restore``: put a backup in place of the data of an instance that does not run."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import tarfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import guicheng
from guicheng.adapters.backup import KEY_MEMBER, BackupRefusedError, Manifest, read_archive
from guicheng.adapters.backup_files import FILES_MEMBER, FILES_PATH, NORMS_MEMBER, NORMS_PATH, unpack_files
from guicheng.domain.values.message import _
from guicheng.site import env, gate
from guicheng.site.backup import FILES, NORMS, STAMP, run, say, working_folder
from guicheng.site.databases import database_in_use
from guicheng.site.databases.database import Database
from guicheng.site.home import StartRefusedError, create, data_home
from guicheng.site.opening import read_settings
from guicheng.site.running import running_at

#: Members that are folders, and the folder of the data folder that each of them fills.
_FOLDERS: Final = ((FILES_MEMBER, FILES), (NORMS_MEMBER, NORMS))
_NAMES: Final = {FILES_MEMBER: FILES_PATH, NORMS_MEMBER: NORMS_PATH}


def check(home: Path, archive: Path) -> Manifest:
    """Read a backup to its end and compare it with its hashes; nothing is changed.

    Raises:
        BackupRefusedError: It cannot be restored here.
    """
    database = database_in_use()
    with working_folder(home if home.is_dir() else archive.absolute().parent) as folder:
        return _opened(archive, folder, database)


def restore(home: Path, archive: Path, at: datetime, *, own_key: bool) -> tuple[Manifest, list[str]]:
    """Put a backup in place; return what it is and where that is kept which was there before.

    Args:
        home: The data folder.
        archive: The backup.
        at: Now, with time zone; names what is kept.
        own_key: Whether the key comes from the environment, so that the one in the backup stays there.

    Raises:
        BackupRefusedError: A service runs, or the backup cannot be used; what was there before stands.
    """
    database, stamp = database_in_use(), f"{at.astimezone(UTC):{STAMP}}"
    release = _take(home)
    try:
        database.refuse_if_used()
        with working_folder(database.workplace(home)) as folder:
            manifest = _opened(archive, folder, database)
            # What can be refused comes before the database is replaced, so that a refusal changes nothing.
            with _unpacked(home, folder, manifest) as drafts, _marked(home / "restore.unfinished"):
                kept = database.replace(folder / database.member, stamp)
                for place, draft in drafts.items():
                    kept += _replace_folder(place, draft, stamp)
                if KEY_MEMBER in manifest.members and not own_key:
                    kept += _replace_key(home / KEY_MEMBER, (folder / KEY_MEMBER).read_bytes(), stamp)
        return manifest, kept
    finally:
        release()


@contextlib.contextmanager
def _marked(mark: Path) -> Iterator[None]:
    """Leave a mark, for ``guicheng doctor``, while the database and the key may be of different days."""
    mark.touch(mode=0o600)
    try:
        yield
    except BackupRefusedError:
        mark.unlink()  # refused as a whole: nothing was changed
        raise
    mark.unlink()


def _take(home: Path) -> Callable[[], None]:
    """Keep the service out until the returned function is called.

    Raises:
        BackupRefusedError: One runs.
    """
    if "://" in (url := running_at(home)):
        raise BackupRefusedError(_("Guicheng runs at {url}. End it first, then restore.", url=url))
    try:
        return gate.lock(home, "guicheng restore")
    except StartRefusedError as error:
        raise BackupRefusedError(error.message) from error


def _opened(archive: Path, folder: Path, database: Database) -> Manifest:
    """Unpack a backup and make sure that it fits this version and this database.

    Raises:
        BackupRefusedError: It does not.
    """
    manifest = read_archive(archive, folder)
    if manifest.database != database.kind or database.member not in manifest.members:
        raise BackupRefusedError(
            _(
                "{path} holds a {kind} database, and DATABASE_URL names a {other} one. Set it to a {kind} one.",
                path=str(archive),
                kind=manifest.database,
                other=database.kind,
            )
        )
    if _version(manifest.version) > _version(guicheng.__version__) or _unknown(manifest):
        raise BackupRefusedError(
            _(
                "{path} was written by a newer version ({version}). Use that one.",
                path=str(archive),
                version=manifest.version,
            )
        )
    database.check(folder / database.member)
    return manifest


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _unknown(manifest: Manifest) -> set[str]:
    """Return the changes of our tables that this version does not know."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    ours = {config.label for config in apps.get_app_configs()}
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    return {name for name in manifest.migrations if name.split(".")[0] in ours and name not in known}


def _replace_key(path: Path, content: bytes, stamp: str) -> list[str]:
    """Put the key of the backup in place; return where the old one is kept."""
    if path.exists() and path.read_bytes() == content:
        return []
    kept = []
    if path.exists():
        old = path.with_name(f"{path.name}.{stamp}.before-restore")
        os.link(path, old)
        kept = [str(old)]
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    os.replace(draft, path)
    return kept


@contextlib.contextmanager
def _unpacked(home: Path, folder: Path, manifest: Manifest) -> Iterator[dict[Path, Path]]:
    """Unpack the folders of a backup beside their places; give where each lies, by its place.

    Raises:
        BackupRefusedError: They cannot be written; the old ones stand.
    """
    drafts = {home / name: home / f"{name}.{os.getpid()}" for member, name in _FOLDERS if member in manifest.members}
    try:
        for member, name in _FOLDERS:
            if member in manifest.members:
                _unpack(folder / member, drafts[home / name])
        yield drafts
    finally:
        for draft in drafts.values():
            shutil.rmtree(draft, ignore_errors=True)


def _unpack(member: Path, draft: Path) -> None:
    try:
        unpack_files(member, draft, _NAMES[member.name])
    except (OSError, ValueError, tarfile.TarError) as error:
        raise BackupRefusedError(
            _("The files of the backup cannot be put in place: {reason}", reason=str(error))
        ) from error


def _replace_folder(place: Path, draft: Path, stamp: str) -> list[str]:
    """Put a folder of the backup in place; return where the old one is kept."""
    kept = []
    if os.path.lexists(place):
        old = place.with_name(f"{place.name}.{stamp}.before-restore")
        place.rename(old)
        kept = [str(old)]
    draft.rename(place)
    return kept


def main(arguments: list[str]) -> int:
    """Restore or check a backup; return 0, or 2 when it is refused."""
    parser = argparse.ArgumentParser(prog="guicheng restore")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    home, own_key = data_home(), bool(env.text("GUICHENG_SECRET_KEY"))
    return run(
        lambda: _check(home, options.archive) if options.check else _restore(home, options.archive, own_key=own_key)
    )


def _check(home: Path, archive: Path) -> None:
    read_settings(home)
    found = check(home, archive)
    say(_("{path} is whole: made {time} by version {version}.", path=str(archive), **_facts(found)))


def _restore(home: Path, archive: Path, *, own_key: bool) -> None:
    create(home)
    read_settings(home)
    manifest, kept = restore(home, archive, datetime.now(tz=UTC), own_key=own_key)
    say(_("Restored {path}, made {time} by version {version}.", path=str(archive), **_facts(manifest)))
    for place in kept:
        say(_("What was there before is kept: {place}", place=place))
    say(_("Start the service, then run “guicheng doctor”."))


def _facts(manifest: Manifest) -> dict[str, str]:
    return {"time": f"{manifest.created_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC", "version": manifest.version}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
