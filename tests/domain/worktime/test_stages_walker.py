"""How stages stand, beside somebody who walks through the minutes and counts."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from tests.domain.worktime.walker import FIRST, MINUTE, some_calendar, some_pauses, walked

from guicheng.domain.worktime import Change, Course, Limit, LimitUnit, Pause, Stage, stage_state


def counted(begin, moment, open_minutes, pauses):
    """Open minutes from a begin to a moment in which no pause lasts."""
    used, now = 0, begin
    while now < moment:
        used += now in open_minutes and not any(a <= now and (b is None or now < b) for a, b in pauses)
        now += MINUTE
    return used


def expected(begin, length, moment, open_minutes, pauses, *, is_done):
    """State, used minutes and due time as the walker sees them."""
    pauses = [each for each in pauses if each[0] <= moment]
    due, used = walked(begin, length, open_minutes, pauses), counted(begin, moment, open_minutes, pauses)
    if is_done:
        return ("late" if due is not None and moment > due else "kept"), used, due
    if due is not None and moment > due:
        return "breached", used, due
    if any(a <= moment and (b is None or moment < b) for a, b in pauses):
        return "paused", used, due
    warns = walked(begin, length - length // 5, open_minutes, pauses)
    return ("warned" if warns is not None and moment >= warns else "running"), used, due


@pytest.mark.parametrize("seed", range(20))
def test_stages_stand_as_the_walker_says(seed):
    random = Random(seed)  # noqa: S311 - chance that can be repeated
    opening, minutes = some_calendar(random)
    for _ in range(20):
        start = FIRST + random.randrange(60 * 24 * 90) * MINUTE
        length, pauses = 5 * random.randint(1, 200), list(some_pauses(random, start))
        moment = start + random.randint(0, 4000) * MINUTE
        changes, begin, holds = (), start, length
        if random.random() < 0.4:
            decided = start + random.randint(0, 600) * MINUTE
            anew, other = random.random() < 0.5, 5 * random.randint(1, 100)
            changes = (Change(decided, Limit(Fraction(other), LimitUnit.MINUTE), anew),)
        is_done = random.random() < 0.4
        if changes and changes[0].at <= moment:
            begin, holds = (decided if anew else start), other
        course = Course(
            start, Limit(Fraction(length), LimitUnit.MINUTE), tuple(Pause(*each) for each in pauses), changes
        )
        later = moment + random.randint(0, 3000) * MINUTE if is_done else moment
        state = stage_state(Stage("办结", course, moment if is_done else None), opening, later)
        assert (state.state, state.used, state.due) == expected(begin, holds, moment, minutes, pauses, is_done=is_done)
        assert state.allowed == holds
