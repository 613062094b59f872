"""``guicheng due``, run as a person runs it."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import run

OFFICE = {"days": "workdays", "open": [["8:30", "12:00"], ["13:30", "17:30"]]}


def asked(tmp_path, *lines, language="en"):
    path = tmp_path / "limits.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return run("due", str(path), "--lang", language)


def line(start, value, unit, **others):
    return {"calendar": OFFICE, "start": start, "limit": {"value": value, "unit": unit}, **others}


def test_each_line_gets_its_due_time_and_the_way_there(tmp_path):
    code, out, err = asked(
        tmp_path, line("2026-03-06T17:00", 1, "hour"), "", line("2026-03-02T09:00:00", 0.5, "hour", id="b")
    )
    first, second = map(json.loads, out.splitlines())
    assert (code, err) == (0, "")
    assert first == {
        "id": 1,
        "due": "2026-03-09T09:00",
        "provisional": False,
        "segments": [
            {"from": "2026-03-06T17:00", "to": "2026-03-06T17:30", "state": "running", "reason": None},
            {"from": "2026-03-06T17:30", "to": "2026-03-09T08:30", "state": "closed", "reason": "weekend"},
            {"from": "2026-03-09T08:30", "to": "2026-03-09T09:00", "state": "running", "reason": None},
        ],
    }
    assert (second["id"], second["due"]) == ("b", "2026-03-02T09:30:00")


def test_pauses_changes_reopening_and_the_end_of_the_day(tmp_path):
    pause = {"from": "2026-03-02T09:10", "to": None, "reason": "等业主"}
    change = {"at": "2026-03-02T09:20", "limit": {"value": 10, "unit": "minute"}, "from": "change"}
    code, out, _err = asked(
        tmp_path,
        line("2026-03-02T09:00", 1, "hour", pauses=[pause]),
        line("2026-03-02T09:00", 1, "hour", changes=[change]),
        line("2026-03-02T09:00", 1, "hour", changes=[{**change, "from": "start"}]),
        line("2026-03-02T09:00", 2, "hour", reopen={"finished": "2026-03-02T09:30", "reopened": "2026-03-02T10:30"}),
        line("2026-02-13T09:00+08:00", 2, "workday", day_end="17:30"),
        line("2026-12-31T09:00", 1, "workday"),
        {"start": "2026-03-02 23:30", "limit": {"value": 1, "unit": "hour"}},
    )
    found = [json.loads(each) for each in out.splitlines()]
    assert code == 0
    assert [each["due"] for each in found] == [
        None, "2026-03-02T09:30", "2026-03-02T09:10", "2026-03-02T11:00", "2026-02-24T17:30+08:00",
        "2027-01-02T00:00", "2026-03-03T00:30",
    ]  # fmt: skip
    assert found[0]["segments"][-1]["reason"] == "等业主"
    assert [each["provisional"] for each in found] == [False] * 5 + [True, False]


def test_reasons_speak_the_language_that_was_asked_for(tmp_path):
    _code, out, _err = asked(tmp_path, line("2026-02-14T09:00", 1, "workday"), language="zh")
    assert [each["reason"] for each in json.loads(out)["segments"]] == ["起算当日不计入", "春节放假", None]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("{", "it is no JSON"),
        ("[]", "it is no object"),
        (line("morgen", 1, "hour"), "“start” is no moment such as 2026-03-02T16:00"),
        (line("1800-01-01T00:00", 1, "hour"), "“start” is no moment"),
        (line("2026-03-02T09:00", 1, "week"), "units are minute, hour, day, workday, month"),
        (line("2026-03-02T09:00", True, "hour"), "“limit.value” is no number"),
        (line("2026-03-02T09:00", -1, "hour"), "between 0 and"),
        (line("2026-03-02T09:00", 1.5, "day"), "no whole number"),
        (line("2026-03-02T09:00", 1, "hour", pauses={}), "“pauses” is no list"),
        (line("2026-03-02T09:00", 1, "hour", pauses=[1]), "“pauses” is no object"),
        (line("2026-03-02T09:00", 1, "hour", pauses=[{"from": "2026-03-02T09:00", "to": "2026-03-01T09:00"}]),
         "ends before it begins"),
        (line("2026-03-02T09:00", 1, "hour", changes=[{"from": "later"}]), "“start” or “change”"),
        (line("2026-03-02T09:00", 1, "hour", reopen=[1]), "“reopen” is no object"),
        (line("2026-03-02T09:00", 1, "hour", reopen={"reopened": "2026-03-02T09:30"}), "before the reopening"),
        (line("2026-03-02T09:00", 1, "hour", reopen={"finished": "2026-03-02T10:00", "reopened": "2026-03-02T09:30"}),
         "before the reopening"),
        (line("2026-03-02T09:00", 1, ["hour"]), "units are minute"),
        (line("2026-03-02T09:00", 1, "hour", changes=[{"from": ["change"]}]), "“start” or “change”"),
        ('{"start": "2026-03-02T09:00", "limit": {"value": 1e999999999, "unit": "hour"}}', "no number"),
        ('{"start": "2026-03-02T09:00", "limit": {"value": 1e-999999999, "unit": "hour"}}', "no number"),
        ('{"start": "2026-03-02T09:00", "limit": {"value": NaN, "unit": "hour"}}', "no number"),
        ("[" * 100_000, "it is no JSON"),
        (line("2026-03-02T09:00", 1, "day", day_end="late"), "“day_end” has no clock time"),
        ({**line("2026-03-02T09:00", 1, "hour"), "calendar": 1}, "“calendar” is no object"),
        ({**line("2026-03-02T09:00", 1, "hour"), "calendar": {"days": "never"}}, "calendar.days"),
        ({**line("2026-03-02T09:00", 1, "hour"), "calendar": {"open": []}}, "never open"),
        ({**line("2026-03-02T09:00", 1, "hour"), "calendar": {"open": [["08:00"]]}}, "a pair"),
        ({**line("2026-03-02T09:00", 1, "hour"), "calendar": {"open": [["08:00", "08:00"]]}}, "whole day"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_all_others_are_answered(tmp_path, wrong, told):
    right = line("2026-03-02T09:00", 1, "hour")
    code, out, err = asked(tmp_path, right, wrong, {**right, "id": "c"})
    first, second, third = map(json.loads, out.splitlines())
    assert (code, first["due"], third["due"], third["id"]) == (2, "2026-03-02T10:00", "2026-03-02T10:00", "c")
    assert set(second) == {"id", "error"}
    assert second["id"] == 2
    assert "limits.jsonl”, line 2: " in second["error"]
    assert told in second["error"]
    assert err == f"{second['error']}\n"


def test_moments_may_be_written_in_many_ways(tmp_path):
    always = {"days": "every_day", "open": [["00:00", "24:00"]]}
    starts = ["2026-03-02T24:00", "2026-03-03", "2026-03-02T16:00Z", "2026-03-02T24:00+08:00", "20260303T0000"]
    code, out, _err = asked(tmp_path, *({**line(each, 1, "hour"), "calendar": always} for each in starts))
    found = [json.loads(each)["due"][:16] for each in out.splitlines()]
    assert (code, found) == (0, ["2026-03-03T01:00"] * 5)


def test_done_and_not_reopened_and_half_a_character_in_a_name(tmp_path):
    done = line("2026-03-02T09:00", 1, "hour", id="\ud800", reopen={"finished": "2026-03-02T09:30", "reopened": None})
    code, out, _err = asked(tmp_path, done)
    assert (code, json.loads(out)["id"], json.loads(out)["due"]) == (0, "\ud800", "2026-03-02T10:00")


def test_a_calendar_that_comes_often_is_made_once_and_many_do_no_harm(tmp_path):
    lines = [
        {**line("2026-03-02T09:00", 1, "hour"), "calendar": {"open": [[f"0{hour}:{minute:02}", "10:00"]]}}
        for hour in range(6, 10) for minute in range(60)
    ]  # fmt: skip
    code, out, _err = asked(tmp_path, *lines, *lines)
    assert (code, len(out.splitlines())) == (0, 480)
