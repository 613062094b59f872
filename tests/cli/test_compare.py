"""``guicheng compare``, run as a person runs it."""

from __future__ import annotations

import json

import pytest
from tests.cli.test_commands import run


@pytest.fixture
def files(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("投诉7日内答复。\n大堂每日清扫3次。\n", encoding="utf-8")
    second.write_text("投诉5日内答复。\n大堂每日清扫2次。\n", encoding="utf-8")
    return str(first), str(second)


def pairs(tmp_path, *lines):
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return str(path)


def test_two_files_give_an_object_a_pair_and_one_for_a_breach(files):
    code, out, err = run("compare", *files, "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1, "")
    assert [(row["a"]["id"], row["b"]["id"], row["verdict"]) for row in found] == [(1, 1, "LOOSER"), (2, 2, "TIGHTER")]
    assert set(found[0]) == {"a", "b", "verdict", "witness", "missing"}
    assert found[0]["witness"]["example"]
    assert found[1]["witness"] is None


def test_two_files_are_told_in_words(files):
    code, out, _err = run("compare", *files)
    assert code == 1
    assert "looser" in out
    assert out.endswith("2 pairs: tighter 1, looser 1\n")


def test_a_file_beside_itself_is_no_breach(files):
    assert run("compare", files[0], files[0], "--json")[0] == 0


def test_files_about_different_things_say_so(files, tmp_path):
    other = tmp_path / "c.txt"
    other.write_text("电话铃响3声内接听。\n", encoding="utf-8")
    code, out, _err = run("compare", files[0], str(other))
    assert (code, out.count("\n")) == (0, out.rstrip("\n").count("\n") + 1)
    assert out.startswith("No clause of the first file (2)")


def test_pairs_are_answered_in_order_with_their_names(tmp_path):
    path = pairs(
        tmp_path,
        {"id": "p1", "a": "按一级标准提供服务", "b": "按二级标准提供服务", "context": {"top_grade": 1}},
        {"a": "投诉5日内答复", "b": "投诉3个工作日内答复", "context": None},
    )
    code, out, err = run("compare", "--pairs", path)
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(row["id"], row["verdict"]) for row in found] == [("p1", "TIGHTER"), (2, "CANNOT_COMPARE")]
    assert found[1]["missing"]


def test_a_breach_among_pairs_gives_one(tmp_path):
    path = pairs(tmp_path, {"id": 1, "a": "设备房应上锁", "b": "设备房不得上锁"})
    code, out, _err = run("compare", "--pairs", path)
    assert (code, json.loads(out)["verdict"]) == (1, "CONFLICT")


def test_unknown_keys_of_a_context_are_named_and_passed_over(tmp_path):
    path = pairs(tmp_path, {"id": 1, "a": "投诉5日内答复", "b": "投诉5日内答复", "context": {"moon": "full"}})
    code, out, err = run("compare", "--pairs", path)
    assert (code, json.loads(out)["verdict"]) == (0, "EQUAL")
    assert "moon" in err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "it is no JSON"),
        ("[]", "it is no object"),
        ({"a": "投诉5日内答复"}, "“b” holds no text"),
        ({"a": "x", "b": "y", "context": 3}, "“context” is no object"),
    ],
)
def test_a_line_that_is_no_pair_is_answered_in_its_place_and_the_others_as_well(tmp_path, line, why):
    good = {"id": "p3", "a": "投诉5日内答复", "b": "投诉5日内答复"}
    code, out, err = run("compare", "--pairs", pairs(tmp_path, "", line, good))
    wrong, right = (json.loads(row) for row in out.splitlines())
    assert code == 2
    assert (wrong["id"], set(wrong)) == (2, {"id", "error"})
    assert "line 2" in wrong["error"]
    assert why in wrong["error"]
    assert (right["id"], right["verdict"]) == ("p3", "EQUAL")
    assert err == "Lines that are no pairs: 1. Their answers say why.\n"


def test_what_is_wrong_with_a_line_is_told_in_one_language_and_under_its_own_name(tmp_path):
    code, out, _err = run("compare", "--pairs", pairs(tmp_path, {"id": "p1", "a": "投诉5日内答复"}), GUICHENG_LANG="zh")
    assert code == 2
    assert json.loads(out)["id"] == "p1"
    assert "holds no" not in out
    assert "“b”里没有文本" in out


def test_values_of_a_context_that_say_nothing_are_told(tmp_path):
    said = {"calendar": "x", "shifts": "三", "makeup": "y", "season": 3}
    path = pairs(tmp_path, {"a": "投诉5日内答复", "b": "投诉5日内答复", "context": said})
    code, _out, err = run("compare", "--pairs", path)
    assert code == 0
    assert err == "These values of the context say nothing: calendar = x; makeup = y; season = 3; shifts = 三.\n"
    path = pairs(tmp_path, {"a": "每班巡查1次", "b": "每日巡查3次", "context": {"calendar": "CN", "shifts": "三班"}})
    assert run("compare", "--pairs", path)[2] == ""


def test_bad_input_gets_a_sentence(files, tmp_path):
    for given in ((files[0],), (), (files[0], str(tmp_path / "none.txt")), ("--pairs", str(tmp_path / "none.jsonl"))):
        code, out, err = run("compare", *given)
        assert (code, out) == (2, "")
        assert err
        assert "Traceback" not in err


def test_of_very_many_pairs_the_first_are_told_in_words_and_all_are_counted(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("投诉7日内答复。\n" * 40, encoding="utf-8")
    second.write_text("投诉5日内答复。\n" * 30, encoding="utf-8")
    code, out, err = run("compare", str(first), str(second))
    assert (code, err) == (1, "")
    assert out.count("投诉7日内答复") == 1_000
    assert out.endswith("Told in words: the first 1000 pairs. --all tells all.\n1200 pairs: looser 1200\n")
    assert run("compare", str(first), str(second), "--all")[1].count("投诉7日内答复") == 1_200
    assert run("compare", str(first), str(second), "--json")[1].count("\n") == 1_200


def test_a_long_comparison_says_at_once_what_it_does(tmp_path):
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("保持微笑。\n" * 1_001 + "投诉7日内答复。\n", encoding="utf-8")
    second.write_text("着装整齐。\n" * 1_000 + "投诉5日内答复。\n", encoding="utf-8")
    code, _out, err = run("compare", str(first), str(second))
    assert code == 1
    assert err.startswith("Comparing 1002 clauses with 1001: each pair about one thing.")


def test_two_clauses_are_compared_as_they_are_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run("compare", "急修接报后45分钟内到达现场", "接到急修报修30分钟内到场。", "--json")
    found = json.loads(out)
    assert (code, err, found["verdict"]) == (1, "", "LOOSER")
    assert (found["a"]["text"], found["b"]["text"]) == ("急修接报后45分钟内到达现场", "接到急修报修30分钟内到场。")
    code, out, _err = run("compare", "大堂每日清扫2次", "草坪每月修剪1次", "--json")
    assert (code, json.loads(out)["verdict"]) == (0, "DISJOINT")


def test_a_clause_is_compared_with_each_of_a_file_that_is_about_the_same(files):
    code, out, _err = run("compare", "业主投诉，三天之内给答复", files[1], "--json")
    assert code == 0
    assert [(json.loads(row)["b"]["id"], json.loads(row)["verdict"]) for row in out.splitlines()] == [(1, "TIGHTER")]


@pytest.mark.parametrize(
    "name", ["保洁服务手册2026", "报修及时率考核表", "急修30分钟到场.docx", "没有.txt", "急修", "folder/x"]
)
def test_the_name_of_a_file_that_is_not_there_is_no_clause(files, name):
    code, out, err = run("compare", name, files[0])
    assert (code, out) == (2, "")
    assert name in err


def test_two_files_answer_as_their_pairs_do(tmp_path):
    rows = [
        ("客服热线24小时有人接听。", "客服热线人工接听时间为每日8:00—20:00。"),
        ("楼道小广告发现后30分钟内清除。", "楼道内的小广告自发现起2小时内清除干净。"),
        ("各楼疏散门任何时候不得上锁。", "23:00以后，各楼疏散门一律上锁。"),
        ("园区垃圾日产日清。", "园区当天产生的垃圾当天清运完毕。"),
    ]
    told = []
    for number, row in enumerate(rows):
        names = [tmp_path / f"{side}{number}.txt" for side in "ab"]
        for name, text in zip(names, row, strict=True):
            name.write_text(text, encoding="utf-8")
        told.append(json.loads(run("compare", *map(str, names), "--json")[1])["verdict"])
    path = pairs(tmp_path, *({"a": a, "b": b} for a, b in rows))
    assert told == [json.loads(line)["verdict"] for line in run("compare", "--pairs", path)[1].splitlines()]
    assert told == ["TIGHTER", "TIGHTER", "CONFLICT", "EQUAL"]
