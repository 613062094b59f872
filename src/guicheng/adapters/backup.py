"""Backups as files: one packed archive whose first member says what is in it, with a hash of every other member."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tarfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, ClassVar, Final

from guicheng.adapters.backup_files import FILES_MEMBER, NORMS_MEMBER
from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _

#: Version of the layout; an archive of a later one is refused. The second may hold norms.
FORMAT: Final = 2
MANIFEST: Final = "manifest.json"
SQLITE_MEMBER: Final = "database.sqlite3"
POSTGRESQL_MEMBER: Final = "database.pgdump"
KEY_MEMBER: Final = "secret.key"
_NAMES: Final = frozenset({SQLITE_MEMBER, POSTGRESQL_MEMBER, KEY_MEMBER, FILES_MEMBER, NORMS_MEMBER})
_LARGEST_MANIFEST: Final = 1024 * 1024
_CHUNK: Final = 1024 * 1024
_BROKEN: Final = (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError, TypeError)


class BackupRefusedError(GuichengError):
    """A backup cannot be written, or an archive cannot be used; what was there before stands."""

    code: ClassVar[str] = "backup-refused"


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive.

    Args:
        size: Bytes.
        sha256: Hash of the bytes, in hexadecimal figures.
    """

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says about itself.

    Args:
        version: Version of the product that wrote it.
        database: ``sqlite`` or ``postgresql``.
        created_at: When the snapshot was taken, with time zone.
        migrations: Changes of tables that the database had seen, ``stage.name``.
        members: Name and facts of every other file in the archive.
        format: Version of the layout.
    """

    version: str
    database: str
    created_at: datetime
    migrations: tuple[str, ...]
    members: Mapping[str, Member]
    format: int = FORMAT

    def text(self) -> str:
        """Return the manifest as it stands in the archive."""
        plain: dict[str, Any] = {**asdict(self), "created_at": self.created_at.isoformat(), "product": "guicheng"}
        return json.dumps(plain, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def member_of(path: Path) -> Member:
    """Return size and hash of a file."""
    with path.open("rb") as file:
        return Member(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def write_archive(target: Path, manifest: Manifest, folder: Path) -> None:
    """Write an archive that only its owner may read; it has its name once it is whole and on the disk.

    Args:
        target: The file to write; there is none of that name.
        manifest: Names the members.
        folder: Where the members lie.

    Raises:
        BackupRefusedError: It cannot be written there, or a file of that name exists.
    """
    draft = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            _pack(file, manifest, folder)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, target)
    except FileExistsError as error:
        raise BackupRefusedError(_("There is already a file {path}. Name another.", path=str(target))) from error
    except OSError as error:
        raise BackupRefusedError(
            _("The backup {path} cannot be written: {reason}", path=str(target), reason=error.strerror or str(error))
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _pack(file: IO[bytes], manifest: Manifest, folder: Path) -> None:
    moment = int(manifest.created_at.timestamp())
    with (
        gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=moment, compresslevel=6) as packed,
        tarfile.open(fileobj=packed, mode="w") as archive,
    ):
        text = folder / MANIFEST
        text.write_text(manifest.text(), encoding="utf-8")
        for name in (MANIFEST, *manifest.members):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = (folder / name).stat().st_size, moment, 0o600
            with (folder / name).open("rb") as source:
                archive.addfile(entry, source)


def read_archive(path: Path, folder: Path) -> Manifest:
    """Unpack an archive into a folder and return what it says about itself, once every hash was right.

    Args:
        path: The archive.
        folder: An empty folder; files in it are readable by their owner only.

    Raises:
        BackupRefusedError: It is missing, no backup, damaged, or of a later layout.
    """
    if not path.is_file():
        raise BackupRefusedError(_("There is no backup {path}.", path=str(path)))
    try:
        with tarfile.open(path, mode="r|gz") as archive:
            manifest = _manifest(archive, path)
            while entry := archive.next():
                _unpack(archive, entry, manifest, folder)
    except _BROKEN as error:
        raise _damaged(path) from error
    if {found.name for found in folder.iterdir()} != set(manifest.members):
        raise _damaged(path)
    return manifest


def _damaged(path: Path) -> BackupRefusedError:
    return BackupRefusedError(
        _("{path} is no backup of Guicheng, or it is damaged. Take another; nothing was changed.", path=str(path))
    )


def _manifest(archive: tarfile.TarFile, path: Path) -> Manifest:
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == MANIFEST else None
    if content is None:
        raise ValueError("the first member is no manifest")
    plain: dict[str, Any] = json.loads(content.read(_LARGEST_MANIFEST))
    if plain["product"] != "guicheng":
        raise ValueError("another product")
    if int(plain["format"]) > FORMAT:
        raise BackupRefusedError(
            _(
                "{path} was written by a newer version ({version}). Use that one.",
                path=str(path),
                version=plain["version"],
            )
        )
    members = {str(name): Member(int(facts["size"]), str(facts["sha256"])) for name, facts in plain["members"].items()}
    created_at = datetime.fromisoformat(plain["created_at"])
    migrations = tuple(map(str, plain["migrations"]))
    return Manifest(str(plain["version"]), str(plain["database"]), created_at, migrations, members)


def _unpack(archive: tarfile.TarFile, entry: tarfile.TarInfo, manifest: Manifest, folder: Path) -> None:
    """Write one member and compare it; a name of our own making is the only one that is followed.

    Raises:
        ValueError: It is none of the members, or not as the manifest says.
    """
    source = archive.extractfile(entry)
    wanted = manifest.members.get(entry.name)
    if wanted is None or entry.name not in _NAMES or source is None or entry.size != wanted.size:
        raise ValueError(entry.name)
    handle = os.open(folder / entry.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    found = hashlib.sha256()
    with os.fdopen(handle, "wb") as target:
        while chunk := source.read(_CHUNK):
            found.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    if found.hexdigest() != wanted.sha256:
        raise ValueError(entry.name)
