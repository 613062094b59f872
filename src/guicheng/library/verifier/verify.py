#!/usr/bin/env python3
"""Check an evidence pack of Guicheng without Guicheng: one file, Python 3.9 or later, nothing to install.

    python3 verify.py FOLDER [--root DAY=HASH ...]

FOLDER is the unpacked pack. It holds ``chain.jsonl`` (one link of the organisation's chain a line), ``roots.json``,
``photos/`` and this file. The check computes everything anew: hashes of events from what they say, commitments from
the personal fields that were given out, links, the Merkle root of each day, and the bytes of photos.

A root that you wrote down on the day itself, or that somebody outside the organisation keeps, is worth most: name it
with --root. Without one the check only tells that the pack agrees with itself.

The answer says since when records are unaltered. It never says that what they tell is true.

Ends with 0 where everything agrees, 1 where something does not, 2 where the pack cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

CHINA = timezone(timedelta(hours=8))
EVENT_MEMBERS = (
    "id", "device", "device_seq", "kind", "occurrence", "wall", "since_contact_ms", "contact", "photos", "prev_hash",
)  # fmt: skip


class CannotReadError(Exception):
    """The pack is not what a pack has to be."""


def canonical(value: Any) -> bytes:
    """Return JSON in UTF-8, members in the order of their names, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(tag: str, *parts: bytes) -> str:
    """Return SHA-256 over a line that says what is hashed, and the parts."""
    found = hashlib.sha256(b"guicheng.1." + tag.encode() + b"\n")
    for part in parts:
        found.update(part)
    return found.hexdigest()


def commitment(opening: dict[str, Any]) -> str:
    """Return the hash that stands for a personal field."""
    return digest("personal", bytes.fromhex(opening["salt"]), canonical(opening["value"]))


def event_faults(line: dict[str, Any]) -> Iterator[str]:
    """Yield what does not agree in an event that was given out."""
    event, record = line["event"], line["record"]
    if event.get("payload") is not None and digest("payload", canonical(event["payload"])) != event["payload_hash"]:
        yield "the payload is not the one that was hashed"
    for name, opening in (event.get("personal") or {}).items():
        if commitment(opening) != event["commitments"].get(name):
            yield f"the personal field {name} is not the one that was committed"
    sender = event.get("sender")
    if sender is not None and commitment(sender) != record["sender"]:
        yield "the sender is not the one that was committed"
    said = {name: event[name] for name in EVENT_MEMBERS}
    said.update(payload=event["payload_hash"], personal=event["commitments"])
    if digest("event", canonical(said)) != record["event"]:
        yield "the event is not the one that was received"


def photo_faults(line: dict[str, Any], folder: Path) -> Iterator[str]:
    """Yield what does not agree in a photo whose bytes are in the pack."""
    path = folder / "photos" / line["record"]["kept"]
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() != line["record"]["kept"]:
        yield "the bytes of the photo are not those that were kept"


def merkle_root(links: list[str]) -> str:
    """Return the root of RFC 6962 over links."""
    row = [hashlib.sha256(b"\x00" + bytes.fromhex(link)).digest() for link in links]
    if not row:
        return hashlib.sha256(b"").hexdigest()
    while len(row) > 1:
        pairs = [hashlib.sha256(b"\x01" + row[n] + row[n + 1]).digest() for n in range(0, len(row) - 1, 2)]
        row = pairs + row[-1:] if len(row) % 2 else pairs
    return row[0].hex()


def lines_of(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the links of a pack.

    Raises:
        CannotReadError: A line is none.
    """
    with (folder / "chain.jsonl").open(encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            try:
                line = json.loads(text)
                line["seq"], line["record_hash"], line["link"]
            except (ValueError, KeyError, TypeError) as error:
                raise CannotReadError(f"chain.jsonl, line {number}: {error}") from error
            yield line


class Check:
    """Goes through a pack and keeps what it finds.

    Args:
        folder: The unpacked pack.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts = json.loads((folder / "roots.json").read_text(encoding="utf-8"))
        self.faults: list[str] = []
        self.links: dict[int, str] = {}
        self.counts = {"links": 0, "events": 0, "photos": 0, "bytes": 0, "bare": 0}
        self.first_received: int | None = None

    def run(self, outside: dict[str, str]) -> None:
        """Check everything.

        Args:
            outside: Roots by day that somebody else kept.
        """
        before, wanted = self.facts["before"], self.facts["first_seq"]
        if wanted == 1 and before != digest("begin", self.facts["organisation"].encode()):
            self.faults.append("link 1: the chain does not begin with this organisation")
        for line in lines_of(self.folder):
            if line["seq"] != wanted:
                self.faults.append(f"link {wanted}: it is missing or out of order; {line['seq']} stands in its place")
                return
            self.link(line, before)
            before, wanted = line["link"], wanted + 1
        if (wanted - 1, before) != (self.facts["last_seq"], self.facts["last_link"]):
            self.faults.append(f"link {min(wanted, self.facts['last_seq'])}: the end of the chain is not the one named")
        self.roots(outside)

    def link(self, line: dict[str, Any], before: str) -> None:
        """Check one link and what was given out of its record."""
        seq, record = line["seq"], line.get("record")
        faults = []
        if record is not None:
            faults += self.record(line, record)
        else:
            self.counts["bare"] += 1
        parts = bytes.fromhex(before), seq.to_bytes(8, "big"), bytes.fromhex(line["record_hash"])
        if digest("link", *parts) != line["link"]:
            faults.append("the link does not follow from the one before")
        self.faults += [f"link {seq}: {fault}" for fault in faults]
        self.links[seq] = line["link"]
        self.counts["links"] += 1

    def record(self, line: dict[str, Any], record: dict[str, Any]) -> list[str]:
        """Return what does not agree in a record."""
        if self.first_received is None:
            self.first_received = record["received"]
        faults = [] if digest("record", canonical(record)) == line["record_hash"] else ["the record was changed"]
        if line.get("event") is not None:
            self.counts["events"] += 1
            faults += event_faults(line)
        if record["what"] == "photo":
            self.counts["photos"] += 1
            self.counts["bytes"] += (self.folder / "photos" / record["kept"]).exists()
            faults += photo_faults(line, self.folder)
        return faults

    def roots(self, outside: dict[str, str]) -> None:
        """Check the roots of days, and those that somebody else kept."""
        found = {}
        for row in self.facts["roots"]:
            links = [self.links[seq] for seq in range(row["first_seq"], row["last_seq"] + 1) if seq in self.links]
            found[row["day"]] = merkle_root(links)
            if found[row["day"]] != row["root"]:
                self.faults.append(
                    f"day {row['day']}: the root is not that of its links {row['first_seq']}–{row['last_seq']}"
                )
        for day, root in outside.items():
            if day not in found:
                self.faults.append(f"day {day}: the pack has no root for it")
            elif found[day] != root:
                self.faults.append(f"day {day}: the root is {found[day]}, not the one that you kept")


def moment(milliseconds: int) -> str:
    """Return a moment in China."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=CHINA).strftime("%Y-%m-%d %H:%M:%S +08:00")


def tell(check: Check, outside: dict[str, str]) -> int:
    """Print what was found; return the status."""
    counts = check.counts
    print(
        f"links {counts['links']}, of which given out: events {counts['events']}, photos {counts['photos']} "
        f"(bytes {counts['bytes']}); only their hashes: {counts['bare']}; roots {len(check.facts['roots'])}"
    )
    for fault in check.faults:
        print(f"ALTERED {fault}")
    if check.faults:
        return 1
    since = moment(check.first_received) if check.first_received is not None else "their receipt"
    kept = f", by {len(outside)} root(s) that you kept" if outside else ", as far as the pack agrees with itself"
    print(f"unaltered since {since}{kept}")
    return 0


def main(arguments: list[str]) -> int:
    """Check a pack."""
    parser = argparse.ArgumentParser(description="Check an evidence pack.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--root", action="append", default=[], metavar="DAY=HASH")
    options = parser.parse_args(arguments)
    outside = dict(text.split("=", 1) for text in options.root if "=" in text)
    try:
        check = Check(options.folder)
        check.run(outside)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, CannotReadError) as error:
        print(f"The pack cannot be read: {error!r}")
        return 2
    return tell(check, outside)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
