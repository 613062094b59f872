"""The check of whole systems: what is planted is found, and what is right is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from tests.usecases.planted_manual import BELOW, CLASHES, UNLAWFUL, document, sheet

from guicheng.adapters.standards_files import read_folder
from guicheng.domain.comparison import Level
from guicheng.domain.manual.reading import Checks
from guicheng.domain.values import Severity
from guicheng.usecases.check_standards import check_standards
from guicheng.usecases.checked_clauses import Source, Wanted

DAY = date(2026, 11, 28)
HEAD = "---\ncode: {code}\ntitle: {code}\n{more}---\n# {code}\n\n"


def check(*sources, **wanted):
    return check_standards(sources, Wanted(Checks(), DAY, **wanted))


def folder(level=Level.COMPANY, tables=None, **files):
    held = {f"{name}.md": text.encode() for name, text in files.items()}
    held |= {name: text.encode() for name, text in (tables or {}).items()}
    return Source(read_folder(held), level=level)


def standard(code, *lines, more=""):
    return (
        HEAD.format(code=code, more=more)
        + "\n".join(f"1.{number} {line}" for number, line in enumerate(lines, 1))
        + "\n"
    )


def codes(report, prefix=("CT", "CJ", "QK", "CS", "HL")):
    return sorted(each.finding.code for each in report.findings if each.finding.code.startswith(prefix))


@pytest.fixture(scope="module")
def planted():
    return check(Source(manuals={"手册.docx": document(), "频次.xlsx": sheet()}), city="杭州")


def told(report, prefix):
    """Return text and the other side's text of each finding of a family."""
    found = [each for each in report.findings if each.finding.code.startswith(prefix)]
    return [(each.spot.read.clause.text, each.other.read.clause.text if each.other else "") for each in found]


@pytest.mark.parametrize("pair", CLASHES, ids=lambda pair: pair[0])
def test_each_planted_contradiction_is_found_with_both_places(planted, pair):
    first, second = pair
    found = told(planted, ("CT001", "CT002"))
    assert any((first in a and second in b) or (first in b and second in a) for a, b in found), found


@pytest.mark.parametrize("words", BELOW)
def test_each_number_below_the_law_is_found(planted, words):
    assert any(words in text for text, _other in told(planted, ("CJ004", "FL"))), words


@pytest.mark.parametrize("words", UNLAWFUL)
def test_each_unlawful_act_is_found(planted, words):
    assert any(words in text for text, _other in told(planted, ("FL", "CJ005"))), words


def test_few_findings_are_about_clauses_that_are_right(planted):
    wanted = {words for pair in CLASHES for words in pair}
    found = told(planted, ("CT001", "CT002"))
    wrong = [pair for pair in found if not any(words in pair[0] for words in wanted)]
    assert len(wrong) <= len(found) // 10, wrong


def test_a_grade_that_promises_less_than_the_next_is_an_error():
    text = standard("A", "接到报修后，维修工应在{30|20}分钟内到达现场。", more="grades: [一级, 二级]\n")
    assert codes(check(folder(A=text))) == ["CT005"]
    assert codes(check(folder(A=text.replace("{30|20}", "{20|30}")))) == []


def test_an_estate_and_a_company_may_only_tighten_what_stands_above():
    company = folder(A=standard("A", "公共楼道每日清扫2次。"))
    looser = folder(Level.ESTATE, B=standard("B", "公共楼道每日清扫1次。"))
    tighter = folder(Level.ESTATE, B=standard("B", "公共楼道每日清扫3次。"))
    assert codes(check(company, looser)) == ["CJ001"]
    assert codes(check(company, tighter)) == []
    contract = Source(manuals={"合同.txt": "公共楼道每日清扫3次。".encode()}, level=Level.CONTRACT)
    assert codes(check(company, contract)) == ["CJ001"]


def test_a_promise_of_the_contract_without_a_clause_is_a_gap():
    contract = Source(manuals={"合同.txt": "生活水箱每半年清洗消毒1次。".encode()}, level=Level.CONTRACT)
    assert "QK002" in codes(check(folder(A=standard("A", "公共楼道每日清扫2次。")), contract))


def test_a_signed_deviation_holds_until_its_day_is_over():
    company = folder(A=standard("A", "公共楼道每日清扫2次。"))
    entry = "- clause: B/1.1\n  verdict: LOOSER\n  reason: 业主大会决定\n  signed_by: 王总\n  expires: {day}\n"

    def estate(day):
        tables = {"deviations.yaml": entry.format(day=day)}
        return folder(Level.ESTATE, tables, B=standard("B", "公共楼道每日清扫1次。"))

    assert codes(check(company, estate("2026-11-28"))) == []
    assert codes(check(company, estate("2026-11-27"))) == ["CJ001"]


def test_a_suppression_covers_its_code_and_speaks_when_it_is_over_or_in_vain():
    def with_line(line):
        return folder(A=standard("A", "接到报修后，维修工应及时到场。") + f"- 忽略：{line}\n")

    assert "MH001" not in codes(check(with_line("MH001 试行")), ("MH", "HL"))
    assert codes(check(with_line("MH001 试行 至2026-11-27")), ("MH001", "HL")) == ["HL002", "MH001"]
    assert "HL001" in codes(check(with_line("MH007 试行")), ("HL",))


def test_parameters_are_filled_in_and_missed_where_they_have_no_value():
    text = standard("A", "接到报修后，维修工应在【时限.急修到场】内到达现场。")
    tables = {"parameters.yaml": "时限.急修到场: 30分钟\n"}
    assert codes(check(folder(tables=tables, A=text))) == []
    assert codes(check(folder(A=text))) == ["CS001"]


def test_what_cannot_be_read_is_told_and_the_rest_is_checked():
    report = check(folder(A=standard("A", "每日清扫1次。"), B="---\ncode: B\n---\n"))
    assert len(report.faults) == 1
    assert len(report.spots) == 1


def test_one_grade_alone_can_be_asked_for():
    text = standard("A", "接到报修后，维修工应在{20|30}分钟内到达现场。", more="grades: [一级, 二级]\n")
    report = check(folder(A=text), grade="二级")
    assert [spot.read.clause.text for spot in report.spots] == ["接到报修后，维修工应在30分钟内到达现场。"]
    assert all(each.finding.severity is not Severity.ERROR for each in report.findings)
