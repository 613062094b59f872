"""Standards kept as texts made drafts: the starter library whole, in part, at a grade, and folders back and forth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.apps.standards.company import AT, Company, texts

from guicheng.adapters.standards_files import read_standard, write_standard
from guicheng.apps.standards.models import DraftClause, Standard
from guicheng.apps.standards.selectors import standard_text
from guicheng.apps.standards.services import NotAsWantedError
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.standard.grades import UnknownGradeError
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.adopt_library import adopt_library, bring_standards, library_standards, plan_adoption

pytestmark = pytest.mark.django_db

TEXT = StandardText(
    "GC-01",
    "报修服务标准",
    "engineering",
    ("engineering.repair",),
    ("residential",),
    ("owner",),
    ("一级", "二级"),
    parts=(
        ClauseText("受理", "1", PartKind.HEADING, 1),
        ClauseText(
            "接到紧急报修后，维修工应在{15|20}分钟内到达现场。",
            "1.1",
            elements={"provider": "维修工", "limit": "{15|20}分钟内", "effort": "20分钟×1人", "区域": "大堂"},
            grades=("一级", "二级"),
        ),
        ClauseText("本章适用于住宅。", "", PartKind.NOTE),
    ),
)


@pytest.fixture
def company(db):
    return Company()


def bring(company, *standards, by="chen", **more):
    return bring_standards(actor=company.actor(by), unit_key=company.estate.key, standards=standards, at=AT, **more)


def adopt(company, by="chen", **more):
    return adopt_library(actor=company.actor(by), unit_key=company.estate.key, at=AT, **more)


def without_keys(text):
    return replace(text, key="", parts=tuple(replace(part, key="") for part in text.parts))


def test_a_text_becomes_a_draft_and_comes_back_the_same(company):
    (made,) = bring(company, TEXT).created
    told = standard_text(company.actor("chen"), made.key)
    assert without_keys(told) == replace(TEXT, level="estate", unit_path=("东区", "云栖花园"))
    assert all(part.key for part in told.parts)


def test_a_draft_written_to_a_file_and_read_back_changes_nothing(company):
    (made,) = bring(company, TEXT).created
    written = write_standard(standard_text(company.actor("chen"), made.key))
    read = read_standard("GC-01.md", written.encode()).standard
    again = bring(company, read)
    assert (again.created, again.changed, [each.pk for each in again.unchanged]) == ((), (), [made.pk])


def test_a_changed_file_changes_the_draft_and_keeps_what_it_does_not_name(company):
    (made,) = bring(company, TEXT).created
    told = standard_text(company.actor("chen"), made.key)
    parts = (
        told.parts[0],
        replace(told.parts[1], text="接到紧急报修后，维修工应在{10|20}分钟内到达现场。"),
        ClauseText("维修工佩戴工牌。", "1.2"),
    )
    bring(company, replace(told, parts=parts))
    assert texts(made) == ["受理", parts[1].text, "维修工佩戴工牌。", "本章适用于住宅。"]
    bring(company, replace(told, parts=parts), prune=True)
    assert texts(made) == ["受理", parts[1].text, "维修工佩戴工牌。"]
    assert DraftClause.objects.filter(standard=made, key=told.parts[1].key).exists()


def test_a_grade_is_taken_with_its_values(company):
    (made,) = bring(company, TEXT, grade="二级").created
    assert texts(made)[1] == "接到紧急报修后，维修工应在20分钟内到达现场。"
    assert made.grades == []
    with pytest.raises(UnknownGradeError):
        bring(company, TEXT, grade="五星")


def test_nobody_without_the_right_takes_anything_in(company):
    with pytest.raises(NotAllowedError):
        bring(company, TEXT, by="shen")
    assert not Standard.objects.exists()


def test_a_domain_is_adopted_and_what_is_there_already_is_left_alone(company):
    wanted = [each.code for each in library_standards() if each.domain == "greening"]
    made = adopt(company, domains=["greening"], codes=wanted[:1], grade="一级").created
    assert [each.code for each in made] == wanted[:1]
    choices = plan_adoption(actor=company.actor("chen"), unit_key=company.estate.key, domains=["greening"])
    assert [each.taken for each in choices] == [True] + [False] * (len(wanted) - 1)
    assert len(adopt(company, domains=["greening"], grade="一级").created) == len(wanted) - 1
    with pytest.raises(NotAsWantedError):
        adopt(company, domains=["greening"])


def test_the_whole_library_becomes_drafts_without_an_error(company):
    adopted = adopt(company, grade="二级")
    assert len(adopted.created) == len(library_standards()) >= 40
    assert [each.code for each in Standard.objects.filter(errors__gt=0)] == []


def offered(company, by, unit):
    return {each.standard.code: each.own for each in plan_adoption(actor=company.actor(by), unit_key=unit.key)}


def test_what_one_estate_adopted_neither_hinders_nor_shows_elsewhere(company):
    def take(by, unit):
        made = adopt_library(actor=company.actor(by), unit_key=unit.key, at=AT, codes=["ZX-02"], grade="一级")
        return [(each.code, each.unit.name) for each in made.created]

    assert take("wang", company.estate) == [("ZX-02", "云栖花园")]
    assert offered(company, "wang", company.estate)["ZX-02"] == "ZX-02"
    assert offered(company, "zhao", company.other)["ZX-02"] == ""
    assert offered(company, "chen", company.root)["ZX-02"] == ""
    assert take("zhao", company.other) == [("ZX-02-2", "山语城")]
    assert offered(company, "zhao", company.other)["ZX-02"] == "ZX-02-2"
    assert take("chen", company.root) == [("ZX-02-3", "云帆物业")]
    with pytest.raises(NotAsWantedError):
        take("chen", company.root)
    # A draft of the company is not in an estate's sight, so it is not told of.
    assert offered(company, "zhao", company.other)["ZX-02"] == "ZX-02-2"
    assert offered(company, "chen", company.other)["ZX-02"] == "ZX-02-2"
