"""Attainment of every estate, clause and month with exact p95 over 20 million rows, beside DuckDB on the same rows.

Sealed rows lie sorted by estate, clause and time, as a sealed month keeps them; DuckDB has them in a table of its own,
sorted alike. Both count what each group kept under its limit and rank its p95, and both must answer the same.
"""

from __future__ import annotations

import sys
import time

import duckdb
import numpy as np

from guicheng.adapters.sealed.columns import Runs, kept_under, quantiles

ROWS, ESTATES, CLAUSES, MONTHS, ROUNDS = 20_000_000, 120, 25, 12, 3
QUERY = """
    SELECT estate, clause, month, count(*) AS due, count(*) FILTER (WHERE micros <= most) AS kept,
           quantile_disc(micros, 0.95) AS p95
    FROM sealed JOIN limits USING (clause) GROUP BY ALL ORDER BY ALL
"""


def made() -> tuple[Runs, np.ndarray, np.ndarray]:
    """Return runs, the group of each row, and the limit of each group; group = (estate, clause, month)."""
    chance = np.random.default_rng(20261128)
    groups = ESTATES * CLAUSES * MONTHS
    sizes = chance.multinomial(ROWS, chance.dirichlet(np.full(groups, 3.0)))
    group = np.repeat(np.arange(groups), sizes)
    times = (chance.lognormal(3.0, 0.6, ROWS) * 60_000).astype(np.int64) * 1_000
    times = times[np.lexsort((times, group))]
    limits = np.tile(np.repeat(chance.integers(15, 120, CLAUSES) * 60_000_000, MONTHS), ESTATES)
    return Runs(np.concatenate([[0], np.cumsum(sizes)]), times), group, limits


def theirs(runs: Runs, group: np.ndarray, limits: np.ndarray) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB with the same rows in a table of its own."""
    connection = duckdb.connect()
    connection.execute("SET threads TO 2")
    clause, month = (group // MONTHS % CLAUSES).astype(np.int16), (group % MONTHS).astype(np.int8)
    estate, micros = (group // (CLAUSES * MONTHS)).astype(np.int16), runs.times
    connection.register("given", {"estate": estate, "clause": clause, "month": month, "micros": micros})
    connection.execute("CREATE TABLE sealed AS SELECT * FROM given")
    connection.register("most_of", {"clause": np.arange(CLAUSES, dtype=np.int16), "most": limits[::MONTHS][:CLAUSES]})
    connection.execute("CREATE TABLE limits AS SELECT * FROM most_of")
    return connection


def main() -> int:
    """Print both times and the ratio; return 1 when the answers differ."""
    runs, group, limits = made()
    connection = theirs(runs, group, limits)
    mine = peer = float("inf")
    for _round in range(ROUNDS):
        started = time.perf_counter()
        due, kept, p95 = runs.sizes, kept_under(runs, limits), quantiles(runs)
        mine = min(mine, time.perf_counter() - started)
        started = time.perf_counter()
        found = connection.execute(QUERY).fetchnumpy()
        peer = min(peer, time.perf_counter() - started)
    filled = due > 0
    same = all(
        np.array_equal(np.asarray(found[name]), side[filled])
        for name, side in (("due", due), ("kept", kept), ("p95", p95))
    )
    print(
        f"attainment of {int(filled.sum()):,} groups over {ROWS / 1e6:.0f} M rows: {mine * 1e3:.1f} ms; "
        f"DuckDB {duckdb.__version__} {peer:.2f} s; ratio {peer / mine:.0f}x (reach 30x); the same answers: {same}"
    )
    return int(not same)


if __name__ == "__main__":
    sys.exit(main())
