"""Days of the week that a sentence names, against a plain count of the calendar."""

import json
from datetime import date, datetime, timedelta

import pytest

from guicheng.adapters.attainment.events import read_events
from guicheng.adapters.attainment.facts import read_facts
from guicheng.adapters.standards_files import read_folder
from guicheng.usecases.attain import Asked, attain
from guicheng.usecases.checked_clauses import Source

WEEKDAYS = "一二三四五六日"


def due(sentence, since, until):
    folder = read_folder({"s.md": f"---\ncode: S\n---\n# 标准\n\n1.1 {sentence}\n".encode()})
    facts = read_facts("f.json", json.dumps({"estates": [{"key": "A"}]}))
    asked = Asked(datetime(2027, 6, 1), since, until)
    return [each.begin.date() for each in attain(read_events([]), [Source(folder)], facts, asked).assessment.judged]


@pytest.mark.parametrize("weekdays", ["一", "二", "三", "四", "五", "六", "日", "二五", "一三五", "六日"])
@pytest.mark.parametrize("first", [date(2026, 3, 1), date(2026, 4, 1), date(2026, 7, 31), date(2026, 11, 5)])
def test_each_day_that_is_named_is_due_once_in_the_days_looked_at(weekdays, first):
    last = first + timedelta(days=33)
    named = {WEEKDAYS.index(day) for day in weekdays}
    days = [first + timedelta(days=count) for count in range(34)]
    wanted = [day for day in days if day.weekday() in named]
    assert due(f"水景每周{'、'.join(weekdays)}清洗1次。", first, last) == wanted
