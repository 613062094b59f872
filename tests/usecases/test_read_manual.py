"""A file in, its clauses read and checked out."""

from __future__ import annotations

from pathlib import Path

import pytest

from guicheng.domain.clause.lexicon import parse_table, shipped
from guicheng.domain.lint import UnknownRuleError
from guicheng.domain.values import FileRefusedError
from guicheng.usecases.read_manual import Checks, read_lines, read_manual

SAMPLES = Path(__file__).parents[2] / "src" / "guicheng" / "library" / "samples"
TEXT = "# 急修\n\n- 接到报修后30分钟内到场。\n- 应及时修复。\n".encode()


def test_every_clause_keeps_its_address_and_progress_is_told():
    told = []
    reading = read_manual("a.md", TEXT, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
    assert [read.clause.ref.index for read in reading.clauses] == [0, 1]
    assert {(read.clause.ref.document, read.clause.ref.section) for read in reading.clauses} == {("a.md", "急修")}
    assert [finding.code for finding in reading.clauses[1].findings] == ["MH001"]


def test_the_sample_manual_shows_what_its_author_hid():
    reading = read_manual("m.docx", (SAMPLES / "qinghe-manual.docx").read_bytes())
    codes = {finding.code for read in reading.clauses for finding in read.findings}
    assert {"FL001", "FL002", "FL005", "MH001", "MH003"} <= codes
    assert len(reading.clauses) == sum(len(section.clauses) for section in reading.manual.sections)


def test_rules_and_words_can_be_chosen():
    row = "surface\tclass\tcanonical\tvalue\tinclusive\tsource\n光速\tvague-time\t\t\t\tcompany\n"
    checks = Checks(shipped().over(parse_table(row)), select=("MH001",))
    found = next(read_lines("-", ["维修工光速到场，保持整洁。"], checks)).findings
    assert [finding.span.of("维修工光速到场，保持整洁。") for finding in found] == ["光速"]
    with pytest.raises(UnknownRuleError):
        read_manual("a.md", TEXT, checks=Checks(ignore=("QQ",)))


def test_a_file_that_cannot_be_read_is_refused():
    with pytest.raises(FileRefusedError):
        read_manual("a.docx", b"PK\x03\x04")
