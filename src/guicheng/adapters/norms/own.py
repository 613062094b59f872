"""Norms that a company adds to the shipped ones: files in a folder of its own, read anew when one of them changes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from guicheng.adapters.norms.reading import NormFile, read_norms
from guicheng.adapters.norms.shipped import catalogue_items, shipped_norms
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.values import FileRefusedError, Message
from guicheng.domain.values.message import _

_LARGEST: Final = 1_000_000
_LOG: Final = logging.getLogger(__name__)
_Files = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of the folder that is not used.

    Args:
        name: Its name.
        line: Where the first thing that is wrong stands, counted from 1; 0 for the file as a whole.
        message: What is wrong.
    """

    name: str
    line: int
    message: Message


class _Place:
    """Where the files of this service lie; nowhere until it is said."""

    folder: Path | None = None


def look_in(folder: Path | None) -> None:
    """Say where the company's files lie, from the start of the service on; None for nowhere."""
    _Place.folder = folder


def norms_in_use() -> tuple[Norm, ...]:
    """Return the norms that hold: those of the company's files, and the shipped ones of all other places.

    A file with a complaint is left out whole, so that no duty goes missing without a word: ``refused_files`` tells.
    """
    return _joined(_files())[0]


def refused_files() -> Sequence[Refused]:
    """Return the files of the folder that are not used, each with the first thing that is wrong."""
    return _joined(_files())[1]


def names_in_use() -> Sequence[str]:
    """Return the names of the files of the folder that are used."""
    files = _files()
    refused = {each.name for each in _joined(files)[1]}
    return [name for path, _changed, _size in files if (name := Path(path).name) not in refused]


def _files() -> _Files:
    if _Place.folder is None or not _Place.folder.is_dir():
        return ()
    found = [(path, path.stat()) for path in _Place.folder.glob("*.yaml") if path.is_file()]
    return tuple(sorted((str(path), about.st_mtime_ns, about.st_size) for path, about in found))


@lru_cache(maxsize=2)
def _joined(files: _Files) -> tuple[tuple[Norm, ...], tuple[Refused, ...]]:
    """Return the norms that hold and the files that are not used; the same files are read once."""
    own: dict[str, Norm] = {}
    refused = list[Refused]()
    for path, _changed, size in files:
        read = _read(Path(path), size, own)
        if isinstance(read, Refused):
            _LOG.warning("norms file %s:%s is not used: %s", read.name, read.line, read.message.render())
            refused.append(read)
        else:
            own |= {norm.id: norm for norm in read.norms}
    places = {norm.place.key for norm in own.values()}
    norms = [*(norm for norm in shipped_norms() if norm.place.key not in places), *own.values()]
    return tuple(sorted(norms, key=lambda norm: (not norm.place.national, norm.place.key))), tuple(refused)


def _read(path: Path, size: int, own: dict[str, Norm]) -> NormFile | Refused:
    if size > _LARGEST:
        return Refused(path.name, 0, _("The file is larger than 1 MB. Split it by place."))
    try:
        read = read_norms(path.name, path.read_bytes(), items=catalogue_items())
    except FileRefusedError as error:
        return Refused(path.name, 0, error.message)
    if read.complaints:
        first = read.complaints[0]
        return Refused(path.name, first.line, first.message)
    if twice := next((norm.id for norm in read.norms if norm.id in own), ""):
        return Refused(path.name, 0, _("Duty {norm} stands in another file too.", norm=twice))
    return read
