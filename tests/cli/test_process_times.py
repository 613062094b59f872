"""``guicheng process check`` on times, clauses and posts; the documented keys stand beside the added ones."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import run

TABLE = """序号,步骤,岗位,时限,表单/记录,去向,超时,条款
1,接听报修,客服,5分钟,报修单,2,,KF-01/1.1
2,派单,客服,3分钟,派单单,3,3分钟→4,
3,到场,维修工,20分钟,维修单,结束,,KF-01/1.2(1→3)
4,督办,班长,5分钟,督办单,结束,,
"""
STANDARD = "---\ncode: KF-01\ntitle: 报修\n---\n# 报修\n\n1.1 接到报修后5分钟内登记。\n\n1.2 接到报修后25分钟内到场。\n"
POSTS = "岗位,级别,当班\n客服,5,每天 8:00-20:00\n维修工,3,周一至周五 8:30-17:30\n班长,4,\n"


@pytest.fixture
def folder(tmp_path):
    for name, text in (("报修.csv", TABLE), ("KF-01.md", STANDARD), ("岗位.csv", POSTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def answer(folder, *words):
    code, out, _err = run("process", "check", "报修.csv", "--json", *words, folder=folder)
    return code, json.loads(out)


def test_the_documented_keys_stand_and_times_are_added(folder):
    code, said = answer(folder)
    assert list(said)[:4] == ["sound", "findings", "worst_minutes", "promised_minutes"]
    assert (code, said["worst_minutes"], said["clauses"], said["warnings"]) == (0, {"once": 28, "twice": 28}, None, [])
    assert said["times"]["assumed"] == {
        "kept_percent": 95.0,
        "spread": 0.6,
        "days": "workdays",
        "hours": "08:30-17:30",
    }
    assert said["times"]["likely"]["share"] == pytest.approx(0.975, abs=0.001)
    assert said["times"]["likely"]["all_kept_share"] == pytest.approx(0.857, abs=0.001)


def test_the_worst_start_follows_the_calendar_that_is_given(folder):
    _code, said = answer(folder, "--days", "mon-fri", "--hours", "08:30-17:30", "--promise", "30:1→3")
    worst = said["times"]["worst_start"]
    assert (worst["weekday"], worst["start"][11:], worst["minutes"], worst["weekly"]) == ("fri", "17:03", 3808, True)
    assert said["promised_minutes"] == said["times"]["likely"]["within_minutes"] == 30


def test_clauses_of_a_folder_stand_beside_the_limits(folder):
    _code, said = answer(folder, "--standards", "KF-01.md", "--kept", "90")
    first, second = said["clauses"]
    assert (first["standing"], first["span"], first["stated"]) == ("kept", "1→1", False)
    assert (second["standing"], second["worst_minutes"], second["allowed_minutes"]) == ("broken", 28, [25])
    assert "25" in second["message"]


def test_posts_give_warnings_that_leave_a_process_sound(folder):
    code, said = answer(folder, "--posts", "岗位.csv")
    assert (code, said["sound"]) == (0, True)
    assert {finding["code"] for finding in said["warnings"]} == {"post-off-duty", "escalation-down"}


def test_all_of_it_is_told_in_words(folder):
    words = ("process", "check", "报修.csv", "--standards", "KF-01.md", "--posts", "岗位.csv", "--lang", "zh")
    code, out, err = run(*words, folder=folder)
    assert (code, err) == (0, "")
    text = "".join(out.split())
    for said in ("97.5%的单子在28分钟内走完", "这是假设，不是实测", "开始的单子最久", "✕KF-01/1.2", "!escalation-down"):
        assert said in text


@pytest.mark.parametrize(
    "words",
    [("--kept", "x"), ("--days", "now"), ("--hours", "8"), ("--standards", "报修.csv"), ("--posts", "KF-01.md")],
)
def test_what_cannot_be_read_is_refused(folder, words):
    code, said = answer(folder, *words)
    assert (code, said["sound"], said["times"], said["warnings"]) == (2, False, None, [])


def test_a_rank_has_to_be_a_number(folder):
    (folder / "岗位.csv").write_text("岗位,级别\n客服,高\n", encoding="utf-8")
    assert answer(folder, "--posts", "岗位.csv")[1]["findings"][0]["code"] == "posts-refused"
