"""The files beside the database, photos of work and the company's own norms, each as one member of a backup."""

from __future__ import annotations

import io
import os
import re
import tarfile
from pathlib import Path
from typing import Final

FILES_MEMBER: Final = "files.tar"
NORMS_MEMBER: Final = "norms.tar"
#: A path of our own making: folders and names of letters, figures and a few signs, nothing that climbs.
FILES_PATH: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
#: A file of norms, named by whoever wrote it: it lies in the folder itself, nothing climbs.
NORMS_PATH: Final = re.compile(r"[^/\x00]+\.yaml")
_LEFT_OUT: Final = (".part", ".tmp")


def pack_files(folder: Path, target: Path) -> int:
    """Write the files of a folder into one file; return how many there were.

    Files never change once they have their name, so that what is written meanwhile does no harm; one that is purged
    meanwhile is left out.

    Args:
        folder: The folder; there may be none.
        target: The file to write.

    Raises:
        OSError: It cannot be written, or a file cannot be read.
    """
    count = 0
    with tarfile.open(target, "w") as archive:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if path.is_symlink() or not path.is_file() or name.endswith(_LEFT_OUT) or not FILES_PATH.fullmatch(name):
                continue
            try:
                with path.open("rb") as source:
                    entry = tarfile.TarInfo(name)
                    entry.size, entry.mode = os.fstat(source.fileno()).st_size, 0o600
                    archive.addfile(entry, source)
            except FileNotFoundError:
                continue
            count += 1
    return count


def pack_norms(folder: Path, target: Path) -> int:
    """Write the company's files of norms, those that the service reads, into one file; return how many there were.

    Somebody may be writing one: it is read as a whole before its length is told. One behind a link comes along, since
    the service follows links too.

    Args:
        folder: The folder; there may be none.
        target: The file to write.

    Raises:
        OSError: It cannot be written, or a file cannot be read.
    """
    count = 0
    with tarfile.open(target, "w") as archive:
        for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
            if not path.is_file():
                continue
            text = path.read_bytes()
            entry = tarfile.TarInfo(path.name)
            entry.size, entry.mode = len(text), 0o600
            archive.addfile(entry, io.BytesIO(text))
            count += 1
    return count


def unpack_files(archive: Path, folder: Path, names: re.Pattern[str] = FILES_PATH) -> int:
    """Write the files of a member into a new folder, on the disk when this returns; return how many there were.

    Args:
        archive: What ``pack_files`` or ``pack_norms`` wrote.
        folder: A folder that does not exist yet.
        names: What a name in it looks like.

    Raises:
        ValueError: A name in it is none of our own making.
        OSError: It cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True)
    count = 0
    with tarfile.open(archive, "r:") as packed:
        while entry := packed.next():
            source = packed.extractfile(entry) if entry.isreg() else None
            if source is None or not names.fullmatch(entry.name):
                raise ValueError(entry.name)
            path = folder / entry.name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
                while chunk := source.read(1024 * 1024):
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
            count += 1
    return count
