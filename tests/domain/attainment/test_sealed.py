"""A sealed month says what a recount says, with late events beside it, sealed anew, and under another limit."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.attainment.test_figures import judged, promise
from guicheng.domain.attainment import Counts, Outcome, figures_by
from guicheng.domain.attainment.sealed import (
    Group,
    GroupDelta,
    changes_between,
    delta_of,
    figure_with,
    group_of,
    kept_within,
    limits_that_reach,
    resealed,
    seal,
    sealed_figures,
)

PROMISES = [promise(key=f"S/1.{number}#0") for number in range(3)]
MONTH = "2026-03"


def made(number, chance, *, day=None):
    outcome = chance.choice(list(Outcome))
    timed = outcome in {Outcome.KEPT, Outcome.LATE, Outcome.EXCUSED} and chance.random() < 0.8
    each = judged(outcome, chance.randrange(60) if timed else None, day=chance.randrange(40) if day is None else day)
    return replace(each, id=f"o{number}", requirement=chance.choice(PROMISES), estate=chance.choice("AB"))


def some(seed, count):
    chance = random.Random(seed)  # noqa: S311
    return [made(number, chance) for number in range(count)], chance


def recount(month, rows):
    return {
        group: (figure.counts, figure.times.count, figure.times.median, figure.times.p95)
        for group, figure in figures_by([each for each in rows if each.month == month], group_of).items()
    }


def told(found):
    return {group: (each.counts, each.timed, each.median, each.p95) for group, each in found}


SEEDS = st.integers(0, 2**32)


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, count=st.integers(0, 90))
def test_a_sealed_month_says_what_a_recount_says(seed, count):
    rows, chance = some(seed, count)
    sealed = seal(MONTH, rows)
    assert told(sealed_figures(sealed)) == recount(MONTH, rows)
    assert list(sealed.groups) == sorted(sealed.groups)
    chance.shuffle(rows)
    assert seal(MONTH, rows) == sealed


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, count=st.integers(0, 60), late=st.integers(0, 12))
def test_late_events_beside_a_seal_say_what_sealing_anew_says(seed, count, late):
    rows, chance = some(seed, count)
    sealed = seal(MONTH, rows)
    after = {each.id: each for each in rows}
    for number in range(late):
        each = made(number, chance, day=number % 20)
        after[each.id] = each
    if rows and chance.random() < 0.5:
        del after[rows[0].id]
    deltas = delta_of(MONTH, rows, after.values())
    wanted = recount(MONTH, after.values())
    for group, delta in deltas.items():
        figure = figure_with(sealed, group, delta)
        nothing = (Counts(), 0, None, None)
        assert (figure.counts, figure.timed, figure.median, figure.p95) == wanted.get(group, nothing)
    again = resealed(sealed, deltas)
    assert again == seal(MONTH, after.values(), version=2)
    changed = {each.group for each in changes_between(sealed, again)}
    assert changed == {
        group for group in {*wanted, *recount(MONTH, rows)} if wanted.get(group) != recount(MONTH, rows).get(group)
    }
    assert told(sealed_figures(sealed)) == recount(MONTH, rows)


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, count=st.integers(1, 60), limit=st.integers(0, 60))
def test_another_limit_is_answered_from_the_run(seed, count, limit):
    rows, _chance = some(seed, count)
    sealed = seal(MONTH, rows)
    for place, group in enumerate(sealed.groups):
        mine = [each for each in rows if each.month == MONTH and group_of(each) == group]
        done = [each for each in mine if each.outcome in {Outcome.KEPT, Outcome.LATE}]
        wanted = sum(
            each.counted <= limit * 60_000_000 if each.counted is not None else each.outcome is Outcome.KEPT
            for each in done
        )
        assert kept_within(sealed, place, limit * 60_000_000) == wanted


def test_the_least_limit_that_reaches_a_target():
    rows = [replace(judged(Outcome.KEPT, minutes), id=str(minutes)) for minutes in range(10, 30)]
    rows.append(replace(judged(Outcome.MISSED), id="missed"))
    sealed = seal(MONTH, rows)
    assert limits_that_reach(sealed, 0, Fraction(20, 21)) == 29 * 60_000_000
    assert limits_that_reach(sealed, 0, Fraction(1, 2)) == 20 * 60_000_000
    assert limits_that_reach(sealed, 0, Fraction(1)) is None
    untimed = seal(MONTH, [judged(Outcome.KEPT)])
    assert limits_that_reach(untimed, 0, Fraction(1)) == 0
    limit = limits_that_reach(sealed, 0, Fraction(1, 2))
    assert (
        Fraction(kept_within(sealed, 0, limit), 21) >= Fraction(1, 2) > Fraction(kept_within(sealed, 0, limit - 1), 21)
    )


def test_a_group_that_is_not_there_has_nothing():
    sealed = seal(MONTH, [judged(Outcome.KEPT, 3)])
    stranger = Group("Z", "S/9#0", "1")
    assert sealed.place(stranger) is None
    assert sealed.place(Group("A", "S/0#0", "1")) is None
    assert figure_with(sealed, stranger, GroupDelta()).p95 is None


def test_a_month_of_nothing_is_sealed_too():
    empty = seal(MONTH, [])
    assert list(sealed_figures(empty)) == []
    assert resealed(empty, {}).version == 2
    assert changes_between(empty, empty) == ()


@pytest.mark.parametrize("month", ["2026-03", "2026-04"])
def test_only_what_began_in_the_month_is_sealed(month):
    rows = [replace(judged(Outcome.KEPT, 3, day=day), id=str(day)) for day in (0, 35)]
    assert sum(each.counts.kept for _group, each in sealed_figures(seal(month, rows))) == 1
