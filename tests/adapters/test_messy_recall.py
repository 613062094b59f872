"""Every clause of a messy file is recovered, and nothing that is none is taken for one."""

from __future__ import annotations

import pytest

from adapters.messy.recall import FAMILIES, FILES, of_family, of_file, of_manual

#: What must hold of every family by itself and of manuals that mix them.
FLOOR = 0.95


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_a_family_of_mess_is_read_right(family):
    result = of_family(family, 3)
    assert (result.missed, result.wrong) == ([], [])


@pytest.mark.parametrize(("family", "kind"), FILES, ids=lambda given: getattr(given, "__name__", given))
def test_a_messy_workbook_or_markdown_is_read_right(family, kind):
    result = of_file(family, kind, 3)
    assert (result.missed, result.wrong) == ([], [])


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_manual_of_all_families_in_any_order_is_recovered(seed):
    result = of_manual(FAMILIES, seed)
    assert result.size > 200
    assert result.recall >= FLOOR, result.missed
    assert result.precision >= FLOOR, result.wrong


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(100, 160))
def test_many_manuals_are_recovered(seed):
    result = of_manual(FAMILIES, seed)
    assert result.recall >= FLOOR, result.missed
    assert result.precision >= FLOOR, result.wrong
