"""The files beside the database, photos of work above all, as one member of a backup."""

from __future__ import annotations

import os
import re
import tarfile
from pathlib import Path
from typing import Final

FILES_MEMBER: Final = "files.tar"
#: A path of our own making: folders and names of letters, figures and a few signs, nothing that climbs.
_PATH: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
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
            if path.is_symlink() or not path.is_file() or name.endswith(_LEFT_OUT) or not _PATH.fullmatch(name):
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


def unpack_files(archive: Path, folder: Path) -> int:
    """Write the files of a member into a new folder, on the disk when this returns; return how many there were.

    Args:
        archive: What ``pack_files`` wrote.
        folder: A folder that does not exist yet.

    Raises:
        ValueError: A name in it is none of our own making.
        OSError: It cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True)
    count = 0
    with tarfile.open(archive, "r:") as packed:
        while entry := packed.next():
            source = packed.extractfile(entry) if entry.isreg() else None
            if source is None or not _PATH.fullmatch(entry.name):
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
