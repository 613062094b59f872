"""The commands, run as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "guicheng")
SAMPLES = Path(__file__).parents[2] / "src" / "guicheng" / "library" / "samples"


def run(*arguments, given=b"", folder=None, **environment):
    plain = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "COLUMNS": "80", "GUICHENG_LANG": "en", **environment}
    done = subprocess.run([PROGRAM, *arguments], input=given, capture_output=True, cwd=folder, env=plain, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def clauses(tmp_path):
    path = tmp_path / "clauses.txt"
    path.write_text("接到报修后，维修工30分钟内到场。\n\n大堂应保持整洁，及时清扫。\n", encoding="utf-8")
    return path


def test_read_gives_one_object_a_line_in_order(clauses):
    code, out, err = run("read", "--json", "-", given=clauses.read_bytes())
    assert (code, err) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    assert [row["text"] for row in found] == ["接到报修后，维修工30分钟内到场。", "大堂应保持整洁，及时清扫。"]
    assert [row["id"] for row in found] == [1, 2]
    assert "section" not in found[0]
    assert run("read", "--json", str(clauses))[1] == out


def test_only_line_feeds_end_a_line():
    code, out, _err = run("read", "--json", "-", given="每日\u2028清扫\x0b一次\r\n每周冲洗1次".encode())
    assert code == 0
    assert [json.loads(line)["text"] for line in out.rstrip("\n").split("\n")] == [
        "每日\u2028清扫\x0b一次",
        "每周冲洗1次",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_texts_of_chinese_offices_are_read(encoding):
    code, out, _err = run("read", "--json", "-", given="每日清扫2次。".encode(encoding))
    assert code == 0
    assert json.loads(out)["text"] == "每日清扫2次。"


def test_nothing_in_gives_nothing_out():
    assert run("read", "--json", "-") == (0, "", "")


def test_a_document_carries_its_places():
    code, out, _err = run("read", "--json", str(SAMPLES / "qinghe-manual.docx"))
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert len(found) > 100
    assert all({"section", "number", "place", "elements"} <= row.keys() for row in found)
    assert any(row["elements"] for row in found)


def test_read_for_people_shows_state_and_echo(clauses):
    code, out, _err = run("read", str(clauses), GUICHENG_LANG="zh")
    assert code == 0
    assert "[已读]" in out
    assert "读作：" in out


def test_lint_underlines_the_word_and_ends_with_one(clauses):
    code, out, err = run("lint", str(clauses), folder=clauses.parent)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    text = lines.index("    大堂应保持整洁，及时清扫。")
    assert lines[text + 1] == "              ^^^^  ^^^^"
    assert lines[text - 1].endswith("clauses.txt:3:6")
    assert "“及时” sets no limit" in out
    assert "Clauses: 2. Errors: 2." in out


def test_lint_speaks_chinese_first(clauses):
    _code, out, _err = run("lint", str(clauses), GUICHENG_LANG="")
    assert "“及时”没有时限" in out
    assert "sets no limit" not in out
    assert run("lint", "--lang", "en", str(clauses), GUICHENG_LANG="zh")[1] != out


def test_a_clean_file_ends_with_zero():
    code, out, _err = run("lint", "--select", "MH", "-", given="每日清扫2次。\n".encode())
    assert code == 0
    assert "Errors: 0" in out


def test_warnings_and_hints_do_not_fail():
    code, out, _err = run("lint", "-", given="消杀作业提前告知住户。\n门厅每日清扫2次。\n".encode())
    assert code == 0
    assert "YS009" in out
    assert "YS001" not in out
    assert "YS001" in run("lint", "--hints", "-", given="门厅每日清扫2次。\n".encode())[1]


def test_select_and_ignore_take_codes_families_and_commas(clauses):
    _code, out, _err = run("lint", "--format", "json", "--select", "MH001,MH003", "--ignore", "MH003", str(clauses))
    row = json.loads(out)
    assert [finding["code"] for finding in row["findings"]] == ["MH001"]
    assert (row["file"], row["line"]) == (str(clauses), 3)


def test_sarif_is_one_json_object_with_all_files(clauses):
    other = clauses.parent / "other.md"
    other.write_text("# 标准\n\n- 定期清扫。\n", encoding="utf-8")
    code, out, _err = run("lint", "--format", "sarif", str(clauses), str(other))
    assert code == 1
    results = json.loads(out)["runs"][0]["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert {Path(uri).name for uri in uris} == {"clauses.txt", "other.md"}


def test_a_baseline_lets_only_new_findings_through(clauses):
    kept = str(clauses.parent / "baseline.json")
    assert run("lint", str(clauses), "--baseline", kept)[0] == 2
    code, out, _err = run("lint", str(clauses), "--baseline", kept, "--write-baseline")
    assert code == 0
    assert "Findings kept" in out
    assert run("lint", str(clauses), "--baseline", kept)[0] == 0
    text = clauses.read_text(encoding="utf-8")
    clauses.write_text("新增一行。\n" + text, encoding="utf-8")
    assert run("lint", str(clauses), "--baseline", kept)[0] == 0
    clauses.write_text(text.replace("大堂", "大厅"), encoding="utf-8")
    assert run("lint", str(clauses), "--baseline", kept)[0] == 1


def test_writing_a_baseline_needs_its_name(clauses):
    code, _out, err = run("lint", str(clauses), "--write-baseline")
    assert code == 2
    assert "--baseline FILE" in err


def test_company_terms_lie_over_the_shipped_ones(tmp_path):
    terms = tmp_path / "terms.tsv"
    terms.write_text(
        "surface\tclass\tcanonical\tvalue\tinclusive\tsource\n光速\tvague-time\t光速\t\t\tcompany\n", encoding="utf-8"
    )
    given = "维修工光速到场。\n".encode()
    assert "光速" not in run("lint", "-", given=given)[1].replace("维修工光速到场", "")
    assert "“光速” sets no limit" in run("lint", "--terms", str(terms), "-", given=given)[1]
    terms.write_text("surface,class\n", encoding="utf-8")
    code, _out, err = run("lint", "--terms", str(terms), "-", given=given)
    assert code == 2
    assert "is no table of terms" in err


def test_rules_lists_every_rule():
    from guicheng.domain.lint import all_explained

    code, out, _err = run("rules")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [rule.code for rule in all_explained()]
    rows = [json.loads(line) for line in run("rules", "--json")[1].splitlines()]
    assert [row["code"] for row in rows] == [rule.code for rule in all_explained()]
    assert [row["code"] for row in rows if not row["default"]] == ["MH005", "MH006"]


def test_explain_shows_the_help_page_in_both_languages():
    code, out, _err = run("explain", "fl001", GUICHENG_LANG="zh")
    assert code == 0
    for words in ("为什么要紧", "例子", "改为", "依据", "民法典第 944 条"):
        assert words in out
    assert "Why it matters" in run("explain", "FL001")[1]
    assert "--select MH006" in run("explain", "MH006")[1]


MISUSE = [
    (("lint", "nowhere.docx"), "There is no file “nowhere.docx”"),
    (("read", "."), "is a folder"),
    (("lint", "-", "--select", "MH01"), "Near it: MH001"),
    (("explain", "ZZZ"), "guicheng rules"),
    (("explain",), "CODE is missing"),
    (("lint", "--format", "xml", "-"), "--format takes one of: text, json, sarif"),
    (("lint", "--selct", "MH", "-"), "There is no option --selct"),
    (("lint", "--zzz", "-"), "--help lists them"),
    (("lnt",), "There is no command “lnt”. Near it: lint"),
    (("read", "a", "b"), "This was not understood"),
]


@pytest.mark.parametrize(("arguments", "sentence"), MISUSE, ids=[" ".join(arguments) for arguments, _s in MISUSE])
def test_misuse_ends_with_two_and_a_plain_sentence(arguments, sentence, tmp_path):
    code, out, err = run(*arguments, folder=tmp_path)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert err.count("\n") == 1


def test_a_refused_file_does_not_hide_the_others(clauses):
    broken = clauses.parent / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    code, out, err = run("lint", str(broken), str(clauses))
    assert code == 2
    assert "及时" in out
    assert "broken.docx" in err


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\xfd", b"\x7fELF\x02\x01\x01\x00\xff\xff\x80\x81"])
def test_binary_input_is_refused(data):
    code, out, err = run("read", "-", given=data)
    assert (code, out) == (2, "")
    assert "stdin" in err


def test_a_reader_that_goes_away_is_no_error(clauses):
    clauses.write_text("每日清扫2次，及时拖洗。\n" * 5000, encoding="utf-8")
    line = f"{PROGRAM} read --json {clauses} | head -n 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert done.stderr == b""


def test_colours_appear_on_a_terminal_only(clauses):
    import pty

    def shown(**environment):
        master, slave = pty.openpty()
        plain = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", **environment}
        subprocess.run([PROGRAM, "lint", str(clauses)], stdout=slave, stdin=subprocess.DEVNULL, env=plain, check=False)
        os.close(slave)
        data = os.read(master, 65536)
        os.close(master)
        return data

    assert b"\x1b[31m" in shown()
    assert b"\x1b[" not in shown(NO_COLOR="1")
    assert "\x1b[" not in run("lint", str(clauses))[1]


def test_lint_needs_neither_framework_nor_database():
    script = (
        "import sys\nfrom guicheng.cli.main import main\n"
        "try:\n    main(['lint', '-'])\nexcept SystemExit as end:\n    code = end.code\n"
        "print(code, sorted(name for name in ('django', 'sqlite3', 'rich', 'ninja') if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input="应及时到场。".encode(), capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines()[-1] == "1 []"


def test_help_loads_only_what_it_shows():
    script = (
        "import sys\nfrom guicheng.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = ('rich', 'docx', 'lxml', 'guicheng.domain.lint', 'guicheng.adapters')\n"
        "print([name for name in heavy if name in sys.modules], len(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    heavy, _space, count = done.stdout.decode().splitlines()[-1].rpartition(" ")
    assert heavy == "[]"
    assert int(count) < 250  # Python alone loads about a hundred


def test_help_names_commands_arguments_and_options_in_both_languages():
    code, out, _err = run("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in ("read", "lint", "rules", "explain"))
    assert run()[1] == out
    chinese = run("lint", "--help", GUICHENG_LANG="zh")[1]
    assert "用法：guicheng lint" in chinese
    assert all(
        option in chinese for option in ("--format text|json|sarif", "--select", "--baseline", "--write-baseline")
    )
