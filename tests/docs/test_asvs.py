"""The table of security requirements claims nothing that no test shows."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "explanation" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
STATUS = ("met", "partly", "open", "not applicable")
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))
# What needs no test: there is nothing to run, or a package does all of it.
BY_NATURE = {"6.2.10", "11.2.1"}


@cache
def names_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_table_has_every_chapter_and_each_number_once():
    numbers = [row[0] for row in ROWS]
    assert len(numbers) >= 60
    assert {number.split(".")[0] for number in numbers} >= {str(chapter) for chapter in range(1, 17)}
    assert [number for number, count in Counter(numbers).items() if count > 1] == []
    text = PAGE.read_text(encoding="utf-8")
    assert text.count("\n| ") == len(ROWS) + 2 * text.count("\n## "), "a row that is no row"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_row_names_a_test_that_exists_and_claims_no_more(row):
    number, _level, _asks, how, test, status = row
    assert status in STATUS
    if test == "–":
        assert status != "met" or "](../" in how or number in BY_NATURE, "met without a test or a page"
        return
    path, _colons, name = test.strip("`").partition("::")
    assert name in names_in(path)
    assert status in {"met", "partly"}


def test_the_page_counts_right():
    counts = Counter(row[5] for row in ROWS)
    told = re.search(
        r"Of (\d+) rows: met (\d+), partly (\d+), open (\d+), not applicable (\d+)\.", PAGE.read_text(encoding="utf-8")
    )
    assert [int(number) for number in told.groups()] == [len(ROWS), *(counts[status] for status in STATUS)]
