"""The sentences of tests/cases/clause, each with what it promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.domain.clause.said import expected, said

from guicheng.domain.clause.reader import read

_FOLDER = Path(__file__).parents[2] / "cases" / "clause"
_CASES = [
    (path.stem, *line.strip().split(" → ", 1))
    for path in sorted(_FOLDER.glob("*.md"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.startswith("    ")
]


@pytest.mark.parametrize(("group", "text", "case"), _CASES, ids=[f"{group}: {text}" for group, text, _ in _CASES])
def test_a_sentence_is_read_as_its_case_says(group: str, text: str, case: str) -> None:
    case, _, gaps = case.partition(" ? ")
    case, _, thresholds = case.partition(" | ")
    state, _, requirements = case.partition(":")
    clause = read(text)
    assert said(clause.requirements) == expected(requirements)
    assert said(clause.thresholds) == expected(thresholds)
    assert [gap.text for gap in clause.gaps] == [gap for gap in gaps.split(", ") if gap]
    assert clause.state == state, group
