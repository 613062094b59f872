"""``guicheng check``, run as a person runs it."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import run

FIRST = "---\ncode: GC-01\n---\n# 报修\n\n1.1 接到紧急报修后，维修工应在30分钟内到达现场。\n"
SECOND = "---\ncode: GC-02\n---\n# 急修\n\n2.1 紧急报修的，维修工接报后20分钟内到达现场。\n"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "standards"
    made.mkdir()
    (made / "GC-01.md").write_text(FIRST, encoding="utf-8")
    (made / "GC-02.md").write_text(SECOND, encoding="utf-8")
    return made


def rows(out):
    return [json.loads(line) for line in out.splitlines()]


def test_clauses_at_odds_are_told_with_both_places_and_end_with_1(folder):
    code, out, err = run("check", str(folder), "--json", "--select", "CT")
    assert (code, err) == (1, "")
    found, summary = rows(out)
    assert (found["code"], found["line"], found["number"], found["other"]["number"]) == ("CT002", 6, "2.1", "1.1")
    assert found["file"].endswith("GC-02.md")
    assert summary["type"] == "summary"
    assert summary["error"] == 1
    text = run("check", str(folder), "--select", "CT")[1]
    assert "Beside it:" in " ".join(text.split())
    assert "For instance: Done after 30 min" in " ".join(text.split())
    assert "Compared: 2 promises of 2 files" in text


def test_chinese_is_spoken(folder):
    out = run("check", str(folder), GUICHENG_LANG="zh")[1]
    assert "同一项承诺两个数字" in "".join(out.split())


def test_one_file_and_a_contract_above_it(folder, tmp_path):
    contract = tmp_path / "合同.txt"
    contract.write_text("接到紧急报修后，维修工应在10分钟内到达现场。\n", encoding="utf-8")
    code, out, _err = run("check", str(folder / "GC-01.md"), "--contract", str(contract), "--json", "--select", "CJ")
    assert code == 1
    assert [row["code"] for row in rows(out) if row["type"] == "finding"] == ["CJ001"]
    code, out, _err = run(
        "check", str(folder / "GC-02.md"), "--level", f"estate={folder / 'GC-01.md'}", "--json", "--select", "CJ001"
    )
    assert code == 1


def test_a_baseline_holds_what_was_there(folder, tmp_path):
    kept = tmp_path / "baseline.json"
    assert run("check", str(folder), "--baseline", str(kept), "--write-baseline")[0] == 0
    assert run("check", str(folder), "--baseline", str(kept))[0] == 0


def test_sarif_names_the_rule_and_the_line(folder):
    log = json.loads(run("check", str(folder), "--format", "sarif", "--select", "CT002")[1])
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "CT002"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 6


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--select", "ZZ"), "No rule has the code ZZ"),
        (("--city", "Atlantis"), "There are no norms of “Atlantis”"),
        (("--level", "planet=x"), "“planet=x” names no level"),
        (("--contract", "nowhere.docx"), "There is no file “nowhere.docx”"),
    ],
)
def test_wrong_use_ends_with_2_and_a_sentence(folder, more, said):
    code, _out, err = run("check", str(folder), *more)
    assert code == 2
    assert said in err


def test_a_file_that_is_not_in_the_format_is_told_with_its_line(folder):
    (folder / "GC-03.md").write_text("---\ncode: GC-03\n---\n# A\n\n- nothing\n", encoding="utf-8")
    code, out, err = run("check", str(folder))
    assert code == 2
    assert "GC-03.md:6: A line that begins with -" in err
    assert "CT002" in out


def test_all_that_is_wrong_with_files_is_told_at_once_with_lines(folder):
    (folder / "GC-01.md").write_text(f"{FIRST}\n1.1 维修工佩戴工牌。\n- 耗时：很多\n", encoding="utf-8")
    (folder / "GC-02.md").write_text(SECOND.replace("code: GC-02", "items: [foo.bar]"), encoding="utf-8")
    entry = "- clause: GC-01/9.9\n  verdict: LOOSER\n  reason: 老旧\n  signed_by: 王总\n  expires: 2020-01-01\n"
    (folder / "deviations.yaml").write_text(entry + entry.replace("LOOSER", "TALLER"), encoding="utf-8")
    code, _out, err = run("check", str(folder))
    told = [line.removeprefix(f"{folder}/").split(": ", 1)[0] for line in err.splitlines()]
    assert (code, told) == (2, ["GC-01.md:8", "GC-02.md:2", "GC-02.md:2", "deviations.yaml:6"])


def test_two_clauses_of_one_number_and_a_deviation_on_no_clause_are_told(folder):
    twice = "\n1.1 维修工佩戴工牌。\n\n1. 每日清扫2次。\n\n1. 每日巡查2次。\n"
    (folder / "GC-01.md").write_text(FIRST + twice, encoding="utf-8")
    entry = "- clause: GC-01/9.9\n  verdict: LOOSER\n  reason: 老旧\n  signed_by: 王总\n"
    (folder / "deviations.yaml").write_text(entry + entry.replace("9.9", "1.1"), encoding="utf-8")
    code, _out, err = run("check", str(folder))
    assert code == 2
    assert err.splitlines() == [
        f"{folder}/GC-01.md:8: The number 1.1 is that of line 6 too. Give each clause its own.",
        f"{folder}/deviations.yaml:1: There is no clause “GC-01/9.9”. Write code and number as in GC-01/1.1.",
    ]


def test_clauses_of_different_grades_may_have_one_number(folder):
    head = "---\ncode: GC-03\ngrades: [一级, 二级]\n---\n# 保洁\n\n"
    both = "1.1 大堂每日清扫3次。\n- 条款等级：一级\n\n1.1 大堂每日清扫2次。\n- 条款等级：二级\n"
    (folder / "GC-03.md").write_text(head + both, encoding="utf-8")
    assert run("check", str(folder))[2] == ""


def test_a_city_without_norms_of_its_own_has_those_of_its_province(folder):
    code, out, err = run("check", str(folder / "GC-01.md"), "--city", "济南")
    assert (code, err) == (0, "Of 济南 itself there are no norms; those of 山东 hold.\n")
    assert "Law of 济南" in out
    assert run("check", str(folder / "GC-01.md"), "--city", "青岛")[2] == ""
    assert "There are no norms of “火星”" in run("check", str(folder), "--city", "火星")[2]


def test_a_duty_that_is_kept_in_some_cases_alone_is_told_with_them(folder):
    (folder / "GC-03.md").write_text("# 监控\n\n1.1 商场的监控录像保存30日。\n", encoding="utf-8")
    place = str(folder / "GC-03.md")
    summary = rows(run("check", place, "--json")[1])[-1]
    partial = [(each["norm"], each["only"]) for each in summary["silent_duties"] if "only" in each]
    assert partial == [("cn.guard-footage", ["商场"]), ("cn.video-retention", ["商场"])]
    out = run("check", place, "--hints")[1]
    assert "Only: malls." in out
    assert ", 2 covered in part." in out
    assert "只覆盖：商场" in run("check", place, "--hints", GUICHENG_LANG="zh")[1]
