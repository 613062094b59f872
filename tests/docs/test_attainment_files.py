"""The reference of events names what the code knows."""

import re
from pathlib import Path

from guicheng.domain.attainment.moments import known_kinds
from guicheng.domain.comparison.tables import values
from guicheng.domain.evidence.kinds import Kind

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "attainment-files.md"
TABLES = Path(__file__).parents[2] / "src" / "guicheng" / "library" / "activities"


def keys(table):
    lines = (TABLES / table).read_text(encoding="utf-8").splitlines()[1:]
    return {line.partition("\t")[0] for line in lines if line and not line.startswith("#")}


def test_each_kind_of_event_stands_there():
    named = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    known = {*Kind, *known_kinds(()), *keys("endpoints.tsv"), *keys("triggers.tsv")}
    assert sorted(known - named) == []


def test_each_severity_stands_there():
    text = PAGE.read_text(encoding="utf-8")
    levels = {"level_2", "level_3"}
    missing = [each.name for each in values("severity") if each.name not in levels and f"`{each.name}`" not in text]
    assert missing == []
