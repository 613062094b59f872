"""A folder of standards with its tables."""

from __future__ import annotations

from datetime import date

import pytest

from guicheng.adapters.standards_files import StandardsFileError, path_of, read_folder, write_folder
from guicheng.adapters.standards_files.tables import read_deviations, read_parameters, write_deviations
from guicheng.domain.standard import StandardText
from guicheng.domain.standard.deviation import SignedDeviation

FILES = {
    "engineering/GC-01.md": b"---\ncode: GC-01\ntitle: A\n---\n# A\n\n1.1 text\n",
    "GC-02.md": b"---\ncode: GC-02\ntitle: B\n---\n# B\n",
    "manual.docx": b"PK",
    "old.md": "# 手册\n".encode(),
    "README.md": b"# About\n",
    ".git/x.md": b"# no\n",
    "~$manual.docx": b"",
    "picture.png": b"",
    "parameters.yaml": "时限.急修到场: 30分钟\n".encode(),
    "terms.tsv": "surface\tclass\tcanonical\tvalue\tinclusive\tsource\n楼长\tpost\n".encode(),
    "deviations.yaml": (
        "- clause: GC-01/1.1\n  verdict: LOOSER\n  against: 合同.docx\n  reason: 老旧小区\n"
        "  signed_by: 王总\n  expires: 2027-01-01\n"
    ).encode(),
}


def faults(files, root=""):
    return [fault.message.render() for fault in read_folder(files, root).faults]


def test_a_folder_gives_standards_manuals_and_tables_and_leaves_the_rest_alone():
    folder = read_folder(FILES)
    assert [(each.path, each.standard.code) for each in folder.files] == [
        ("GC-02.md", "GC-02"),
        ("engineering/GC-01.md", "GC-01"),
    ]
    assert folder.manuals == ("manual.docx", "old.md")
    assert folder.parameters == {"时限.急修到场": "30分钟"}
    assert [(term.surface, term.group) for term in folder.terms] == [("楼长", "post")]
    assert folder.deviations == (
        SignedDeviation("GC-01/1.1", "LOOSER", "老旧小区", "王总", date(2027, 1, 1), "合同.docx"),
    )
    assert folder.faults == ()


def test_what_cannot_be_read_is_told_and_the_rest_is_there():
    folder = read_folder({**FILES, "bad.md": b"---\ncode: X\n---\n# X\n- a\n", "twice.md": FILES["GC-02.md"]}, "标准/")
    assert len(folder.files) == 2
    assert [fault.message.render() for fault in folder.faults] == [
        "标准/bad.md:5: A line that begins with - is “- element：text”. Write it so, or “\\- …”.",
        "标准/twice.md:2: The code GC-02 is that of 标准/GC-02.md too. Give each standard its own.",
    ]


def test_a_folder_is_written_as_it_was():
    written = write_folder(read_folder(FILES))
    assert written["parameters.yaml"].encode() == FILES["parameters.yaml"]
    assert written["GC-02.md"].encode() == FILES["GC-02.md"]
    assert read_folder({name: text.encode() for name, text in written.items()}).deviations == (
        read_folder(FILES).deviations
    )


def test_a_new_standard_lies_in_the_folder_of_its_domain():
    assert path_of(StandardText("BJ-1", "大堂", "cleaning")) == "cleaning/BJ-1-大堂.md"
    assert path_of(StandardText("BJ-1", "大堂")) == "BJ-1-大堂.md"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "p.yaml:1: Write one “group.name: value” a line."),
        ("到场: 30分钟\n", "p.yaml:1: “到场” is no parameter."),
        ("时限.a: 1\n时限.b: [1]\n", "p.yaml:2: “时限.b” is no parameter."),
        ("时限.a: [1\n", "p.yaml:2: This is no YAML, or"),
        ("时限.a: &x 1\n时限.b: *x\n", "p.yaml:2: This is no YAML, or it uses anchors."),
    ],
)
def test_parameters_that_are_none_are_refused_with_file_and_line(text, said):
    with pytest.raises(StandardsFileError) as caught:
        read_parameters("p.yaml", text.encode())
    assert caught.value.message.render().startswith(said)


GOOD = "- clause: A/1\n  verdict: LOOSER\n  reason: r\n  signed_by: s\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n", "d.yaml:1: Write a list"),
        ("- 1\n", "d.yaml:1: Each entry begins with"),
        (GOOD + "- clause: B\n", "d.yaml:5: The deviation lacks “verdict”."),
        (GOOD + "  day: 1\n", "d.yaml:1: “day” is no field of a deviation."),
        (GOOD.replace("LOOSER", "LOSER"), "d.yaml:1: “LOSER” is no verdict."),
        (GOOD + "  expires: 2027-13-01\n", "d.yaml:1: There is no day 2027-13-01."),
        ("- [\n", "d.yaml:2: This is no YAML, or"),
    ],
)
def test_deviations_that_are_none_are_refused_with_file_and_line(text, said):
    with pytest.raises(StandardsFileError) as caught:
        read_deviations("d.yaml", text.encode())
    assert caught.value.message.render().startswith(said)


def test_deviations_are_written_as_they_are_read():
    text = write_deviations(read_deviations("d.yaml", GOOD.encode()))
    assert text == GOOD
    assert write_deviations(()) == ""


def test_a_deviation_holds_on_its_last_day_and_for_the_other_side_it_names():
    signed = SignedDeviation("A/1", "LOOSER", "r", "s", date(2027, 1, 1), "B/2")
    assert not signed.is_over(date(2027, 1, 1))
    assert signed.is_over(date(2027, 1, 2))
    assert signed.covers(frozenset({"A/1"}), "LOOSER", frozenset({"B/2"}))
    assert not signed.covers(frozenset({"A/1"}), "LOOSER", frozenset({"B/3"}))
    assert not signed.covers(frozenset({"A/1"}), "CONFLICT", frozenset({"B/2"}))
