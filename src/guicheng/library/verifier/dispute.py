"""The pack of one dispute: its files, its lines, and the way of each record to the root of its day."""

from __future__ import annotations

import json
from typing import Any

from guicheng.library.verifier.hashing import (
    UNREADABLE,
    CannotReadError,
    Said,
    canonical,
    digest,
    link_of,
    root_by,
    say,
    sha256,
)
from guicheng.library.verifier.records import outside_faults, record_faults
from guicheng.library.verifier.sources import Folder, Zipped, rows_of
from guicheng.library.verifier.stamps import stamp_of


def first_changed(name: str, wanted: list[list[str]], data: bytes) -> Said:
    """Return the first line of a file that is not the one that was written."""
    found, hashes = [sha256(line) for line in data.split(b"\n")], [line[0] for line in wanted]
    for place, (expected, label) in enumerate(wanted):
        here = found[place] if place < len(found) else ""
        if here != expected:
            english, chinese = what_happened(here, expected, found, hashes, place)
            where = {"name": name, "n": place + 1, "label": label}
            return say("{name}, line {n}: " + english, "{name} 第 {n} 行：" + chinese, **where)
    return say("{name}: something was added at its end", "{name}：末尾多出内容", name=name)


def what_happened(here: str, expected: str, found: list[str], hashes: list[str], place: int) -> tuple[str, str]:
    """Return in both languages what happened to a line that is not the one that was written."""
    moved = here in hashes[place:]
    if expected in found:
        out_of_order = moved and found.count(here) <= hashes.count(here)
        return ("{label} is out of order", "“{label}”顺序被改") if out_of_order else INSERTED
    return ("{label} is missing", "“{label}”缺失") if moved else ("{label} was changed", "“{label}”被改动")


INSERTED = ("something was inserted before {label}", "“{label}”之前多出内容")
#: Files whose hashes are not among the statements: the paper prints that hash, and the program is the same in all.
UNSTATED = {"pack.pdf", "verify.py"}


class Dispute:
    """Goes through the pack of one dispute and keeps what it finds, what stands first in the pack first.

    Args:
        source: What reads it.
        kept: A hash of the pack or its statements that somebody kept, "" for none.
        certificates: File with the certificates of an authority of time stamps, "" for none.
    """

    def __init__(self, source: Folder | Zipped, kept: str = "", certificates: str = "") -> None:
        self.source, self.kept, self.certificates = source, kept, certificates
        self.faults: list[Said] = []
        self.notes: list[Said] = []
        self.counts = {"lines": 0, "events": 0, "linked": 0, "photos": 0}
        self.since: int | None = None
        self.facts: dict[str, Any] = {}

    def run(self, outside: dict[str, str]) -> None:
        """Check everything."""
        self.contents()
        self.files()
        try:
            links = {row["seq"]: row for row in rows_of(self.source, "chain.jsonl")}
            roots = {row["day"]: row for row in rows_of(self.source, "roots.jsonl")}
            for row in links.values():
                self.link(row, roots)
            self.events(links)
            for row in roots.values():
                self.stamp(row)
            self.faults += outside_faults({day: row["root"] for day, row in roots.items()}, outside)
        except (*UNREADABLE, CannotReadError) as error:
            english = "chain.jsonl, roots.jsonl or events.jsonl cannot be read: {why!r}"
            self.faults.append(say(english, "chain.jsonl、roots.jsonl 或 events.jsonl 无法读取：{why!r}", why=error))
        self.faults += self.source.faults

    def contents(self) -> None:
        """Check the list of contents itself."""
        data = self.source.read("pack.json")
        self.facts = facts = json.loads(data)
        rest = {name: value for name, value in facts.items() if name != "content"}
        stated = [entry for entry in facts["files"] if entry["name"] not in UNSTATED]
        whole = data == canonical(facts) and facts["content"] == digest("pack", canonical(rest))
        if not whole or facts["statements"] != digest("statements", canonical(stated)):
            self.faults.append(say("pack.json: the list of contents was altered", "pack.json：目录被改动"))
        known = {facts["content"], facts["statements"], sha256(getattr(self.source, "data", b""))}
        if self.kept and self.kept.lower() not in known:
            self.faults.append(say("the pack is not the one whose hash you kept", "这个包与您留存的哈希不符"))

    def files(self) -> None:
        """Check that all files are there, in order and as they were written, and no others."""
        wanted = [entry["name"] for entry in self.facts["files"]]
        found = self.source.names()
        for entry in self.facts["files"]:
            name = entry["name"]
            if not self.source.has(name):
                self.faults.append(say("{name}: it is missing", "{name}：缺失", name=name))
                continue
            data = self.source.read(name)
            self.counts["lines"] += len(entry.get("lines", ()))
            self.counts["photos"] += name.startswith("photos/")
            if sha256(data) != entry["sha256"]:
                changed = say("{name}: it was changed", "{name}：被改动", name=name)
                self.faults.append(first_changed(name, entry["lines"], data) if "lines" in entry else changed)
        for name in sorted({each for each in found if found.count(each) > 1} | set(found) - {*wanted, "pack.json"}):
            self.faults.append(say("{name}: it was not in the pack", "{name}：原包没有", name=name))
        if isinstance(self.source, Zipped) and not self.faults and found != [*wanted, "pack.json"]:
            out = next(name for place, name in enumerate(found) if [*wanted, "pack.json"][place : place + 1] != [name])
            self.faults.append(say("{name}: it is out of order", "{name}：顺序被改", name=out))

    def link(self, line: dict[str, Any], roots: dict[str, Any]) -> None:
        """Check a record of the chain, its link, and its way to the root of the day."""
        record = line["record"]
        self.since = record["received"] if self.since is None else min(self.since, record["received"])
        self.counts["linked"] += 1
        faults = list(record_faults(line, record, self.source))
        if link_of(line["before"], line) != line["link"]:
            faults.append(say("the link does not follow from the one before", "与上一环不相接"))
        if line["day"] not in roots or root_by(line) != roots[line["day"]]["root"]:
            english = "its proof does not lead to the root of {day}"
            faults.append(say(english, "证明路径到不了 {day} 的根", day=line["day"]))
        for fault in faults:
            self.faults.append(say("link {n}: {fault}", "链第 {n} 环：{fault}", n=line["seq"], fault=fault))

    def events(self, links: dict[int, Any]) -> None:
        """Check that events say what the chain says of them."""
        for row in rows_of(self.source, "events.jsonl"):
            self.counts["events"] += 1
            if row.get("seq") is None:
                continue
            event, record = links[row["seq"]]["event"], links[row["seq"]]["record"]
            of_chain = [event["id"], event["kind"], event["photos"], record["effective"], record["received"]]
            of_list = [row["id"], row["kind"], [each["sent"] for each in row["photos"]], row["effective_ms"]]
            if [*of_list, row["received_ms"]] != of_chain or row.get("payload") != event["payload"]:
                where = {"n": row["n"], "seq": row["seq"]}
                english = "event {n}: it does not say what link {seq} says"
                self.faults.append(say(english, "事件 {n}：与链第 {seq} 环不符", **where))

    def stamp(self, row: dict[str, Any]) -> None:
        """Check the time stamp of a root, where it has one."""
        if row.get("stamp"):
            fault, note = stamp_of(row, self.certificates)
            self.faults += fault
            self.notes += note

    def told(self) -> Said:
        """Return what was looked at."""
        english = (
            "pack of {name}, made {made}; lines {lines}, events {events}, in the chain {linked}, photos {photos}; "
            "statements {statements}"
        )
        chinese = (
            "{name}的证据包，制作于 {made}；{lines} 行，事件 {events} 个，入链记录 {linked} 条，照片 {photos} 张；"
            "内容哈希 {statements}"
        )
        facts = {name: self.facts[name] for name in ("name", "made", "statements")}
        return say(english, chinese, **facts, **self.counts)
