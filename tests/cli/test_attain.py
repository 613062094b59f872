"""``guicheng attain``, run as a person runs it."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import run

STANDARD = """---
code: GC-01
title: 报修
grades: [一级, 二级]
---
# 报修

1.1 接到业主紧急报修后，维修工应在{15|30}分钟内到达现场。
- 编号：6f9619ff-8b86-4d01-b42d-00cf4fc964ff

1.2 门岗24小时值守，每班不少于2人。
"""
REPORT = {"kind": "report", "occurrence": "WX-1", "wall": "2026-03-02T10:00:00+08:00",
          "payload": {"estate": "JY", "clause": "GC-01/1.1"}}  # fmt: skip
ARRIVE = {"kind": "arrive", "occurrence": "WX-1", "wall": "2026-03-02T10:20:00+08:00"}
AT = ("--at", "2026-04-01T00:00")


@pytest.fixture
def standards(tmp_path):
    folder = tmp_path / "standards"
    folder.mkdir()
    (folder / "a.md").write_text(STANDARD, encoding="utf-8")
    return folder


def asked(standards, *lines, facts=None, options=("--json", *AT), language="en"):
    path = standards.parent / "events.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    if facts is not None:
        (standards.parent / "facts.json").write_text(
            facts if isinstance(facts, str) else json.dumps(facts), encoding="utf-8"
        )
        options = (*options, "--facts", str(standards.parent / "facts.json"))
    return run("attain", str(path), "--standards", str(standards), "--lang", language, *options)


def figures(standards, *lines, **more):
    code, out, err = asked(standards, *lines, **more)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_a_figure_opens_into_sentence_edition_and_occurrences(standards):
    found = figures(standards, REPORT, ARRIVE, options=("--json", "--occurrences", *AT))
    [figure] = found["figures"]
    assert {name: figure[name] for name in ("clause", "estate", "post", "month", "due", "kept", "late", "share")} == {
        "clause": "GC-01/1.1",
        "estate": "JY",
        "post": "维修工",
        "month": "2026-03",
        "due": 1,
        "kept": 0,
        "late": 1,
        "share": 0.0,
    }
    assert figure["minutes"] == {"count": 1, "p50": 20.0, "p95": 20.0}
    assert figure["occurrences"]["late"] == ["WX-1/GC-01/1.1#0"]
    [promise] = found["requirements"]
    assert (promise["sentence"], promise["words"]) == ("接到业主紧急报修后，维修工应在15分钟内到达现场。", "15分钟内")
    assert promise["edition"] == figure["edition"]
    [occurrence] = found["occurrences"]
    assert (occurrence["due"], occurrence["end"], occurrence["grade"]) == ("2026-03-02T10:15", "2026-03-02T10:20", "D")
    assert (found["since"], found["until"], found["at"]) == ("2026-03-01", "2026-03-31", "2026-04-01T00:00")
    assert {row["clause"] for row in found["unmeasured"]} == {"GC-01/1.2"}
    assert found["totals"]["all"]["due"] == found["totals"]["month"][0]["due"] == 1


def test_facts_choose_the_grade_and_name_editions(standards):
    facts = {"estates": [{"key": "JY", "grade": "二级"}], "editions": {"GC-01": 3}}
    found = figures(standards, REPORT, ARRIVE, facts=facts)
    assert found["figures"][0]["kept"] == 1
    assert found["requirements"][0]["edition"] == "3"
    named = {**REPORT, "payload": {"clause": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}}
    assert figures(standards, named, ARRIVE, facts=facts)["figures"] == found["figures"]


def test_grades_of_one_edition_are_promises_of_their_own(standards):
    estates = [{"key": "JY", "grade": "一级"}, {"key": "KY", "grade": "二级"}]
    other = {**REPORT, "occurrence": "WX-2", "payload": {"estate": "KY", "clause": "GC-01/1.1"}}
    lines = (REPORT, ARRIVE, other, {**ARRIVE, "occurrence": "WX-2"})
    found = figures(standards, *lines, facts={"estates": estates, "editions": {"GC-01": 3}})
    assert [(row["grade"], row["limit"]["value"]) for row in found["requirements"]] == [("一级", 0.25), ("二级", 0.5)]
    for rows in (
        found["figures"],
        *(found["totals"][name] for name in ("requirement_estate_month", "requirement_month")),
    ):
        assert {(row["grade"], row["kept"]) for row in rows} == {("一级", 0), ("二级", 1)}
        assert len(rows) == 2


def test_a_month_in_which_nothing_was_due_has_a_row_without_a_share(standards):
    facts = {"estates": [{"key": "JY"}, {"key": "KY", "until": "2026-03-31"}]}
    options = ("--json", *AT, "--since", "2026-03-01", "--until", "2026-04-30")
    found = figures(standards, REPORT, ARRIVE, facts=facts, options=options)
    rows = {(row["estate"], row["month"]): row for row in found["totals"]["requirement_estate_month"]}
    assert set(rows) == {("JY", "2026-03"), ("JY", "2026-04"), ("KY", "2026-03")}
    empty = rows["KY", "2026-03"]
    assert (empty["due"], empty["share"], empty["interval"], empty["state"]) == (0, None, None, "nothing_due")
    assert len(found["figures"]) == 1


def test_order_and_repetition_change_nothing(standards):
    lines = [{**REPORT, "id": "a"}, {**ARRIVE, "id": "b"}, {**REPORT, "id": "c", "occurrence": "WX-2"}]
    once = asked(standards, *lines)[1]
    assert asked(standards, *reversed(lines), "", *lines)[1] == once


def test_what_a_service_adds_is_read(standards):
    added = {**ARRIVE, "effective_ms": 1772417400000, "received_ms": 1, "sender": "x"}
    assert figures(standards, REPORT, added)["figures"][0]["minutes"]["p50"] == 10.0


def test_events_that_tell_nothing_are_named_by_id_and_line(standards):
    stranger = {**REPORT, "id": "E-7", "occurrence": "WX-9", "payload": {"estate": "JY", "clause": "GC-01/9"}}
    assert figures(standards, REPORT, ARRIVE, stranger)["unused"] == [
        {"event": "E-7", "line": 3, "reason": "No clause in force at “JY” is called “GC-01/9”."}
    ]


def test_text_says_the_figures_in_both_languages(standards):
    code, out, err = asked(standards, REPORT, ARRIVE, options=AT)
    assert (code, err) == (0, "")
    assert "GC-01/1.1  JY  2026-03" in out
    assert "Due 1: kept 0, late 1, missed 0" in out
    assert "too few to say" in out
    assert "应办1：兑现0，超时1" in asked(standards, REPORT, ARRIVE, options=AT, language="zh")[1]
    many = [{**REPORT, "occurrence": f"X-{count}", "payload": {"estate": "JY"}} for count in range(30)]
    assert "… and 10 more" in asked(standards, *many, options=AT)[1]
    assert "Nothing was due on these days." in asked(standards, options=AT)[1]
    assert (
        "Due 0: kept 0, excused 0; not over yet 1." in asked(standards, REPORT, options=("--at", "2026-03-02T10:05"))[1]
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "line 2: it is no JSON"),
        ("[1]", "line 2: An event is a JSON object."),
        ({"kind": "arrive", "occurrence": "W"}, "line 2: `wall` is missing."),
        ({**ARRIVE, "walls": 1}, "line 2: `walls` is no member of an event; is it misspelt?"),
        ({**ARRIVE, "id": ""}, "line 2: `id` has to be text of 1 to 64 signs."),
        ({**ARRIVE, "effective_ms": 1}, "line 2: `effective_ms` has to be milliseconds since 1970"),
        ({**ARRIVE, "wall": "2026-03-02"}, "line 2: `wall` has to be a moment such as 2026-11-03T08:15:00+08:00"),
        ({**ARRIVE, "payload": {"slot": "8:00"}}, "line 2: `payload.slot` has to be a moment such as"),
        ('{"kind": "arrive", "kind": "finish"}', "line 2: `kind` stands there twice; leave one of them."),
        ('{"kind": NaN}', "line 2: it is no JSON"),
        ("[" * 5000, "line 2: it is no JSON"),
    ],
    ids=str,
)
def test_a_line_that_is_no_event_is_refused_with_its_number(standards, line, said):
    code, out, err = asked(standards, REPORT, line)
    assert (code, out) == (2, "")
    assert said in err


def test_all_bad_lines_are_named_and_nothing_is_counted(standards):
    code, out, err = asked(standards, REPORT, "no json", ARRIVE, {**ARRIVE, "wall": "gestern"})
    assert (code, out) == (2, "")
    assert [line.partition(": ")[0].rpartition(" ")[2] for line in err.splitlines()] == ["2", "4"]
    many = asked(standards, *["no json"] * 60)[2].splitlines()
    assert (len(many), many[-1]) == (51, "… and 10 more lines that are no events.")


def test_bad_lines_can_be_left_out_and_are_told(standards):
    options = ("--skip-bad-lines", "--json", *AT)
    found = figures(standards, REPORT, "no json", ARRIVE, options=options)
    assert found["figures"][0]["late"] == 1
    assert found["bad_lines"] == [{"line": 2, "reason": "it is no JSON"}]
    text = asked(standards, REPORT, "no json", ARRIVE, options=("--skip-bad-lines", *AT))[1]
    assert "Lines that are no events and were left out: 1\n  line 2: it is no JSON" in text
    assert figures(standards, REPORT, ARRIVE)["bad_lines"] == []


def test_a_file_of_another_system_with_broken_lines_counts_what_is_whole(standards):
    other, late = {**REPORT, "occurrence": "WX-2"}, {**ARRIVE, "occurrence": "WX-2", "wall": "2026/3/2 10:40"}
    lines = [
        json.dumps(REPORT).encode(),
        b"{not json",
        json.dumps(other).encode(),
        json.dumps({"kind": "report", "occurrence": "z"}).encode(),
        b'{"kind":"report","kind":"arrive","occurrence":"q","wall":"2026-03-02T10:00:00+08:00"}',
        json.dumps({**ARRIVE, "wall": "2026-03-02T02:10:00Z"}).encode(),
        b'{"kind":"arrive","occurrence":"WX-2","wall":"tomorrow"}',
        b'{"kind":"arrive","occurrence":"\xff\xfe","wall":"2026-03-02T10:00:00+08:00"}',
        json.dumps(late).encode(),
    ]
    path = standards.parent / "windows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines) + b"\r\n")
    code, out, err = run("attain", str(path), "--standards", str(standards), "--json", "--skip-bad-lines", *AT)
    assert (code, err) == (0, "")
    [figure] = json.loads(out)["figures"]
    assert (figure["kept"], figure["late"], figure["minutes"]["p50"], figure["minutes"]["p95"]) == (1, 1, 10.0, 40.0)
    assert [each["line"] for each in json.loads(out)["bad_lines"]] == [2, 4, 5, 7, 8]


def test_limits_in_working_hours_are_told_with_the_fact_that_lacks(standards):
    text = "1.3 受理投诉后2个工作小时内回复，次日12:00前书面答复。"
    (standards / "b.md").write_text(f"---\ncode: KF-01\ntitle: 客服\n---\n# 客服\n{text}\n", encoding="utf-8")
    found = figures(standards, REPORT, ARRIVE)
    [lacking] = [row for row in found["unmeasured"] if row["clause"] == "KF-01/1.3"]
    assert lacking["words"] == "2个工作小时内"
    assert lacking["reason"].startswith("It is promised in working hours, and no calendar says which those are.")
    office = {"days": "workdays", "open": [["08:30", "12:00"], ["13:30", "17:30"]]}
    found = figures(standards, REPORT, ARRIVE, facts={"estates": [{"key": "JY", "calendar": office}]})
    told = {row["requirement"]: row for row in found["requirements"]}
    assert (told["KF-01/1.3#0"]["limit"], told["KF-01/1.3#0"]["working_hours"]) == (
        {"value": 2.0, "unit": "hour"},
        True,
    )
    assert (told["KF-01/1.3#1"]["limit"], told["KF-01/1.3#1"]["by"]) == ({"value": 1.0, "unit": "day"}, "12:00")
    assert {row["clause"] for row in found["unmeasured"]} == {"GC-01/1.2"}


def test_a_package_is_no_file_of_events(standards):
    path = standards.parent / "events.zip"
    path.write_bytes(b"PK\x03\x04 and so on")
    code, out, err = run("attain", str(path), "--standards", str(standards), "--lang", "en", "--json")
    assert (code, out) == (2, "")
    assert "is a package, not text" in err


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("{", "line 1: it is no JSON"),
        ([], "“the facts” is no object"),
        ({"estate": []}, "“the facts” has no member “estate”; is it misspelt?"),
        ({"estates": {}}, "“estates” is no list"),
        ({"estates": [{"key": 1}]}, "“estates.key” is no text"),
        ({"estates": [{"key": "JY", "since": "bald"}]}, "“estates.since” is no day"),
        (
            {"estates": [{"key": "JY", "until": "2026-03-02"}, {"key": "JY", "since": "2026-03-02"}]},
            "the estate “JY” is listed twice for the same days",
        ),
        ({"estates": [{"key": "JY", "calendar": "office"}]}, "no calendar is called “office”"),
        ({"estates": [{"key": "JY", "calendar": {"open": []}}]}, "This calendar is never open"),
        ({"estates": [{"key": "JY", "grade": "九级"}]}, "“JY” has the grade “九级”, which no standard has."),
        ({"estates": [{"key": "JY", "standards": ["GC-09"]}]}, "The facts name the standard “GC-09”"),
        ({"clauses": {"GC-01/9": {}}}, "The facts name the clause “GC-01/9”"),
        ({"clauses": {"GC-01/1.1": {"evidence": "E"}}}, "“clauses.GC-01/1.1.evidence” is none of A, B, C, D"),
        ({"clauses": {"GC-01/1.1": {"target": 101}}}, "no number of percent above 0 and up to 100"),
        ({"clauses": {"GC-01/1.1": {"hours": ["08:00"]}}}, "is a pair such as"),
        ({"editions": {"GC-01": 0}}, "“editions” is no whole number from 1 on"),
        ({"suspensions": [{"estate": "XX", "from": "2026-03-02T00:00"}]}, "No estate is called “XX”."),
        ({"suspensions": [{"from": "bald"}]}, "“suspensions.from” is no moment"),
    ],
    ids=str,
)
def test_facts_that_cannot_be_are_refused(standards, facts, said):
    code, out, err = asked(standards, REPORT, facts=facts)
    assert (code, out) == (2, "")
    assert said in err


def test_facts_can_say_all_that_the_reference_names(standards):
    facts = {
        "calendars": {"office": {"days": "workdays", "open": [["08:30", "17:30"]]}},
        "estates": [{"key": "JY", "name": "静园", "grade": "二级", "calendar": "office", "since": "2026-01-01",
                     "until": "2026-12-31", "standards": ["GC-01"]}],
        "posts": {"维修工": "office", "保洁员": None},
        "clauses": {"GC-01/1.1": {"calendar": {"days": "every_day"}, "day_end": "18:00", "evidence": "D",
                                  "target": 99.5,
                                  "hours": ["20:00", "06:00"], "post": "夜班"}},
        "suspensions": [{"estate": "JY", "clauses": ["GC-01/1.1"], "from": "2026-03-03T00:00", "to": None,
                         "reason": "停"},
                        {"from": "2026-03-03T00:00", "to": "2026-03-04T00:00"}],
        "words": {"triggers": {"客户呼叫": "reported"}, "endpoints": {"拉警戒线": "controlled"}},
    }  # fmt: skip
    found = figures(standards, REPORT, ARRIVE, facts=facts)
    assert found["figures"][0]["kept"] == 1
    assert (found["requirements"][0]["target"], found["requirements"][0]["post"]) == (0.995, "夜班")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--at", "soon"), "--at is no moment such as"),
        (("--since", "soon"), "--since is no day such as"),
        (("--since", "2026-03-02", "--until", "2026-03-01"), "The last day, 2026-03-01, lies before the first"),
    ],
)
def test_options_that_are_no_moments_are_refused(standards, options, said):
    code, out, err = asked(standards, REPORT, options=("--json", *options))
    assert (code, out) == (2, "")
    assert said in err


def test_without_a_moment_it_counts_as_of_now(standards):
    assert figures(standards, REPORT, options=("--json",))["figures"][0]["missed"] == 1


def test_standards_that_cannot_be_read_are_refused(standards):
    (standards / "b.md").write_text(STANDARD, encoding="utf-8")
    code, out, err = asked(standards, REPORT)
    assert (code, out) == (2, "")
    assert "The code GC-01 is that of" in err


def test_every_kind_of_measure_says_how(standards):
    (standards / "c.md").write_text(
        "---\ncode: GC-02\ntitle: 其他\n---\n# 其他\n\n1.1 大堂每日清扫一次。\n\n1.2 巡逻间隔不超过4小时。\n\n"
        "1.3 停水应提前24小时通知业主。\n\n1.4 电话铃响3声内接听。\n\n1.5 草坪高度控制在5厘米以内。\n",
        encoding="utf-8",
    )
    found = {row["clause"]: row for row in figures(standards, REPORT)["requirements"]}
    assert [found[f"GC-02/1.{number}"]["measured"] for number in range(1, 6)] == [
        "slots", "gaps", "noticed", "counted", "answers"
    ]  # fmt: skip
    assert found["GC-02/1.1"]["version"] == "GC-02/1.1#0"
    assert found["GC-02/1.2"]["limit"] == {"value": 4.0, "unit": "hour"}
    assert found["GC-02/1.3"]["from"] == "notified"
