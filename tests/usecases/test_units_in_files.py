"""Standards of estates out of the database and back: to whom they belong, and what is found of them, stays the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.apps.standards.company import AT, Company

from guicheng.adapters.reports.standard_json import dump_standards
from guicheng.adapters.standards_files import packed, read_folder
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import Standard
from guicheng.apps.standards.selectors.library import report_on
from guicheng.domain.manual.reading import Checks
from guicheng.usecases.check_standards import check_standards
from guicheng.usecases.checked_clauses import Source, Wanted
from guicheng.usecases.exchange_standards import NotBroughtError, bring_folder, company_folder, folder_of

pytestmark = pytest.mark.django_db
DAY = AT.date()
#: What comparing clauses with one another may say; the law has findings of its own.
COMPARED = ("CT001", "CT002", "CT003", "CT006", "CJ001", "CJ002", "CJ003")


@pytest.fixture
def company(db):
    made = Company()
    made.standard("接到紧急报修后，维修工30分钟内到场。", "保洁员每日清扫楼道2次。", unit=made.root, code="GS-01")
    made.standard("接到紧急报修后，维修工25分钟内到场。", unit=made.region, code="QY-01")
    made.standard("接到紧急报修后，维修工45分钟内到场。", "保洁员每日清扫楼道3次。", unit=made.estate, code="YX-01")
    made.standard("秩序维护员每2小时巡逻1次地库。", "秩序维护员每3小时巡逻1次地库。", unit=made.estate, code="YX-02")
    made.standard("接到紧急报修后，维修工20分钟内到场。", "保洁员每日清扫楼道1次。", unit=made.other, code="SY-01")
    return made


def bring(company, files, by="chen", unit=None):
    folder = folder_of("a.zip", packed(files))
    return bring_folder(actor=company.actor(by), unit_key=(unit or company.root).key, folder=folder, at=AT)


@pytest.fixture
def elsewhere(company):
    """Another company whose units are called the same, without standards."""
    return Company("海风")


def written(company):
    # Keys are those of one database row; what is brought beside them gets its own.
    return company_folder(company.root, day=DAY, ids=False)


def units_of(company):
    return {each.code: each.unit.name for each in Standard.objects.filter(company=company.root).select_related("unit")}


def in_the_database(company):
    """What the pages say, of all units together: codes with the codes of the standards and the texts on both sides."""
    found = set()
    for unit in (company.root, company.region, company.estate, company.other):
        for each in report_on(company.actor("chen"), unit, day=DAY).found:
            remark = each.remark
            sides = (member and (member.standard.code, member.text) for member in (remark.member, remark.other))
            found.add((remark.code, *sides))
    return sorted(found)


def in_the_folder(files):
    """The same of the check of a folder."""
    held = read_folder({name: text.encode() for name, text in files.items()})
    report = check_standards([Source(held)], Wanted(Checks(), DAY))
    assert report.faults == ()
    return sorted(
        (
            each.finding.code,
            *(spot and (spot.code, spot.read.clause.text) for spot in (each.spot, each.other)),
        )
        for each in report.findings
        if each.finding.code in COMPARED
    )


def test_the_check_of_the_exported_folder_finds_what_the_database_finds(company):
    files = company_folder(company.root, day=DAY)
    found = in_the_folder(files)
    assert found == in_the_database(company)
    assert ("CJ001", "YX-01", "GS-01") in {(code, mine[0], other[0]) for code, mine, other in found}
    # The region's 25 minutes bind its estate alone, the two estates do not bind one another.
    below = {(mine[0], other[0]) for code, mine, other in found if code == "CJ001"}
    assert below == {("YX-01", "GS-01"), ("YX-01", "QY-01"), ("SY-01", "GS-01")}
    assert [(mine[0], other[0]) for code, mine, other in found if code == "CT002"] == [("YX-02", "YX-02")]


def test_the_file_says_whose_a_standard_is_and_the_folder_comes_back_byte_for_byte(company, elsewhere):
    files = written(company)
    by_code = {name[:5]: text for name, text in files.items()}
    assert "level: estate\n" in by_code["YX-01"]
    assert "unit_path: [东区, 云栖花园]\n" in by_code["YX-01"]
    assert "level:" not in by_code["QY-01"]
    assert "unit_path: [东区]\n" in by_code["QY-01"]
    assert "unit_path" not in by_code["GS-01"]
    assert len(bring(elsewhere, files).created) == 5
    assert units_of(elsewhere) == {
        "GS-01": "海风云帆物业",
        "QY-01": "东区",
        "YX-01": "云栖花园",
        "YX-02": "云栖花园",
        "SY-01": "山语城",
    }
    assert written(elsewhere) == files
    assert in_the_database(elsewhere) == in_the_database(company)


def test_json_says_whose_a_standard_is_too(company, elsewhere):
    files = written(company)
    standards = read_folder({name: text.encode() for name, text in files.items()}).standards
    folder = folder_of("a.json", dump_standards(standards).encode())
    bring_folder(actor=elsewhere.actor("chen"), unit_key=elsewhere.root.key, folder=folder, at=AT)
    assert written(elsewhere) == files


def test_a_draft_that_is_there_stays_in_its_unit(company):
    files = company_folder(company.root, day=DAY)
    moved = {name: text.replace("[东区, 云栖花园]", "[山语城]") for name, text in files.items()}
    assert len(bring(company, moved).unchanged) == 5
    assert company_folder(company.root, day=DAY) == files


def test_a_unit_that_is_not_there_is_told_with_its_names_and_nothing_is_taken(company, elsewhere):
    Unit.objects.filter(pk=elsewhere.estate.pk).update(name="别处")
    with pytest.raises(NotBroughtError) as caught:
        bring(elsewhere, written(company))
    assert [each.fields["code"] for each in caught.value.reasons] == ["YX-01", "YX-02"]
    assert "东区 › 云栖花园" in caught.value.reasons[0].render()
    assert units_of(elsewhere) == {}


def test_of_neighbours_of_one_name_none_is_guessed(company, elsewhere):
    region = Unit.objects.get(pk=elsewhere.region.pk)
    twin = Unit.objects.add_child(region, {"kind": "estate", "name": "云栖花园"})
    with pytest.raises(NotBroughtError):
        bring(elsewhere, written(company))
    Unit.objects.filter(pk=twin.pk).update(archived_at=AT)
    assert len(bring(elsewhere, written(company)).created) == 5


def test_a_unit_out_of_reach_is_one_that_is_not_there(company, elsewhere):
    files = {name: text for name, text in written(company).items() if name.startswith("SY")}
    with pytest.raises(NotBroughtError) as caught:
        bring(elsewhere, files, by="wang", unit=elsewhere.estate)
    assert "山语城" in caught.value.reasons[0].render()
    assert units_of(elsewhere) == {}


def test_the_standard_of_an_estate_that_names_none_goes_to_an_estate_alone(company, elsewhere):
    path = "unit_path: [东区, 云栖花园]\n"
    files = {name: text for name, text in written(company).items() if name.startswith("YX")}
    bare = {name: text.replace(path, "") for name, text in files.items()}
    for unit in (elsewhere.root, elsewhere.region):
        with pytest.raises(NotBroughtError):
            bring(elsewhere, bare, unit=unit)
    bring(elsewhere, bare, unit=elsewhere.estate)
    assert written(elsewhere) == files


def test_a_name_that_another_one_begins_with_is_no_unit_above_it(company):
    """东区 does not stand above 东区二期, which begins with the same characters."""
    files = company_folder(company.root, day=DAY)
    held = read_folder({name: text.encode() for name, text in files.items()})
    beside = [
        replace(each, placed=replace(each.placed, standard=replace(each.standard, unit_path=("东区二期",))))
        if each.standard.code == "YX-01"
        else each
        for each in held.files
    ]
    report = check_standards([Source(replace(held, files=tuple(beside)))], Wanted(Checks(), DAY))
    above = {each.other.code for each in report.findings if each.finding.code == "CJ001" and each.spot.code == "YX-01"}
    assert above == {"GS-01"}
