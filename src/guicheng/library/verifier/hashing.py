"""Hashes of packs, each with the words that say what is hashed, and sentences in both languages."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import Any

EVENT_MEMBERS = (
    "id", "device", "device_seq", "kind", "occurrence", "wall", "since_contact_ms", "contact", "photos", "prev_hash",
)  # fmt: skip
UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, RecursionError)


class CannotReadError(Exception):
    """The pack is not what a pack has to be."""


class Said(str):
    """A sentence in English that has its Chinese, ``zh``, with it."""

    zh: str


def say(english: str, chinese: str, **fields: Any) -> Said:
    """Return a sentence in both languages."""
    said = Said(english.format(**fields))
    said.zh = chinese.format(**{name: value.zh if isinstance(value, Said) else value for name, value in fields.items()})
    return said


def canonical(value: Any) -> bytes:
    """Return JSON in UTF-8, members in the order of their names, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def sha256(data: bytes) -> str:
    """Return SHA-256 in hexadecimal figures."""
    return hashlib.sha256(data).hexdigest()


def digest(tag: str, *parts: bytes) -> str:
    """Return SHA-256 over a line that says what is hashed, and the parts."""
    return sha256(b"guicheng.1." + tag.encode() + b"\n" + b"".join(parts))


def commitment(opening: dict[str, Any]) -> str:
    """Return the hash that stands for a personal field."""
    return digest("personal", bytes.fromhex(opening["salt"]), canonical(opening["value"]))


def leaf(link: str) -> bytes:
    """Return the leaf of a link in the tree of its day."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(link)).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return what stands above two."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def merkle_root(links: list[str]) -> str:
    """Return the root of RFC 6962 over links."""
    row = [leaf(link) for link in links]
    if not row:
        return sha256(b"")
    while len(row) > 1:
        pairs = [node(row[n], row[n + 1]) for n in range(0, len(row) - 1, 2)]
        row = pairs + row[-1:] if len(row) % 2 else pairs
    return row[0].hex()


def root_by(line: dict[str, Any]) -> str:
    """Return the root to which the proof of a link leads, "" for a proof that is none."""
    found, place, width, path = leaf(line["link"]), line["index"], line["size"], list(line["path"])
    if not 0 <= place < width:
        return ""
    while width > 1:
        if place ^ 1 < width:
            if not path:
                return ""
            beside = bytes.fromhex(path.pop(0))
            found = node(beside, found) if place & 1 else node(found, beside)
        place, width = place // 2, (width + 1) // 2
    return "" if path else found.hex()


def link_of(before: str, line: dict[str, Any]) -> str:
    """Return the link over the one before, the number and the hash of the record."""
    return digest("link", bytes.fromhex(before), line["seq"].to_bytes(8, "big"), bytes.fromhex(line["record_hash"]))
