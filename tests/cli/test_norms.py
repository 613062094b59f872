"""``guicheng norms``, run as a person runs it."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import run

FILE = """\
place: {key: jinan, zh: 济南, en: Jinan, within: [山东]}
laws:
  property: {title: 济南市物业管理条例, english: Jinan rules, effective: 2022-01-01, source: Jinan congress}
duties:
  - id: jinan.complaint-answer
    law: property
    article: 50
    owner: company
    to: owners
    item: customer.complaints
    activity: complaint.answer
    trigger: 收到投诉
    bound: {kind: time_limit, op: "<=", value: 7, unit: day}
    zh: 收到投诉后7日内答复。
    en: Answer a complaint within 7 days.
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jinan.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_a_right_file_is_counted(file):
    assert run("norms", "check", str(file)) == (0, f"{file}: duties understood: 1, complaints: 0.\n", "")


def test_a_wrong_file_is_answered_by_line_and_field(file):
    file.write_text(FILE.replace("owner: company", "owner: compny"), encoding="utf-8")
    code, out, err = run("norms", "check", str(file))
    assert (code, err) == (1, "")
    assert out.splitlines()[0] == f"{file}:8: duties[1].owner: “compny” is not known here. Perhaps “company” is meant."


@pytest.mark.parametrize(("name", "near"), [("山冬", "山东"), ("浙江省", "浙江"), ("火星", "")])
def test_a_place_within_which_nothing_lies_is_told_with_near_names(file, name, near):
    file.write_text(FILE.replace("within: [山东]", f"within: [{name}]"), encoding="utf-8")
    code, out, _err = run("norms", "check", str(file))
    assert code == 1
    assert out.startswith(f"{file}:1: place.within: No file and no map knows “{name}”.")
    assert near in out.splitlines()[0]


def test_a_place_of_another_file_and_a_province_without_one_are_known(file, tmp_path):
    region = tmp_path / "region.yaml"
    region.write_text(FILE.replace("jinan", "park").replace("zh: 济南,", "zh: 临港片区,"), encoding="utf-8")
    file.write_text(FILE.replace("within: [山东]", "within: [临港片区, 江苏]"), encoding="utf-8")
    assert run("norms", "check", str(file))[0] == 1
    assert run("norms", "check", str(file), str(region))[0] == 0


def test_complaints_come_as_json(file):
    file.write_text(FILE.replace("value: 7", "value: x"), encoding="utf-8")
    code, out, _err = run("norms", "check", "--json", str(file))
    row = json.loads(out)
    assert code == 1
    assert (row["file"], row["line"], row["field"]) == (str(file), 13, "duties[1].bound.value")


def test_standard_input_is_checked_too():
    assert run("norms", "check", "-", given=FILE.encode())[:2] == (0, "stdin: duties understood: 1, complaints: 0.\n")


def test_a_file_that_is_not_there_is_refused_and_the_others_are_checked(file):
    code, out, err = run("norms", "check", "absent.yaml", str(file))
    assert code == 2
    assert "absent.yaml" in err
    assert "duties understood: 1" in out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("check",), "Name the files"),
        (("list", "x.yaml"), "takes no files"),
        (("chek", "x.yaml"), "neither check nor list"),
        (("list", "--city", "火星"), "There are no norms of “火星”"),
        (("list", "--city", "青"), "Near it: 青岛"),
    ],
)
def test_wrong_use_gets_a_sentence(arguments, part):
    code, out, err = run("norms", *arguments)
    assert (code, out) == (2, "")
    assert part in err


def test_duties_of_a_city_come_with_those_of_the_country():
    code, out, _err = run("norms", "list", "--city", "青岛市", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {row["place"] for row in rows} == {"全国", "山东", "青岛"}
    filing = next(row for row in rows if row["id"] == "qingdao.contract-filing")
    assert filing["bound"] == {"kind": "time_limit", "op": "<=", "value": 10, "unit": "day", "per": None}
    assert (filing["article"], filing["owner"], filing["ours"]) == (55, "company", True)
    assert filing["effective"] == "2021-05-01"


def test_all_duties_are_listed_in_words():
    code, out, _err = run("norms", "list")
    *rows, last = out.splitlines()
    assert code == 0
    assert len(rows) >= 320
    assert last.startswith("Duties: ")
    law = "Hangzhou regulation on property management, art. 50"
    assert f"Hangzhou · {law} · property company · Answer a complaint" in out


def test_chinese_is_the_language_unless_asked_for_english():
    _code, out, _err = run("norms", "list", "--city", "杭州", GUICHENG_LANG="zh")
    assert "杭州 · 《杭州市物业管理条例》第50条 · 物业服务人 · 收到投诉后10日内作出答复。" in out


@pytest.fixture
def home(tmp_path):
    (tmp_path / "home" / "norms").mkdir(parents=True)
    (tmp_path / "home" / "norms" / "jinan.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path / "home"


def test_the_companys_own_norms_are_listed_where_its_data_folder_is_named(home):
    code, out, err = run("norms", "list", "--city", "济南", GUICHENG_HOME=str(home))
    assert (code, err) == (0, "")
    assert "Answer a complaint within 7 days." in out
    assert out.endswith("The company's own norms are among them: jinan.yaml.\n")
    code, out, err = run("norms", "list", "--city", "济南")
    assert (code, err) == (0, "Of 济南 itself there are no norms; those of 山东 hold.\n")
    assert "Answer a complaint within 7 days." not in out
    assert "own norms" not in run("norms", "list", "--city", "青岛")[1]


def test_standards_are_checked_against_the_companys_own_norms(home, tmp_path):
    standard = tmp_path / "standard.md"
    standard.write_text("# 投诉处理\n\n1. 客服员收到业主投诉后10日内答复。\n", encoding="utf-8")
    wish = ("check", "--city", "济南", "--select", "CJ004", str(standard))
    code, out, err = run(*wish, GUICHENG_HOME=str(home))
    assert (code, err) == (1, "")
    assert "CJ004" in out
    assert "The company's own norms are among them: jinan.yaml." in out
    code, out, err = run(*wish)
    assert (code, err) == (0, "Of 济南 itself there are no norms; those of 山东 hold.\n")
    assert "CJ004" not in out


@pytest.mark.parametrize("command", ["list", "check"])
def test_an_own_file_that_is_not_used_is_told_and_ends_with_two(home, tmp_path, command):
    (home / "norms" / "yantai.yaml").write_text("place: {}\n", encoding="utf-8")
    standard = tmp_path / "standard.md"
    standard.write_text("# 投诉处理\n\n1. 客服员收到业主投诉后3日内答复。\n", encoding="utf-8")
    wish = ("norms", "list", "--city", "济南") if command == "list" else ("check", "--city", "济南", str(standard))
    code, out, err = run(*wish, GUICHENG_HOME=str(home))
    assert code == 2
    assert err.startswith("The norms file yantai.yaml:1 is not used: ")
    assert err.count("\n") == 1
    assert "jinan.yaml" in out


def test_an_empty_or_missing_data_folder_changes_nothing(tmp_path):
    plain = run("norms", "list", "--city", "青岛")
    assert run("norms", "list", "--city", "青岛", GUICHENG_HOME=str(tmp_path / "absent")) == plain
