"""Clocks in words: what a chip says of each state, and what is said of each stretch of the way."""

from __future__ import annotations

import re
from datetime import datetime
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import get_default_timezone

from guicheng.domain.worktime import (
    Course,
    DayRule,
    Limit,
    LimitUnit,
    Opening,
    Pause,
    Stage,
    Window,
    WorkingCalendar,
    stage_state,
)
from guicheng.web.clock import chip_of, why_of

OFFICE = Opening(WorkingCalendar(DayRule.WORKDAYS, (Window(510, 720), Window(810, 1050))))


def at(text):
    return datetime.fromisoformat(f"2026-{text}")


def state(within, moment, *pauses, start="03-06 16:50", finished=None):
    value, unit = within.split()
    made = tuple(Pause(at(since), until and at(until), why) for since, until, why in pauses)
    course = Course(at(start), Limit(Fraction(value), LimitUnit(unit)), made)
    return stage_state(Stage("到场", course, finished and at(finished)), OFFICE, at(moment))


def chip(found, moment):
    return chip_of(found, at(moment).replace(tzinfo=get_default_timezone()))


WAITS = ("03-06 17:05", None, "等业主")
SILENT = ("03-06 17:05", None, "")


@pytest.mark.parametrize(
    ("within", "moment", "pauses", "icon", "words"),
    [
        ("30 minute", "03-06 17:08", (), "clock", ("18 of 30 min, by 17:20", "已用 18/30 分钟，17:20 到时")),
        ("30 minute", "03-06 17:16", (), "alert-triangle",
         ("Nearly over: 26 of 30 min, by 17:20", "即将到时：已用 26/30 分钟，17:20 到时")),
        ("30 minute", "03-06 17:25", (), "circle-x",
         ("Over since 17:20: 35 of 30 min", "17:20 已超时：已用 35/30 分钟")),
        ("10 minute", "03-06 17:25", (WAITS,), "circle-x",
         ("Over since 17:00: 15 of 10 min · Paused: 等业主", "17:00 已超时：已用 15/10 分钟 · 暂停：等业主")),
        ("30 minute", "03-06 17:08", (WAITS,), "hourglass",
         ("Paused: 等业主 · 15 of 30 min", "暂停：等业主 · 已用 15/30 分钟")),
        ("30 minute", "03-06 17:08", (SILENT,), "hourglass", ("Paused · 15 of 30 min", "已暂停 · 已用 15/30 分钟")),
        ("30 minute", "03-11 10:00", (), "circle-x",
         ("Over since 03-06 17:20: 17.1 h of 30 min", "03-06 17:20 已超时：已用 17.1 小时，限 30 分钟")),
        ("4 hour", "03-06 17:25", (), "clock",
         ("0.5 of 4 h, by 03-09 11:50", "已用 0.5/4 小时，03-09 11:50 到时")),
        ("2 workday", "03-10 09:00", (), "alert-triangle",
         ("Nearly over: 1 of 2 working days, by 03-11 00:00", "即将到时：已用 1/2 个工作日，03-11 00:00 到时")),
        ("3 day", "03-07 00:00", (), "clock", ("0 of 3 d, by 03-10 00:00", "已用 0/3 天，03-10 00:00 到时")),
    ],
)  # fmt: skip
def test_a_chip_says_how_the_clock_stands(within, moment, pauses, icon, words):
    found = state(within, moment, *pauses)
    for language, told in zip(("en", "zh-hans"), words, strict=True):
        with translation.override(language):
            assert (chip(found, moment).words, chip(found, moment).icon) == (told, icon)


@pytest.mark.parametrize(
    ("finished", "icon", "words"),
    [
        ("03-06 17:20", "check", ("Kept: 30 of 30 min", "按时完成：已用 30/30 分钟")),
        ("03-06 17:21", "circle-minus", ("Done late: 31 of 30 min", "超时完成：已用 31/30 分钟")),
    ],
)
def test_a_chip_says_how_it_ended(finished, icon, words):
    found = state("30 minute", "03-06 17:25", finished=finished)
    for language, told in zip(("en", "zh-hans"), words, strict=True):
        with translation.override(language):
            assert (chip(found, "03-06 17:25").words, chip(found, "03-06 17:25").icon) == (told, icon)


def test_each_state_has_a_shape_of_its_own():
    late = "03-06 17:25"
    found = [
        *(state("30 minute", moment) for moment in ("03-06 17:08", "03-06 17:16", late)),
        state("30 minute", late, WAITS),
        *(state("30 minute", late, finished=done) for done in ("03-06 17:00", late)),
    ]
    assert len({chip(each, late).icon for each in found}) == 6


def test_no_limit_and_holidays_that_are_not_announced():
    with translation.override("en"):
        assert chip(None, "03-06 17:00").words == "No limit"
        assert (
            chip_of(None, at("03-06 17:00").replace(tzinfo=get_default_timezone()), rests="等业主").words
            == "Paused: 等业主"
        )
        found = state("1 hour", "12-31 17:10", start="12-31 17:00")
        assert chip(found, "12-31 17:10").words == "10 of 60 min, by 2027-01-01 09:00 (provisional)"


def panel(found, language, **others):
    with translation.override(language):
        text = render_to_string("web/parts/why_deadline.html", {"why": why_of(found, "2小时", **others)})
    return " ".join(re.sub(r"<[^>]+>", "", text).split())


def test_why_a_deadline_is_what_it_is():
    found = state("2 hour", "03-09 09:00", ("03-09 08:40", "03-09 08:50", "等配件"))
    text = panel(found, "en", remark="(kept from an earlier edition)")
    assert "2小时 (kept from an earlier edition) Over at 2026-03-09 10:00. It stood still for 10 min so far." in text
    assert "03-06 16:50 – 17:30 counted 40 min" in text
    assert "03-06 17:30 – 03-09 08:30 closed, not counted: weekend" in text
    assert "03-09 08:40 – 08:50 paused, not counted: 等配件" in text
    assert "周末" in panel(found, "zh-hans")


def test_a_pause_that_lasts_has_no_due_time():
    text = panel(state("2 hour", "03-06 17:20", WAITS), "en")
    assert "The clock stands still, so there is no due time yet." in text
    assert "03-06 17:05 – until now paused, not counted" in text


def test_days_end_at_midnight_and_holidays_are_named():
    text = panel(state("2 workday", "02-13 17:00", start="02-13 16:00"), "en")
    assert "02-13 16:00 – 24:00 closed, not counted: the day of the start does not count" in text
    assert "02-15 00:00 – 02-23 24:00 closed, not counted: 春节, a holiday" in text
