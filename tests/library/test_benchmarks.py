"""Known values to set a clause beside: enough of them, each with a source, each a value that a clause can have."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from guicheng.domain.catalogue.benchmarks import shipped_values, strips_of
from guicheng.domain.clause import Kind
from guicheng.domain.clause.reader import read

COLUMNS = ["key", "attribute", "value", "unit", "op", "source", "year", "kind", "note"]
KINDS = {"grade-table", "firm", "law"}
ATTRIBUTES = {"time_limit", "frequency", "ratio", "count", "quantity", "window", "retention"}
UNITS = {
    "time_limit": {"minute", "hour", "day", "workday", "month"},
    "ratio": {"%"},
    "retention": {"day", "year"},
    "window": {""},
}
DOMAINS = {"cleaning", "customer", "engineering", "greening", "order", "value_added"}
LEAST = 120
FOLDER = files("guicheng.library") / "benchmarks"
TABLES = sorted(entry.name for entry in FOLDER.iterdir() if entry.name.endswith(".tsv") and entry.name != "words.tsv")
#: Which known values stand beside which clause of the starter library; read line by line.
BESIDE = Path(__file__).with_name("benchmarks_beside.tsv")


def rows(name):
    reader = csv.DictReader(
        (FOLDER / name).read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    assert reader.fieldnames == COLUMNS
    return list(reader)


ROWS = [row for name in TABLES for row in rows(name)]


def test_there_is_a_table_for_each_domain_and_enough_to_compare_with():
    assert {name.removesuffix(".tsv") for name in TABLES} == DOMAINS
    assert len(ROWS) >= LEAST
    assert {row["kind"] for row in ROWS} == KINDS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['key']}-{row['source']}")
def test_a_known_value_has_a_source_and_a_form_that_a_clause_has(row):
    assert None not in row.values()
    assert all(value == value.strip() for value in row.values())
    assert row["key"]
    assert row["source"]
    assert row["attribute"] in ATTRIBUTES
    assert row["op"] in {"<=", "<", "==", ">=", ">"}
    assert row["unit"] in UNITS.get(row["attribute"], {row["unit"]})
    assert not row["year"] or 1990 <= int(row["year"]) <= 2026
    if row["attribute"] != "window":
        assert Decimal(row["value"]) >= 0
        assert row["unit"]


@pytest.mark.parametrize("row", [row for row in ROWS if row["attribute"] == "frequency"], ids=lambda row: row["key"])
def test_a_frequency_names_a_period_that_the_reader_knows(row):
    period = row["unit"].removeprefix("time/")
    words = {"minute": "分钟", "hour": "小时", "day": "日", "week": "周", "half_month": "半月", "month": "月"}
    words |= {"quarter": "季度", "half_year": "半年", "year": "年"}
    number, _, unit = period.rpartition(" ")
    word = "个月" if unit == "month" and number else words[unit]
    found = read(f"保洁员清扫大堂地面每{number}{word}不少于{row['value']}次。").requirements
    assert [each.kind for each in found] in ([Kind.FREQUENCY], [Kind.INTERVAL])


def test_no_value_stands_twice():
    assert len({tuple(row.values()) for row in ROWS}) == len(ROWS)


def beside():
    """Return the clauses of the starter library at its best grade with the keys of the values beside them."""
    found = []
    for path in sorted(Path(str(files("guicheng.library") / "standards")).rglob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            number, _blank, text = line.partition(" ")
            if re.fullmatch(r"\d+\.\d+", number):
                said = re.sub(r"\{([^|}]*)[^}]*\}", r"\1", text)
                keys = {value.key for strip in strips_of(read(said)) for value in strip.values}
                found += [f"{path.name[:5]}/{number}\t{'、'.join(sorted(keys))}\t{said}"] if keys else []
    return found


def test_beside_the_starter_library_stand_the_values_that_were_read():
    assert beside() == BESIDE.read_text(encoding="utf-8").splitlines()


def test_the_words_of_the_table_are_words_of_keys():
    words = {word for row in ROWS for word in row["key"].split()}
    table = (FOLDER / "words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split("\t")[0] for line in table} <= words


def test_most_values_stand_beside_a_clause_of_the_starter_library():
    clauses = [read(line.split("\t")[2]) for line in BESIDE.read_text(encoding="utf-8").splitlines()]
    used = {value for clause in clauses for strip in strips_of(clause) for value in strip.values}
    assert len(used) >= 0.65 * len(shipped_values())


if __name__ == "__main__":
    BESIDE.write_text("\n".join(beside()) + "\n", encoding="utf-8")
