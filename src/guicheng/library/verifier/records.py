"""Records of the chain, and what was given out of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guicheng.library.verifier.hashing import EVENT_MEMBERS, Said, canonical, commitment, digest, say, sha256
from guicheng.library.verifier.sources import Folder, Zipped


def event_faults(line: dict[str, Any]) -> Iterator[Said]:
    """Yield what does not agree in an event that was given out."""
    event, record = line["event"], line["record"]
    if event.get("payload") is not None and digest("payload", canonical(event["payload"])) != event["payload_hash"]:
        yield say("the payload is not the one that was hashed", "内容与其哈希不符")
    for name, opening in (event.get("personal") or {}).items():
        if commitment(opening) != event["commitments"].get(name):
            english = "the personal field {name} is not the one that was committed"
            yield say(english, "个人字段 {name} 与其承诺值不符", name=name)
    sender = event.get("sender")
    if sender is not None and commitment(sender) != record["sender"]:
        yield say("the sender is not the one that was committed", "发送人与其承诺值不符")
    said = {name: event[name] for name in EVENT_MEMBERS}
    said.update(payload=event["payload_hash"], personal=event["commitments"])
    if digest("event", canonical(said)) != record["event"]:
        yield say("the event is not the one that was received", "事件与收到时不符")


def record_faults(line: dict[str, Any], record: dict[str, Any], source: Folder | Zipped) -> Iterator[Said]:
    """Yield what does not agree in a record of the chain and in what was given out of it."""
    if digest("record", canonical(record)) != line["record_hash"]:
        yield say("the record was changed", "记录被改动")
    if line.get("event") is not None:
        yield from event_faults(line)
    if record["what"] == "photo":
        name = "photos/" + record["kept"]
        if source.has(name) and sha256(source.read(name)) != record["kept"]:
            yield say("the bytes of the photo are not those that were kept", "照片内容与留存时不符")


def outside_faults(found: dict[str, str], outside: dict[str, str]) -> Iterator[Said]:
    """Yield the roots of days that are not those which somebody else kept."""
    for day, root in outside.items():
        if day not in found:
            yield say("day {day}: the pack has no root for it", "{day}：包内没有这一天的根", day=day)
        elif found[day] != root:
            english = "day {day}: the root is {root}, not the one that you kept"
            yield say(english, "{day}：当日根是 {root}，与您留存的不同", day=day, root=found[day])
