"""Opens zip containers that strangers made, without trusting a number they state."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import Message, _

MAX_ENTRIES = 5_000
MAX_PART_BYTES = 48_000_000
MAX_TOTAL_BYTES = 1_000_000_000
MAX_RATIO = 300
RATIO_FROM_BYTES = 4_000_000
CHUNK_BYTES = 65_536

# What zipfile lets through when offsets, lengths or streams are broken.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_ENTRY_SIGNATURE = b"PK\x01\x02"
_END_SIGNATURE = b"PK\x05\x06"
_ESCAPING_NAME = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|[\x00-\x1f]")


class Archive:
    """A zip container whose parts are read in bounded chunks and never unpacked to disk.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is damaged, encrypted, too large once unpacked, or built to harm.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._zip = _open_zip(name, data)
        self._entries = self._checked_entries(len(data))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, with forward slashes."""
        return tuple(self._entries)

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def read(self, part: str, limit: int = MAX_PART_BYTES) -> bytes:
        """Return a part, of at most ``limit`` bytes once unpacked.

        Raises:
            FileRefusedError: It is missing, damaged or larger.
        """
        return b"".join(self.chunks(part, limit))

    def chunks(self, part: str, limit: int = MAX_PART_BYTES) -> Iterator[bytes]:
        """Yield a part in chunks and stop with a refusal once ``limit`` bytes have come out.

        Raises:
            FileRefusedError: It is missing, damaged or larger.
        """
        entry = self._entries.get(part)
        if entry is None:
            raise self._damaged()
        if entry.file_size > limit or _is_bomb(entry):
            raise FileRefusedError(too_large(self.name))
        try:
            yield from self._bounded(entry, limit)
        except _BROKEN as error:
            raise self._damaged() from error

    def _bounded(self, entry: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
        read = 0
        with self._zip.open(entry) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                read += len(chunk)
                if read > limit:
                    raise FileRefusedError(too_large(self.name))
                yield chunk

    def _damaged(self) -> FileRefusedError:
        return FileRefusedError(damaged(self.name))

    def _checked_entries(self, size: int) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > MAX_ENTRIES:
            raise FileRefusedError(too_many_parts(self.name))
        entries = {info.filename.replace("\\", "/"): info for info in infos}
        if len(entries) != len(infos):
            raise self._damaged()
        for name, info in entries.items():
            _check_entry(self.name, name, info)
        _check_sizes(self.name, infos, size)
        return entries


def damaged(name: str) -> Message:
    """Say that a file is cut short or broken."""
    return _(
        "“{name}” is damaged or was cut short, so it cannot be read in full. Open it in Word, Excel or WPS, "
        "save it again and use the new file.",
        name=name,
    )


def too_large(name: str) -> Message:
    """Say that a file unpacks to more than a manual can hold."""
    return _(
        "“{name}” unpacks to far more data than a manual holds, so reading stopped to protect the server. "
        "Copy the text into a new document and use that one.",
        name=name,
    )


def too_many_parts(name: str) -> Message:
    """Say that a container holds more files than a document needs."""
    return _(
        "“{name}” holds more than {limit} files inside, which no manual needs. "
        "Copy the text into a new document and use that one.",
        name=name,
        limit=str(MAX_ENTRIES),
    )


def _open_zip(name: str, data: bytes) -> zipfile.ZipFile:
    # zipfile spends about a kilobyte on each entry, so their number is bounded before it looks.
    if data.count(_ENTRY_SIGNATURE) > 2 * MAX_ENTRIES:
        raise FileRefusedError(too_many_parts(name))
    if _END_SIGNATURE not in data[-65_557:]:
        raise FileRefusedError(damaged(name))
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise FileRefusedError(damaged(name)) from error


def _check_entry(name: str, part: str, info: zipfile.ZipInfo) -> None:
    if _ESCAPING_NAME.search(part):
        raise FileRefusedError(
            _(
                "“{name}” holds a file that points outside the document, which only a manipulated file does. "
                "Save the document again from Word or Excel and use that one.",
                name=name,
            )
        )
    if info.flag_bits & 0x1:
        raise FileRefusedError(encrypted(name))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefusedError(damaged(name))


def encrypted(name: str) -> Message:
    """Say that a file has a password."""
    return _(
        "“{name}” is protected by a password, so its text cannot be read. "
        "Remove the password in Word or Excel, save, and try again.",
        name=name,
    )


def _check_sizes(name: str, infos: list[zipfile.ZipInfo], size: int) -> None:
    # Entries that share bytes unpack to more than their sum: together they can't be longer than the file.
    if sum(info.compress_size for info in infos) > size:
        raise FileRefusedError(damaged(name))
    if sum(info.file_size for info in infos) > MAX_TOTAL_BYTES or any(map(_is_bomb, infos)):
        raise FileRefusedError(too_large(name))


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > RATIO_FROM_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1)
