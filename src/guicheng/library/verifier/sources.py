"""Where a pack is read from: a folder, or the zip file as it came."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from guicheng.library.verifier.hashing import CannotReadError, Said, say, sha256

#: Bytes of one file of a pack.
MOST = 1 << 30
WRAPPED = b"guicheng.pack.1 sha256:"


class Folder:
    """A pack that was unpacked."""

    faults: tuple[Said, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        """Return what is in it; a folder has no order."""
        return sorted(each.relative_to(self.path).as_posix() for each in self.path.rglob("*") if each.is_file())

    def has(self, name: str) -> bool:
        """Tell whether a file is in it."""
        return (self.path / name).is_file()

    def read(self, name: str) -> bytes:
        """Return a file."""
        return (self.path / name).read_bytes()


class Zipped:
    """A pack as it came."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        self.zip = zipfile.ZipFile(path)
        self.infos = {info.filename: info for info in self.zip.infolist()}
        wrapped = WRAPPED + sha256(self.data[: -len(WRAPPED) - 64]).encode()
        self.faults = (
            () if self.data.endswith(wrapped)
            else (say("zip: its wrapping is not the one that was made", "zip 外层与制作时不符"),)
        )  # fmt: skip

    def names(self) -> list[str]:
        """Return what is in it, in order."""
        return self.zip.namelist()

    def has(self, name: str) -> bool:
        """Tell whether a file is in it."""
        return name in self.infos

    def read(self, name: str) -> bytes:
        """Return a file; one that is stored as it is even where its own check sum does not fit, so as to look at it."""
        info = self.infos[name]
        if info.file_size > MOST:
            raise CannotReadError(f"{name}: too large")
        if info.compress_type != zipfile.ZIP_STORED:
            return self.zip.read(name)
        head = self.data[info.header_offset : info.header_offset + 30]
        start = info.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return self.data[start : start + info.file_size]


def rows_of(source: Folder | Zipped, name: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of a file.

    Raises:
        CannotReadError: A line is none.
    """
    for number, text in enumerate(source.read(name).decode().splitlines(), 1):
        try:
            row = json.loads(text)
            if name == "chain.jsonl":
                row["seq"], row["record_hash"], row["link"]
        except (ValueError, KeyError, TypeError) as error:
            raise CannotReadError(f"{name}, line {number}: {error}") from error
        yield row
