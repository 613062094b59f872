"""Sealed months as columns, as Parquet, and through Ibis on DuckDB: the same answers to the last count."""

import random
import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import ibis
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.attainment.test_figures import judged, promise
from guicheng.adapters.sealed.columns import Runs, kept_under, quantiles, runs_of
from guicheng.adapters.sealed.expressions import figures_of, kept_within
from guicheng.adapters.sealed.parquet import SCHEMA, path_of, read_rows, versions_in, write_rows
from guicheng.domain.attainment import Outcome
from guicheng.domain.attainment.sealed import kept_within as kept_in_run
from guicheng.domain.attainment.sealed import seal, sealed_figures
from guicheng.domain.values import FileRefusedError

MONTH = "2026-03"


def rows(seed, count):
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        outcome = chance.choice(list(Outcome))
        minutes = chance.randrange(90) if outcome in {Outcome.KEPT, Outcome.LATE} and chance.random() < 0.9 else None
        each = judged(outcome, minutes, day=chance.randrange(45))
        yield replace(
            each, id=f"o{number}", estate=chance.choice("ABC"), requirement=promise(key=f"S/{chance.randrange(4)}#0")
        )


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(0, 120), limit=st.integers(-1, 95))
def test_columns_say_what_the_runs_say(seed, count, limit):
    made = list(rows(seed, count))
    months = [seal(month, made) for month in ("2026-03", "2026-04")]
    micros = limit * 60_000_000
    runs = runs_of(months)
    figures = [figure for month in months for _group, figure in sealed_figures(month)]
    assert [None if value < 0 else value for value in quantiles(runs).tolist()] == [each.p95 for each in figures]
    assert [None if value < 0 else value for value in quantiles(runs, Fraction(1, 2)).tolist()] == [
        each.median for each in figures
    ]
    places = [(month, place) for month in months for place in range(len(month.groups))]
    untimed = [month.untimed[place] for month, place in places]
    wanted = [kept_in_run(month, place, micros) for month, place in places]
    found = kept_under(runs, np.full(len(places), micros))
    assert [kept + more for kept, more in zip(found.tolist(), untimed, strict=True)] == wanted


@settings(max_examples=100, deadline=None)
@given(runs=st.lists(st.lists(st.integers(0, 9), max_size=12), max_size=8), limit=st.integers(-1, 10))
def test_halving_all_runs_together_counts_like_counting(runs, limit):
    offsets = np.cumsum([0, *map(len, runs)])
    side = Runs(offsets, np.array([value for run in runs for value in sorted(run)], dtype=np.int64))
    limits = np.full(len(runs), limit)
    assert kept_under(side, limits).tolist() == [sum(value <= limit for value in run) for run in runs]
    assert [last - first for first, last in pairwise(offsets)] == side.sizes.tolist()


def through_ibis(path):
    connection = ibis.duckdb.connect()
    return connection.read_parquet(path), connection


@pytest.mark.parametrize("seed", range(5))
def test_ibis_on_duckdb_says_the_same_of_the_parquet_file(tmp_path, seed):
    made = list(rows(seed, 400))
    path = path_of(tmp_path, MONTH, 1)
    count = write_rows(path, MONTH, made, version=1)
    table = read_rows(path)
    assert table.num_rows == count == sum(each.month == MONTH for each in made)
    given_rows, connection = through_ibis(path)
    found = connection.to_pyarrow(figures_of(given_rows)).to_pylist()
    sealed = seal(MONTH, made)
    assert [(row["estate"], row["requirement"], row["edition"]) for row in found] == [
        tuple(each) for each in sealed.groups
    ]
    for row, (_group, figure) in zip(found, sealed_figures(sealed), strict=True):
        assert {outcome: row[outcome.value] for outcome in Outcome} == {
            outcome: getattr(figure.counts, outcome.value) for outcome in Outcome
        }
        assert (row["timed"], row["median"], row["p95"]) == (figure.timed, figure.median, figure.p95)
    limit = 37 * 60_000_000
    kept = connection.to_pyarrow(kept_within(given_rows, limit)).to_pylist()
    assert [row["kept"] for row in kept] == [kept_in_run(sealed, place, limit) for place in range(len(sealed.groups))]


def test_rows_lie_sorted_by_estate_promise_and_time(tmp_path):
    path = path_of(tmp_path, MONTH, 1)
    write_rows(path, MONTH, rows(7, 200), version=1)
    found = [row for row in read_rows(path).to_pylist() if row["micros"] is not None]
    keys = [(row["estate"], row["requirement"], row["edition"], row["micros"]) for row in found]
    assert keys == sorted(keys)


def test_a_version_is_never_written_over(tmp_path):
    write_rows(path_of(tmp_path, MONTH, 1), MONTH, rows(1, 9), version=1)
    write_rows(path_of(tmp_path, MONTH, 10), MONTH, rows(2, 9), version=10)
    write_rows(path_of(tmp_path, MONTH, 2), MONTH, [], version=2)
    assert [version for version, _path in versions_in(tmp_path, MONTH)] == [1, 2, 10]
    before = path_of(tmp_path, MONTH, 1).read_bytes()
    with pytest.raises(FileExistsError):
        write_rows(path_of(tmp_path, MONTH, 1), MONTH, rows(3, 9), version=1)
    assert path_of(tmp_path, MONTH, 1).read_bytes() == before
    assert read_rows(path_of(tmp_path, MONTH, 2)).num_rows == 0


def test_other_files_are_refused(tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    (tmp_path / "a.parquet").write_bytes(b"no such thing")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "b.parquet")
    for name, said in (("a.parquet", "is no Parquet file"), ("b.parquet", "is no sealed month")):
        with pytest.raises(FileRefusedError, match=said):
            read_rows(tmp_path / name)


def test_each_column_is_explained_where_the_file_is_offered():
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "seal-a-month.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])]
    assert named == SCHEMA.names
