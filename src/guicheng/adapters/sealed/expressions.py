"""Figures of sealed months as Ibis expressions, for whichever engine holds the Parquet files."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import ibis

from guicheng.domain.attainment import Outcome
from guicheng.domain.attainment.ranks import MEDIAN, P95

KEYS: Final = ("estate", "requirement", "edition", "month")


def figures_of(rows: Any) -> Any:
    """Return the figures of every estate, promise, edition and month, in order.

    Args:
        rows: Table with the columns of ``parquet.SCHEMA``.

    Returns:
        Table of the keys, a count for each outcome, ``timed``, ``median`` and ``p95`` in microseconds.
    """
    counts = {outcome.value: (rows.outcome == outcome.value).sum() for outcome in Outcome}
    counted = rows.group_by(*KEYS).aggregate(**counts, timed=rows.micros.count())
    found = counted.join(_ranked(rows), list(KEYS), how="left")
    names = [*KEYS, *counts, "timed", "median", "p95"]
    return found.select(*names).order_by(*KEYS)


def _ranked(rows: Any) -> Any:
    """Return median and p95 by rank: plain window functions, which every engine counts alike."""
    timed = rows.filter(rows.micros.notnull())
    window = ibis.window(group_by=KEYS, order_by=[timed.micros, timed.occurrence])
    whole = ibis.window(group_by=KEYS)
    placed = timed.mutate(place=ibis.row_number().over(window) + 1, size=timed.micros.count().over(whole))
    at = {
        name: placed.micros.max(where=placed.place == _place(placed.size, share))
        for name, share in (("median", MEDIAN), ("p95", P95))
    }
    return placed.group_by(*KEYS).aggregate(**at)


def _place(size: Any, share: Fraction) -> Any:
    """Return the place of a quantile from 1, in whole numbers."""
    return ((size * share.numerator + share.denominator - 1) / share.denominator).floor().cast("int64")


def kept_within(rows: Any, micros: int) -> Any:
    """Return how many of each group would have been kept under another limit, in order.

    Args:
        rows: Table with the columns of ``parquet.SCHEMA``.
        micros: The limit, on the clock of the promise.
    """
    untimed = (rows.outcome == Outcome.KEPT.value) & rows.micros.isnull()
    within = (rows.micros.notnull() & (rows.micros <= micros)) | untimed
    return rows.group_by(*KEYS).aggregate(kept=within.sum()).order_by(*KEYS)
