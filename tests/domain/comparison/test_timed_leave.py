"""What is allowed at some hours and forbidden at any."""

from __future__ import annotations

import pytest

from guicheng.domain.comparison import Verdict
from guicheng.domain.comparison.timed_leave import compared_as_timed_leave


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("每日8:00至10:00可以将宠物带入电梯。", "宠物不得进入电梯。", Verdict.CONFLICT),
        ("宠物不得进入电梯。", "工作日8:00-10:00，宠物可以进入电梯。", Verdict.CONFLICT),
        ("每日8:00至10:00可以将宠物带入电梯。", "宠物不得进入会所。", None),
        ("每日8:00至10:00可以将宠物带入电梯。", "20:00后宠物不得进入电梯。", None),
        ("宠物不得进入电梯。", "宠物可以进入会所。", None),
    ],
)
def test_what_is_allowed_at_some_hours_clashes_with_a_ban_at_any(a, b, wanted):
    found = compared_as_timed_leave(a, b)
    assert (found and found.verdict) is wanted
