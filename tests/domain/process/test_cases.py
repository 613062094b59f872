"""The step tables of the cases, judged without any file around them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from guicheng.domain.process import check_table, read_table

_FILE = Path(__file__).resolve().parents[2] / "cases" / "process" / "tables.md"


def _cases():
    for part in _FILE.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _line, body = part.partition("\n")
        rows = [
            [cell.strip().replace("<br>", "\n") for cell in line[1:-1].split("|")]
            for line in body.splitlines()
            if line.startswith("|") and not line.startswith("| ---")
        ]
        claim = re.search(r"> faults (.*)", body)[1]
        yield pytest.param(rows, [] if claim == "none" else claim.split(";"), id=name)


@pytest.mark.parametrize(("rows", "claims"), list(_cases()))
def test_what_is_claimed_of_a_table_is_found(rows, claims):
    report = check_table(read_table("例", rows))
    found = Counter(f"{finding.code} {'、'.join(finding.steps)}" for finding in report.findings)
    sure = Counter(claim.strip() for claim in claims if not claim.strip().startswith("perhaps "))
    perhaps = Counter(claim.strip().removeprefix("perhaps ") for claim in claims) - sure
    assert not sure - found
    assert not found - sure - perhaps
