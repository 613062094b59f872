"""Due times that people reckoned by hand, one a line of ``tests/cases/due``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guicheng.adapters.due_lines import answers

OFFICE = {"days": "workdays", "open": [["08:30", "12:00"], ["13:30", "17:30"]]}
LINES = (Path(__file__).parents[1] / "cases" / "due" / "office.tsv").read_text(encoding="utf-8").splitlines()[1:]


def pauses_of(text, day):
    for pause in filter(None, text.split(",")):
        since, _to, until = pause.partition("-")
        yield {"from": f"{day}T{since}", "to": f"{day}T{until}" if until else None, "reason": "等业主"}


@pytest.mark.parametrize("line", LINES)
def test_a_limit_is_over_when_a_person_says_so(line):
    start, within, pauses, expected = line.split("\t")
    value, unit = within.split()
    asked = {
        "calendar": OFFICE,
        "start": start,
        "limit": {"value": float(value) if "." in value else int(value), "unit": unit},
        "pauses": list(pauses_of(pauses, start[:10])),
    }
    (answer,) = answers("cases", [json.dumps(asked)], str)
    assert (answer["due"] or "-") == expected
    for first, second in zip(answer["segments"], answer["segments"][1:], strict=False):
        assert first["to"] == second["from"]
