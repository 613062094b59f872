"""Whatever a batch holds, each event is read or refused in a sentence."""

from __future__ import annotations

import copy
import json

import pytest

from domain.evidence.phones import Phone, seeded
from guicheng.domain.evidence import EventRefusedError, canonical, event_hash, read_event

ODD = (
    None, True, 0, -1, 2**53, 10**400, 1.5, float("nan"), float("inf"), "", "\0", "\ud800", "字" * 9_000, "=1+1", [], {},
    [[]],
    {"": 1}, {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}},
    {"salt": "00" * 16, "value": 1}, "2026-11-28T00:00:00Z",
    "9999-12-31T23:59:59-23:59", "٣" * 26, "A" * 26, "ab" * 32, {"salt": "zz" * 16, "value": [1]}, b"x", ("a",), {1: 2},
)  # fmt: skip


def _good(chance):
    phone = Phone(chance)
    told = {"payload": {"line": "L", "answer": ["a", 1]}, "personal": {"note": "高"}, "photos": ["ab" * 32]}
    return [phone.event(kind, "t", **told) for kind in ("check_in", "answer", "correct")]


def _places(value, path=()):
    yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _places(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _places(part, (*path, place))


def _changed(chance, event):
    """Change up to three places of an event: another value, none at all, one more member."""
    found = copy.deepcopy(event)
    for _each in range(chance.randint(1, 3)):
        path = chance.choice([each for each in _places(found) if each] or [("id",)])
        *above, last = path
        holder = found
        for step in above:
            holder = holder[step]
        act = chance.randrange(4)
        if act == 0 and isinstance(holder, dict):
            holder.pop(last, None)
        elif act == 1 and isinstance(holder, dict):
            holder[chance.choice(("x", "a b", "phone", "Ａ", last))] = copy.deepcopy(chance.choice(ODD))
        elif act == 2 and isinstance(holder[last], str) and holder[last]:
            text = holder[last]
            place = chance.randrange(len(text))
            holder[last] = text[:place] + chr(chance.randrange(0x110000)) + text[place + 1 :]
        else:
            holder[last] = copy.deepcopy(chance.choice(ODD))
    return found


def _feed(count, seed):
    chance = seeded(seed)
    good = _good(chance)
    kept = 0
    for number in range(count):
        value = chance.choice(ODD) if number % 50 == 0 else _changed(chance, chance.choice(good))
        try:
            event = read_event(value)
        except EventRefusedError as error:
            error.message.render().encode()
            continue
        kept += 1
        event_hash(event)
        assert json.loads(canonical(dict(event.payload))) == event.payload
    return kept


def test_broken_events_are_read_or_refused():
    assert 0 < _feed(5_000, 1) < 5_000


@pytest.mark.fuzz
def test_a_hundred_thousand_broken_events_are_read_or_refused():
    assert 0 < _feed(100_000, 2) < 100_000
