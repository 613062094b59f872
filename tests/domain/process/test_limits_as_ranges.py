"""Limits of all grades in narrow places."""

from __future__ import annotations

import pytest

from guicheng.domain.process.limits import as_range


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{15|20|30}分钟", "15–30分钟"),
        ("{90秒|2分钟|4分钟}", "90秒–4分钟"),
        ("{30|30}分钟内", "30分钟内"),
        ("派单{3|5}分钟，到场{10|20}分钟", "派单3–5分钟，到场10–20分钟"),
        ("30分钟", "30分钟"),
    ],
)
def test_a_limit_of_several_grades_is_shown_as_a_range(text, shown):
    assert as_range(text) == shown
