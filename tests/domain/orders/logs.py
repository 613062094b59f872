"""Logs of orders for tests: ``log("report", "accept@5/li")`` is a desk's, minutes after the report, by whom."""

from __future__ import annotations

from guicheng.domain.orders import Happening

BEGUN = 1_795_000_000_000


def at(minutes):
    return BEGUN + minutes * 60_000


def happening(kind, minutes=0, by="", *, device="", number=0, own="", **data):
    return Happening(
        own or f"{device or 'desk'}:{kind}:{minutes}:{number}", kind, at(minutes), device, number, by, data
    )


def log(*steps):
    """Return happenings: a word ``kind[@minutes][/who]``, or a happening as it is."""
    found = []
    for number, step in enumerate(steps):
        if isinstance(step, Happening):
            found.append(step)
            continue
        words, _slash, by = step.partition("/")
        kind, _at, minutes = words.partition("@")
        found.append(happening(kind, int(minutes or 0), by, number=number))
    return found
