"""Hours as people write them: read, written in one way, and laid over a week."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guicheng.domain.process.duties import _mask
from guicheng.domain.worktime import CalendarError, DayRule, Window
from guicheng.domain.worktime.hours import WEEK, Hours, read_hours, week_minutes, write_hours

DAY = 1440


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("周一至周五 8:30-12:00、13:30-17:30", "周一至周五 08:30-12:00、13:30-17:30"),
        ("星期一到星期五8：30—17：30；周六 9:00~12:00", "周一至周五 08:30-17:30；周六 09:00-12:00"),
        ("Mon-Fri 08:30-17:30", "周一至周五 08:30-17:30"),
        ("daily 22:00-06:00", "每天 22:00-06:00"),
        ("22:00至次日6:00", "每天 22:00-06:00"),
        ("24小时", "每天 24小时"),
        ("每天 00:00-24:00", "每天 24小时"),
        ("全天", "每天 24小时"),
        ("周末 24h", "周六、周日 24小时"),
        ("工作日 13:30-17:30, 8:30-12:00", "工作日 08:30-12:00、13:30-17:30"),
        ("周一、三、五 8:00-10:00", "周一、周三、周五 08:00-10:00"),
        ("周六至周一 8:00-10:00", "周一、周六、周日 08:00-10:00"),
        ("周日 16:00-24:00", "周日 16:00-24:00"),
        ("", ""),
        (" ；\n", ""),
    ],
)
def test_hours_are_read_and_kept_in_one_way(text, kept):
    assert write_hours(read_hours(text)) == kept
    assert read_hours(kept) == read_hours(text)


@pytest.mark.parametrize(
    "text",
    [
        "白天",
        "周八 8:00-9:00",
        "8:00",
        "周一 8:00-8:00",
        "25:00-26:00",
        "8:61-9:00",
        "周一至周三至周五 8:00-9:00",
        "8-9点",
        "、".join(["8:00-9:00"] * 9),
        ";".join(["8:00-9:00"] * 15),
    ],
)
def test_what_names_no_hours_is_refused(text):
    with pytest.raises(CalendarError):
        read_hours(text)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("24小时", ((0, WEEK),)),
        ("周一 8:00-12:00、11:00-14:00", ((480, 840),)),
        ("每天 00:00-12:00；每天 12:00-24:00", ((0, WEEK),)),
        ("周六、周日 22:00-06:00", ((5 * DAY + 1320, 6 * DAY + 360), (6 * DAY + 1320, 360))),
        ("工作日 9:00-10:00", tuple((day * DAY + 540, day * DAY + 600) for day in range(5))),
        ("每天 8:00-08:30、8:10-8:20", tuple((day * DAY + 480, day * DAY + 510) for day in range(7))),
    ],
)
def test_hours_lie_over_a_week(text, stretches):
    assert week_minutes(read_hours(text)) == stretches


@st.composite
def windows(draw):
    begin = draw(st.integers(0, DAY - 1))
    return Window(begin, draw(st.integers(begin + 1, begin + DAY)))


DAYS = st.one_of(st.sampled_from(list(DayRule)), st.frozensets(st.integers(0, 6), min_size=1))


@given(st.lists(st.builds(Hours, DAYS, st.lists(windows(), min_size=1, max_size=3).map(tuple)), max_size=4))
def test_the_week_of_hours_is_what_a_walk_over_its_minutes_finds(parts):
    walked = {
        (day * DAY + minute) % WEEK
        for part in parts
        for day in part.weekdays
        for window in part.windows
        for minute in range(window.begin, window.end)
    }
    assert _mask(week_minutes(parts)) == sum(1 << minute for minute in walked)
