"""Where a nonconformity stands, how bad it is, and the chain of causes."""

from __future__ import annotations

import pytest

from guicheng.domain.attainment.mending import (
    LONGEST,
    ROUTES,
    Act,
    NotMendedError,
    Root,
    Severity,
    Stand,
    one_up,
    possible,
    read_whys,
)


def test_every_stand_says_what_can_be_done():
    assert all(isinstance(possible(stand), frozenset) for stand in Stand)
    assert possible(Stand.VOID) == frozenset()
    assert Act.VERIFY in possible(Stand.FINISHED)
    assert Act.FINISH not in possible(Stand.FINISHED)


def test_every_root_cause_leads_somewhere():
    assert set(ROUTES) == set(Root)


@pytest.mark.parametrize(("severity", "worse"), [("slight", "ordinary"), ("ordinary", "serious"), ("serious",) * 2])
def test_the_next_worse(severity, worse):
    assert one_up(Severity(severity)) == worse


def test_levels_are_tidied_and_empty_ones_at_the_end_left_out():
    found = read_whys([(" 夜里 一人 ", "排班表"), ("招不到人", " "), ("", "")])
    assert [(each.text, each.evidence, each.assumed) for each in found] == [
        ("夜里 一人", "排班表", False), ("招不到人", "", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("levels", "field"), [
    ([("", "")], "why-1"), ([("一", ""), ("", ""), ("三", "")], "why-2"), ([("", "照片")], "why-1"),
    ([("为", "")] * 6, "why-5"), ([("长" * (LONGEST + 1), "")], "why-1"), ([("一", "长" * (LONGEST + 1))], "why-1"),
])  # fmt: skip
def test_a_chain_with_a_gap_or_too_much_is_refused(levels, field):
    with pytest.raises(NotMendedError) as refused:
        read_whys(levels)
    assert refused.value.field == field
