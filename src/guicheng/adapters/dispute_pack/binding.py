"""A dossier bound into a zip file: every line and every file is hashed, and one hash stands for all of them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from guicheng.domain.evidence.canonical import canonical, digest
from guicheng.domain.evidence.dossier import SHEETS, Dossier, Statement

_FORMAT: Final = "guicheng.pack.1"
#: What stands at the end of the zip file: the hash of all bytes before it.
_WRAPPED: Final = b"guicheng.pack.1 sha256:"
_LIST: Final = "pack.json"


@dataclass(frozen=True, slots=True)
class Bound:
    """A dossier as files.

    Args:
        dossier: What was bound.
        files: Name and bytes, in order.
        entries: What the list of contents says of each.
        statements: Hash over all of them; the paper prints it.
    """

    dossier: Dossier
    files: tuple[tuple[str, bytes], ...]
    entries: tuple[dict[str, Any], ...]
    statements: str


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that is made.

    Args:
        data: The zip file.
        sha256: Its hash.
        content: Hash over all that is in it, whatever wraps it.
        statements: Hash over the dossier alone.
    """

    data: bytes
    sha256: str
    content: str
    statements: str


def bind(dossier: Dossier) -> Bound:
    """Return a dossier as files, one a sheet and one a photo."""
    files, entries = [], []
    for sheet in SHEETS:
        statements = dossier.sheets.get(sheet, ())
        lines = [canonical(dict(each.said)) for each in statements]
        files.append((f"{sheet}.jsonl", b"".join(line + b"\n" for line in lines)))
        entries.append({**_entry(*files[-1]), "lines": _lines(lines, statements)})
    for exhibit in dossier.exhibits:
        files.append((f"photos/{exhibit.kept}", exhibit.data))
        entries.append(_entry(*files[-1]))
    return Bound(dossier, tuple(files), tuple(entries), digest("statements", canonical(entries)))


def zipped(bound: Bound, *, paper: bytes, verifier: bytes) -> Packed:
    """Return a bound dossier as a zip file, with its paper and the program that checks it.

    Args:
        bound: The files.
        paper: The PDF file.
        verifier: The program.
    """
    added = (("pack.pdf", paper), ("verify.py", verifier))
    facts: dict[str, Any] = {
        "format": _FORMAT,
        "name": bound.dossier.name,
        "made": bound.dossier.made,
        "files": [*bound.entries, *(_entry(*file) for file in added)],
        "statements": bound.statements,
    }
    content = digest("pack", canonical(facts))
    data = _zip([*bound.files, *added, (_LIST, canonical({**facts, "content": content}))])
    return Packed(data, _sha256(data), content, bound.statements)


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as they are in a zip, without its own times, closed by the hash of all before."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as pack:
        for name, data in files:
            pack.writestr(zipfile.ZipInfo(name), data)
        pack.comment = _WRAPPED + b"0" * 64
    body = held.getvalue()[: -len(_WRAPPED) - 64]
    return body + _WRAPPED + _sha256(body).encode()


def _entry(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "sha256": _sha256(data)}


def _lines(lines: Iterable[bytes], statements: Iterable[Statement]) -> list[list[str]]:
    return [[_sha256(line), each.label] for line, each in zip(lines, statements, strict=True)]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
