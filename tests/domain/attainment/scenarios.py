"""Scenarios as files: clauses, facts, events a line each, and the figures that a person worked out for them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import yaml

from guicheng.adapters.attainment.events import read_events
from guicheng.adapters.attainment.facts import read_facts
from guicheng.adapters.standards_files import read_folder
from guicheng.domain.attainment import figures_by, misses_left, state_of
from guicheng.usecases.attain import Asked, attain
from guicheng.usecases.checked_clauses import Source

FOLDER = Path(__file__).parents[2] / "cases" / "attainment"
FILES = sorted(FOLDER.glob("*.yaml"))
COUNTS = ("due", "kept", "late", "missed", "excused", "no_evidence", "pending")
_EVENT = re.compile(r"(\d\d-\d\d) (\d\d:\d\d) ([a-z_]+) (\S+)(?: (.*))?")
_PAIR = re.compile(r"(\w+)=(\{.*\}|\S*)")
#: Members of an event itself; any other is one of its payload.
_OUTER = {"id", "contact", "since_contact_ms", "photos"}


@dataclass
class Scenario:
    standard: str
    facts: str
    events: list[dict]
    asked: Asked
    figures: list[str]
    unused: int

    def attained(self, events=None):
        lines = [json.dumps(each, ensure_ascii=False) for each in (self.events if events is None else events)]
        folder = read_folder({"s.md": self.standard.encode()})
        return attain(read_events(lines), [Source(folder)], read_facts("f.json", self.facts), self.asked)


def scenario(path):
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    since, until = (str(day) for day in str(found.get("days", "2026-03-01 2026-03-31")).split())
    grades = ", ".join(found.get("grades", "").split())
    head = ["---", "code: S", "title: 标准", *([f"grades: [{grades}]"] if grades else []), "---", "# 标准", "", ""]
    return Scenario(
        "\n".join(head) + found["clauses"].replace("\n", "\n\n").replace("\n\n- ", "\n- "),
        found.get("facts", "{}"),
        list(events(found)),
        Asked(
            datetime.fromisoformat(str(found.get("at", "2026-04-05T00:00"))),
            date.fromisoformat(since),
            date.fromisoformat(until),
        ),
        found["figures"].splitlines(),
        found.get("unused", 0),
    )


def events(found):
    for line in found["events"].splitlines():
        copies = range(1, found["repeat"] + 1) if "*" in line else [""]
        for copy in copies:
            yield event(line.replace("*", str(copy)))


def event(line):
    day, clock, kind, occurrence, more = _EVENT.fullmatch(line).groups()
    made = {"kind": kind, "occurrence": occurrence, "wall": f"2026-{day}T{clock}:00+08:00"}
    payload = {}
    for name, value in _PAIR.findall(more or ""):
        (made if name in _OUTER else payload)[name] = _value(name, value)
    if payload.get("clause"):
        payload = {"estate": "A", **payload, "clause": f"S/{payload['clause']}"}
    if payload.get("line"):
        payload["line"] = f"S/{payload['line']}"
    return {**made, "payload": {name: value for name, value in payload.items() if value != ""}}


def _value(name, value):
    if value.startswith("{"):
        return json.loads(value)
    if value in {"true", "false"}:
        return value == "true"
    if name == "photos":
        return value.split(",")
    return int(value) if value.isdecimal() and name in {"since_contact_ms", "rings"} else value


def told(attained, few=5):
    """The figures as lines of a scenario: each name with what it may be compared with."""
    found = {}
    tiers = {(each.estate, each.requirement.key, each.requirement.tier) for each in attained.assessment.judged}
    several = Counter((estate, key) for estate, key, _tier in tiers)
    for by_post in (False, True):
        groups = figures_by(
            attained.assessment.judged,
            lambda each, by_post=by_post: (each.requirement, each.estate, each.month, each.post if by_post else ""),
        )
        for (requirement, estate, month, post), figure in groups.items():
            key = requirement.key + (f"@{requirement.tier}" if several[estate, requirement.key] > 1 else "")
            name = " ".join(filter(None, (key.removeprefix("S/"), estate, month, post)))
            found[name] = {
                **{count: getattr(figure.counts, count) for count in COUNTS},
                "share": figure.share,
                "state": state_of(requirement, figure.counts, few=few).value,
                "target": requirement.target,
                "left": misses_left(requirement, figure.counts),
                "p50": _minutes(figure.times.median),
                "p95": _minutes(figure.times.p95),
                "elapsed50": _minutes(figure.elapsed.median),
                "provisional": figure.provisional,
            }
    return found


def _minutes(micros):
    return None if micros is None else Fraction(micros, 60_000_000)


def wanted(line):
    name, _, rest = line.partition(": ")
    words = rest.split()
    return name, {key: _wanted(key, value) for key, value in zip(words[::2], words[1::2], strict=True)}


def _wanted(key, value):
    if key == "state":
        return value
    return None if value == "none" else Fraction(value)
