"""The pack of some days: a stretch of the chain from end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from guicheng.library.verifier.hashing import Said, digest, link_of, merkle_root, say
from guicheng.library.verifier.records import outside_faults, record_faults
from guicheng.library.verifier.sources import Folder, Zipped, rows_of
from guicheng.library.verifier.stamps import stamp_of


class Check:
    """Goes through the pack of some days and keeps what it finds.

    Args:
        pack: The unpacked pack, or what reads it.
        certificates: File with the certificates of an authority of time stamps, "" for none.
    """

    def __init__(self, pack: Path | Folder | Zipped, certificates: str = "") -> None:
        self.certificates = certificates
        self.source = Folder(pack) if isinstance(pack, Path) else pack
        self.facts = json.loads(self.source.read("roots.json"))
        self.faults: list[Said] = []
        self.links: dict[int, str] = {}
        self.counts = {"links": 0, "events": 0, "photos": 0, "bytes": 0, "bare": 0}
        self.notes: list[Said] = []
        self.since: int | None = None

    def run(self, outside: dict[str, str]) -> None:
        """Check everything.

        Args:
            outside: Roots by day that somebody else kept.
        """
        before, wanted = self.facts["before"], self.facts["first_seq"]
        if wanted == 1 and before != digest("begin", self.facts["organisation"].encode()):
            english = "link 1: the chain does not begin with this organisation"
            self.faults.append(say(english, "链第 1 环：不是这家单位的链首"))
        for line in rows_of(self.source, "chain.jsonl"):
            if line["seq"] != wanted:
                english = "link {n}: it is missing or out of order; {m} stands in its place"
                self.faults.append(say(english, "链第 {n} 环：缺失或错位，此处是第 {m} 环", n=wanted, m=line["seq"]))
                return
            self.link(line, before)
            before, wanted = line["link"], wanted + 1
        if (wanted - 1, before) != (self.facts["last_seq"], self.facts["last_link"]):
            end = min(wanted, self.facts["last_seq"])
            english = "link {n}: the end of the chain is not the one named"
            self.faults.append(say(english, "链第 {n} 环：链尾与所列不符", n=end))
        self.roots(outside)

    def link(self, line: dict[str, Any], before: str) -> None:
        """Check one link and what was given out of its record."""
        seq, record, faults = line["seq"], line.get("record"), list[Said]()
        if record is not None:
            self.count(line, record)
            faults += record_faults(line, record, self.source)
        else:
            self.counts["bare"] += 1
        if link_of(before, line) != line["link"]:
            faults.append(say("the link does not follow from the one before", "与上一环不相接"))
        self.faults += [say("link {n}: {fault}", "链第 {n} 环：{fault}", n=seq, fault=fault) for fault in faults]
        self.links[seq] = line["link"]
        self.counts["links"] += 1

    def count(self, line: dict[str, Any], record: dict[str, Any]) -> None:
        """Count a record that was given out."""
        self.since = record["received"] if self.since is None else self.since
        self.counts["events"] += line.get("event") is not None
        if record["what"] == "photo":
            self.counts["photos"] += 1
            self.counts["bytes"] += self.source.has("photos/" + record["kept"])

    def roots(self, outside: dict[str, str]) -> None:
        """Check the roots of days, and those that somebody else kept."""
        found = {}
        for row in self.facts["roots"]:
            links = [self.links[seq] for seq in range(row["first_seq"], row["last_seq"] + 1) if seq in self.links]
            found[row["day"]] = merkle_root(links)
            if found[row["day"]] != row["root"]:
                english = "day {day}: the root is not that of its links {first}–{last}"
                chinese = "{day}：当日根与第 {first}–{last} 环不符"
                ends = {"first": row["first_seq"], "last": row["last_seq"]}
                self.faults.append(say(english, chinese, day=row["day"], **ends))
            if row.get("stamp"):
                fault, note = stamp_of(row, self.certificates)
                self.faults += fault
                self.notes += note
        self.faults += outside_faults(found, outside)

    def told(self) -> Said:
        """Return what was looked at."""
        english = (
            "links {links}, of which given out: events {events}, photos {photos} (bytes {bytes}); "
            "only their hashes: {bare}; roots {roots}"
        )
        chinese = (
            "链环 {links} 个，其中给出事件 {events} 个、照片 {photos} 张（有内容 {bytes} 张）；"
            "只给哈希 {bare} 个；每日根 {roots} 个"
        )
        return say(english, chinese, roots=len(self.facts["roots"]), **self.counts)
