"""Rules out to JSON and back."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from tests.domain.worktime.test_recurrence import a_rule

from guicheng.domain.values import GuichengError
from guicheng.domain.worktime import Recurrence, RecurrenceError, ScheduleRule, Slot
from guicheng.domain.worktime.rule_json import RuleUnreadError, rule_json, rule_of


def test_rules_come_back_as_they_went():
    kept = 0
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311  it makes test inputs and no secrets
        try:
            rule = ScheduleRule("v", a_rule(chance), (Slot(chance.randrange(1440), 30),))
        except RecurrenceError:
            continue
        assert rule_of(json.loads(json.dumps(rule_json(rule))), "v") == rule
        kept += 1
    assert kept > 200


GOOD = {
    "beat": {"every": "days", "step": 1, "anchor": "2026-01-01"},
    "days": "every_day",
    "otherwise": "left_out",
    "seasons": [],
    "left_out": [],
    "added": [],
    "first": "2026-01-01",
    "last": None,
    "slots": [[480, 60]],
}


@pytest.mark.parametrize(
    "change",
    [
        {"beat": {"every": "moons"}},
        {"beat": {"every": "days", "step": 0, "anchor": "2026-01-01"}},
        {"days": "sundays"},
        {"seasons": [[1, 2, 3]]},
        {"seasons": [[2, 30, 3, 1]]},
        {"first": "tomorrow"},
        {"slots": [[480]]},
        {"slots": []},
        {"slots": "x"},
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(change):
    with pytest.raises(GuichengError) as refused:
        rule_of(GOOD | change, "v")
    assert refused.value.message.render()


def test_a_key_that_is_missing_is_named():
    with pytest.raises(RuleUnreadError) as refused:
        rule_of({key: value for key, value in GOOD.items() if key != "days"}, "v")
    assert "days" in refused.value.message.render()


def test_a_beat_that_json_does_not_know_is_refused():
    class Tides:
        def days(self, since, until):
            return iter(())

    with pytest.raises(RuleUnreadError):
        rule_json(ScheduleRule("v", Recurrence(Tides(), first=date(2026, 1, 1)), (Slot(0, 1),)))
