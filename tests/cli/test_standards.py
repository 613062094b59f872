"""``guicheng standards``: the drafts of an installation as a folder of files, out and back."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta

import pytest
from tests.cli.instances import connect, run

FAST = "接到紧急报修后，维修工应在30分钟内到达现场。"
SLOW = "接到急修报修后，维修工45分钟内到场。"
HEAD = "surface\tclass\tcanonical\tvalue\tinclusive\tsource\n"


def standard(code, *clauses, **fields):
    front = "".join(f"{name}: {value}\n" for name, value in {"code": code, "title": "报修服务标准", **fields}.items())
    lines = "\n\n".join(f"1.{number} {text}" for number, text in enumerate(clauses, 1))
    return f"---\n{front}---\n# 报修服务标准\n\n{lines}\n"


@pytest.fixture
def folder(tmp_path_factory):
    """A folder of two standards with words, parameters and a deviation beside them."""
    root = tmp_path_factory.mktemp("standards")
    (root / "engineering").mkdir()
    (root / "engineering" / "快修.md").write_text(standard("KF-01", FAST, domain="engineering"), encoding="utf-8")
    (root / "KF-02.md").write_text(standard("KF-02", SLOW), encoding="utf-8")
    (root / "parameters.yaml").write_text("时限.急修到场: 30分钟\n", encoding="utf-8")
    (root / "terms.tsv").write_text(HEAD + "楼长\tpost\t\t\t\t本公司\n", encoding="utf-8")
    return root


def drafts(home):
    with connect(home) as database:
        return dict(database.execute("SELECT code, title FROM standards_standard ORDER BY code").fetchall())


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_folder_is_tried_brought_and_written_again_byte_for_byte(home, folder, tmp_path_factory):
    before = contents(folder)
    code, out, err = run(home, "standards", "bring", folder, "--dry-run")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Trial, nothing was kept.",
        "New: KF-02 报修服务标准",
        "New: KF-01 报修服务标准",
        "Parameter: 时限.急修到场",
        "Word: 楼长",
        "New: 2, changed: 0, as they were: 0.",
    ]
    assert drafts(home) == {}
    code, out, err = run(home, "standards", "bring", folder, "--unit", "青禾物业", GUICHENG_LANG="zh")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "新增 2 份，改动 0 份，没有变化 0 份"
    assert list(drafts(home)) == ["KF-01", "KF-02"]
    assert run(home, "standards", "export", folder, "--no-ids") == (0, f"Written: 4 files in {folder}\n", "")
    assert contents(folder) == before
    zipped = tmp_path_factory.mktemp("out") / "all.zip"
    assert run(home, "standards", "export", zipped, "--lang", "zh") == (0, f"已写入 4 个文件：{zipped}\n", "")
    assert {"terms.tsv", "parameters.yaml"} < set(zipfile.ZipFile(zipped).namelist())
    assert run(home, "standards", "bring", zipped) == (0, "New: 0, changed: 0, as they were: 2.\n", "")


def test_clauses_that_a_file_lacks_go_where_that_is_asked(home, folder):
    path = folder / "KF-02.md"
    path.write_text(standard("KF-02", SLOW, FAST), encoding="utf-8")
    run(home, "standards", "bring", folder)
    path.write_text(standard("KF-02", SLOW), encoding="utf-8")
    run(home, "standards", "bring", path)
    assert clauses(home, "KF-02") == [SLOW, FAST]
    assert run(home, "standards", "bring", path, "--remove")[0] == 0
    assert clauses(home, "KF-02") == [SLOW]


def clauses(home, code):
    asked = (
        "SELECT text FROM standards_draftclause JOIN standards_standard s ON s.id = standard_id "
        "WHERE s.code = ? AND kind = 'clause' ORDER BY position"
    )
    with connect(home) as database:
        return [text for (text,) in database.execute(asked, [code])]


def test_a_deviation_is_told_and_signed_by_no_command(home, folder):
    day = date.today() + timedelta(days=30)  # noqa: DTZ011
    (folder / "KF-02.md").write_text(standard("KF-02", FAST, SLOW), encoding="utf-8")
    code, report, _err = run(home, "check", folder)
    assert code in {0, 1}, report
    entry = "- clause: KF-02/1.2\n  verdict: {}\n  reason: 老旧小区\n  signed_by: 王总\n  expires: {}\n"
    table = "".join(entry.format(verdict, day) for verdict in ("LOOSER", "CONFLICT"))
    (folder / "deviations.yaml").write_text(table, encoding="utf-8")
    code, out, err = run(home, "standards", "bring", folder)
    assert (code, err) == (0, "")
    assert "Deviation, to be signed by a person: KF-02 1.2" in out
    assert "A signature is a person's" in out
    with connect(home) as database:
        assert database.execute("SELECT count(*) FROM standards_deviation").fetchone() == (0,)
    # What nobody signed here is taken out of the folder by an export: the table is that of the database.
    run(home, "standards", "export", folder)
    assert (folder / "deviations.yaml").read_text(encoding="utf-8") == ""
    assert run(home, "check", folder)[0] in {0, 1}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("KF-03.md", "---\ncode: KF-03\nitems: [x.y]\n---\n# A\n- x\n", ("KF-03.md:3: ", "KF-03.md:3: ")),
        ("terms.tsv", "a\tb\n", ("terms.tsv:1: The first row names", "terms.tsv:1: ")),
        (
            "terms.tsv",
            HEAD + "楼长\tposts\n",
            ("terms.tsv:2: “posts” is no class", "terms.tsv:2：公司不能往“posts”类里加词"),
        ),
        (
            "deviations.yaml",
            "- clause: X/1\n  verdict: LOOSER\n  reason: r\n  signed_by: s\n",
            ("deviations.yaml:1: There is no clause “X/1”.", "deviations.yaml:1："),
        ),
    ],
)
def test_bad_files_are_told_with_their_lines_and_nothing_is_brought(home, folder, name, text, said):
    (folder / name).write_text(text, encoding="utf-8")
    for language, sentence in zip(("en", "zh"), said, strict=True):
        code, out, err = run(home, "standards", "bring", folder, "--lang", language)
        assert (code, out) == (2, "")
        assert sentence in err
    assert drafts(home) == {}


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (["bring", "/nowhere"], "“/nowhere” is not there, or may not be read.", "“/nowhere”不在，或不许读取"),
        (["bring", ".", "--unit", "东区"], "There is no unit of this name", "没有这个名称的单位"),
        (["export", "/proc/x/y"], "may not be written there.", "不许写在那里"),
    ],
)
def test_what_cannot_be_done_is_told_in_both_languages(home, words, english, chinese):
    if words[0] == "export":
        (home / "one").mkdir()
        (home / "one" / "A.md").write_text(standard("A", FAST), encoding="utf-8")
        run(home, "standards", "bring", home / "one")
    for language, said in (("en", english), ("zh", chinese)):
        code, out, err = run(home, "standards", *words, "--lang", language)
        assert (code, out) == (2, "")
        assert said in err


def test_a_company_that_is_not_there_is_told(home, folder):
    code, _out, err = run(home, "standards", "export", folder, "--company", "无名物业")
    assert code == 2
    assert "无名物业" in err
