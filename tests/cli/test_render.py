"""``guicheng render``: files of standards become documents."""

from __future__ import annotations

import io
import zipfile

import docx
import pypdf
import pytest
from tests.cli.test_commands import run

STANDARD = """---
code: GC-01
title: 报修服务标准
domain: engineering
items: [engineering.repair]
property_types: [residential]
customer_groups: [owner]
grades: [一级, 二级, 三级]
---
# 报修服务标准

## 1 受理

1.1 接到业主紧急报修后，维修工应在{15|20|30}分钟内到达现场。
- 服务对象：业主
- 时限：{15|20|30}分钟内
- 提供者：维修工
- 耗时：20分钟×1人

1.2 客服前台应在3分钟内派单。
- 提供者：客服前台
- 条款等级：一级、二级
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "GC-01.md").write_text(STANDARD, encoding="utf-8")
    return tmp_path


def words(path):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs]


def test_a_standard_becomes_a_manual_at_its_grade(folder):
    code, out, err = run("render", "GC-01.md", "-o", "out.docx", "--grade", "二级", "--elements", folder=folder)
    assert (code, err) == (0, "")
    assert out == "out.docx is written. Clauses in it: 2.\n"
    found = words(folder / "out.docx")
    assert "接到业主紧急报修后，维修工应在20分钟内到达现场。" in found
    assert "服务对象：业主　　时限：20分钟内　　提供者：维修工" in found
    assert "二级" in found


def test_without_a_grade_the_best_one_is_printed_and_a_clause_of_others_left_out(folder):
    assert run("render", "GC-01.md", "-o", "best.docx", folder=folder)[0] == 0
    assert "接到业主紧急报修后，维修工应在15分钟内到达现场。" in words(folder / "best.docx")
    assert run("render", "GC-01.md", "-o", "least.docx", "--grade", "三级", folder=folder)[0] == 0
    assert not any("派单" in text for text in words(folder / "least.docx"))


def test_a_folder_with_manuals_becomes_one_document(folder):
    (folder / "旧手册.txt").write_text("一、保洁标准\n1. 楼道每日清扫2次。\n", encoding="utf-8")
    (folder / "out").mkdir()
    code, _out, err = run(
        "render", ".", "-o", "out/all.docx", "--title", "清河家园", "--company", "清河物业", folder=folder
    )
    assert (code, err) == (0, "")
    found = words(folder / "out" / "all.docx")
    assert "清河家园服务手册" in found
    assert "楼道每日清扫2次。" in found


def test_a_handbook_holds_the_clauses_of_its_post(folder):
    code, _out, _err = run(
        "render", "GC-01.md", "-o", "p.pdf", "--kind", "post", "--post", "维修人员", "--paper", "a5", folder=folder
    )
    assert code == 0
    text = "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(folder / "p.pdf").pages)
    assert "维修人员岗位手册" in text
    assert "到达现场" in text
    assert "派单" not in text


def test_a_notice_is_a_poster_with_the_telephone(folder):
    wish = ["--kind", "notice", "--paper", "a3", "--phone", "0533-1234567"]
    assert run("render", "GC-01.md", "-o", "n.pdf", *wish, folder=folder)[0] == 0
    (page,) = pypdf.PdfReader(folder / "n.pdf").pages
    assert "0533-1234567" in page.extract_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["GC-01.md", "-o", "x.doc"], "“x.doc” names no form"),
        (["GC-01.md", "-o", "x.pdf", "--kind", "post"], "Name the post"),
        (["GC-01.md", "-o", "x.pdf", "--kind", "post", "--post", "园艺师"], "Posts that are named: 客服前台、维修工"),
        (["GC-01.md", "-o", "x.pdf", "--grade", "五星"], "There are: 一级, 二级, 三级"),
        (["nothing.md", "-o", "x.pdf"], "no file “nothing.md”"),
        (["GC-01.md", "-o", "no/x.pdf"], "cannot be written"),
        (["empty", "-o", "x.pdf"], "“empty” holds no standard"),
    ],
)
def test_bad_input_gets_a_plain_sentence(folder, arguments, sentence):
    (folder / "empty").mkdir()
    code, out, err = run("render", *arguments, folder=folder)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err


def test_the_name_of_a_folder_is_no_title(tmp_path):
    made = tmp_path / "standards"
    made.mkdir()
    for code in ("GC-01", "GC-02"):
        text = f"---\ncode: {code}\ntitle: 报修{code}\n---\n# 报修{code}\n\n1.1 大堂每日清扫2次。\n"
        (made / f"{code}.md").write_text(text, encoding="utf-8")
    target = tmp_path / "a.docx"
    assert run("render", str(made), "-o", str(target))[0] == 0
    with zipfile.ZipFile(target) as package:
        assert "standards" not in package.read("word/document.xml").decode().split("<w:body>")[1]
