"""Bytes of photos in the data folder, by their hash: whole and on the disk before their row is, or not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import Final

from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import _

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class StoreFailedError(GuichengError):
    """The disk took no photo, or gave none back; nothing was kept."""

    code = "store-failed"


class PhotoStore:
    """Photos in folders by the first two figures of their hash.

    Args:
        folder: Where they lie; made at the first photo.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Keep bytes and return their hash once they would survive a power cut; keeping them again changes nothing.

        Raises:
            StoreFailedError: The disk is full, or fails.
        """
        found = hashlib.sha256(data).hexdigest()
        path = self._path(found)
        draft = path.with_name(f".{found}.{secrets.token_hex(4)}")
        try:
            if not path.exists():
                self._make(path.parent)
                _write(draft, data)
                draft.replace(path)
            # Also where it was there: whoever put it there may have died before the name reached the disk.
            _reach_disk(path.parent)
        except OSError as error:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
            reason = error.strerror or str(error)
            raise StoreFailedError(_("The photo cannot be stored: {reason}", reason=reason)) from error
        return found

    def read(self, kept: str) -> bytes:
        """Return the bytes of a hash.

        Raises:
            StoreFailedError: They are gone, cannot be read, or are not what their hash says.
        """
        try:
            data = self._path(kept).read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreFailedError(_("The photo cannot be read: {reason}", reason=reason)) from error
        if hashlib.sha256(data).hexdigest() != kept:
            raise StoreFailedError(_("The photo on the disk is not the one that arrived."))
        return data

    def forget(self, kept: str) -> None:
        """Delete the bytes of a hash; forgetting them again changes nothing.

        Raises:
            StoreFailedError: The disk fails.
        """
        try:
            self._path(kept).unlink(missing_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreFailedError(_("The photo cannot be deleted: {reason}", reason=reason)) from error

    def _path(self, kept: str) -> Path:
        if not _HASH.fullmatch(kept):
            raise ValueError(kept)
        return self._folder / kept[:2] / kept

    def _make(self, folder: Path) -> None:
        """Make a folder and let its name reach the disk."""
        for each in (self._folder, folder):
            if not each.exists():
                each.mkdir(mode=0o700, parents=True, exist_ok=True)
                _reach_disk(each.parent)


def _write(path: Path, data: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _reach_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
