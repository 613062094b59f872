"""Sections of a document made drafts, and what a newer version of the file changes in them."""

from __future__ import annotations

import pytest
from tests.apps.standards.company import AT, Company, clause, later, texts

from guicheng.apps.organization.models import Unit
from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import ClauseChange, Document, ImportSource, Standard
from guicheng.domain.values import NotAllowedError
from guicheng.usecases.import_document import (
    ClauseChoice,
    ImportChoices,
    NotReadYetError,
    SectionChoice,
    import_document,
    plan_import,
)

pytestmark = pytest.mark.django_db

MANUAL = """# 报修服务标准

1. 接到急修报修后30分钟内到场。
2. 维修应及时，做到规范。
3. 欠费的住户停止供水。
4. 每日巡查2次，并做记录。

# 保洁服务标准

1. 大堂地面每日清扫2次，完好率98%以上。
2. 员工佩戴工牌。
"""


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def send(run_jobs):
    def send(text, name="手册.md"):
        document = services.receive_document(owner="a", name=name, data=text.encode(), at=AT)
        run_jobs()
        return document

    return send


def choices(company, *sections, unit=None):
    return ImportChoices((unit or company.estate).key, sections or (SectionChoice(0), SectionChoice(1)))


def call(usecase, company, document, chosen, by="chen", **more):
    return usecase(actor=company.actor(by), owner="a", document_key=str(document.key), choices=chosen, **more)


def take(company, document, *sections, **more):
    return call(import_document, company, document, choices(company, *sections, **more), at=AT)


def plan(company, document, *sections, **more):
    return call(plan_import, company, document, choices(company, *sections, **more))


def test_each_chosen_section_becomes_a_standard(company, send):
    outcome = take(company, send(MANUAL), SectionChoice(0, code="wx-1", category="engineering"), SectionChoice(1))
    assert [(made.code, made.title, made.category) for made in outcome.created] == [
        ("WX-1", "报修服务标准", "engineering"),
        ("BZ-01", "保洁服务标准", ""),
    ]
    first, second = outcome.created
    assert len(texts(first)) == 4
    assert (clause(first).number, clause(first).state, clause(first).requirements) == ("1", "read", 1)
    assert texts(second)[1] == "员工佩戴工牌。"
    assert set(ClauseChange.objects.values_list("why", flat=True)) == {"import"}


def test_clauses_are_dropped_joined_divided_and_made_headings(company, send):
    choice = SectionChoice(
        0,
        title="急修",
        clauses={
            0: ClauseChoice(kind="heading"),
            1: ClauseChoice(cuts=(6,)),
            2: ClauseChoice(drop=True),
            3: ClauseChoice(join=True),
        },
        more=(1,),
    )
    (made,) = take(company, send(MANUAL), choice).created
    rows = [(row.kind, row.text) for row in made.clauses.order_by("position")]
    assert rows == [
        ("heading", "报修服务标准"),
        ("heading", "接到急修报修后30分钟内到场。"),
        ("clause", "维修应及时，"),
        ("clause", "做到规范。每日巡查2次，并做记录。"),
        ("heading", "保洁服务标准"),
        ("clause", "大堂地面每日清扫2次，完好率98%以上。"),
        ("clause", "员工佩戴工牌。"),
    ]
    assert made.title == "急修"


def test_a_plan_tells_what_an_import_does_and_does_nothing(company, send):
    document = send(MANUAL)
    first, second = plan(company, document)
    assert (first.standard, first.comparison, first.title, len(first.planned)) == (None, None, "报修服务标准", 4)
    assert len(second.planned) == 2
    assert not Standard.objects.exists()


def test_old_findings_do_not_stand_in_the_way_and_new_ones_do(company, send):
    (made, _other) = take(company, send(MANUAL)).created
    assert made.clauses.filter(errors__gt=0).count() == 0
    assert clause(made, 1).quieted > 0
    services.edit_clause(
        actor=company.actor("chen"), key=clause(made, 1).key, revision=1, text="维修应及时，做到文明规范。", at=AT
    )
    assert clause(made, 1).errors > 0
    assert clause(made, 2).errors == 0


def test_the_same_file_again_changes_nothing(company, send):
    document = send(MANUAL)
    take(company, document)
    outcome = take(company, document)
    assert (outcome.created, outcome.changed, len(outcome.unchanged)) == ((), (), 2)
    assert Standard.objects.count() == 2


NEWER = """# 报修服务标准

1. 接到急修报修后20分钟内到场。
2. 维修应及时，做到规范。
3. 每日巡查2次，并做记录。
4. 维修工应穿鞋套，并在离开前清理现场。
"""


def test_a_newer_file_shows_what_changed_and_changes_it_on_confirmation(company, send):
    (made,) = take(company, send(MANUAL), SectionChoice(0)).created
    keys = list(made.clauses.order_by("position").values_list("key", flat=True))
    newer = send(NEWER)
    (found,) = plan(company, newer, SectionChoice(0))
    assert found.standard == made
    told = [(change.verdict, change.conflict) for change in found.comparison.changes]
    assert told == [("changed", False), ("changed", False), ("added", False), ("removed", False)]
    assert [(mark.kind, mark.text) for mark in found.comparison.changes[0].marks if mark.kind != "same"] == [
        ("removed", "30"),
        ("added", "20"),
    ]
    outcome = take(company, newer, SectionChoice(0))
    assert (outcome.created, outcome.changed) == ((), (made,))
    assert texts(made) == [
        "接到急修报修后20分钟内到场。",
        "维修应及时，做到规范。",
        "每日巡查2次，并做记录。",
        "维修工应穿鞋套，并在离开前清理现场。",
    ]
    kept = list(made.clauses.order_by("position").values_list("key", flat=True))
    assert kept[:3] == [keys[0], keys[1], keys[3]]
    assert take(company, newer, SectionChoice(0)).unchanged == (made,)


def test_what_was_written_here_is_not_overwritten_unless_somebody_says_so(company, send):
    (made,) = take(company, send(MANUAL), SectionChoice(0)).created
    written = clause(made)
    services.edit_clause(
        actor=company.actor("chen"), key=written.key, revision=1, text="接到急修报修后25分钟内到场。", at=later(hours=1)
    )
    services.edit_clause(
        actor=company.actor("chen"),
        key=clause(made, 1).key,
        revision=1,
        text="维修应在2小时内完成。",
        at=later(hours=1),
    )
    newer = send(NEWER)
    (found,) = plan(company, newer, SectionChoice(0))
    conflict = found.comparison.changes[0]
    assert (conflict.conflict, conflict.draft_text) == (True, "接到急修报修后25分钟内到场。")
    take(company, newer, SectionChoice(0))
    assert texts(made)[:2] == ["接到急修报修后25分钟内到场。", "维修应在2小时内完成。"]
    assert take(company, newer, SectionChoice(0)).unchanged == (made,)


def test_a_conflict_that_is_accepted_and_a_change_that_is_refused(company, send):
    (made,) = take(company, send(MANUAL), SectionChoice(0)).created
    services.delete_clause(actor=company.actor("chen"), key=clause(made).key, revision=1, at=AT)
    newer = send(NEWER)
    (found,) = plan(company, newer, SectionChoice(0))
    first, _second, added, removed = found.comparison.changes
    assert (first.conflict, first.draft_text) == (True, "")
    take(
        company,
        newer,
        SectionChoice(0, accepted=frozenset({first.id}), refused=frozenset({added.id, removed.id})),
    )
    assert texts(made) == [
        "接到急修报修后20分钟内到场。",
        "维修应及时，做到规范。",
        "欠费的住户停止供水。",
        "每日巡查2次，并做记录。",
    ]
    (again,) = plan(company, newer, SectionChoice(0))
    assert again.comparison.changes == []


def test_an_import_of_changes_is_taken_back_as_one(company, send):
    (made,) = take(company, send(MANUAL), SectionChoice(0)).created
    before = texts(made)
    take(company, send(NEWER), SectionChoice(0))
    assert texts(made) != before
    act = ClauseChange.objects.latest("pk").act
    services.undo_act(actor=company.actor("lin"), act=act, at=AT)
    assert texts(made) == before


def test_a_clause_that_went_elsewhere_in_the_file_moves(company, send):
    (made,) = take(company, send(MANUAL), SectionChoice(0)).created
    lines = MANUAL.splitlines()
    moved = "\n".join([*lines[:2], "1. 每日巡查2次，并做记录。", "2. 接到急修报修后30分钟内到场。", *lines[3:5]])
    key = clause(made, 3).key
    take(company, send(moved), SectionChoice(0))
    assert texts(made)[0] == "每日巡查2次，并做记录。"
    assert clause(made).key == key
    assert len(texts(made)) == 4


def test_a_file_that_was_renamed_is_known_by_its_clauses(company, send):
    (made,) = take(company, send(MANUAL), SectionChoice(0)).created
    assert take(company, send(NEWER, name="手册2027.md"), SectionChoice(0)).changed == (made,)
    assert "接到急修报修后20分钟内到场。" in texts(made)
    assert ImportSource.objects.get().file_name == "手册2027.md"
    assert take(company, send(MANUAL, name="手册2028.md"), SectionChoice(0)).changed == (made,)


def test_a_file_of_another_name_with_other_clauses_is_another_import(company, send):
    take(company, send(MANUAL), SectionChoice(0))
    other = "# 报修服务标准\n\n1. 电话响3声内接听。\n2. 维修应及时，做到规范。\n3. 每日回访1次。\n"
    assert take(company, send(other, name="别的.md"), SectionChoice(0)).created
    assert Standard.objects.count() == 2


def test_files_without_titles_are_known_by_their_clauses_too(company, send):
    lines = "接到急修报修后30分钟内到场。\n大堂地面每日清扫2次。\n"
    (made,) = take(company, send(lines, name="一.txt"), SectionChoice(0)).created
    assert take(company, send(lines + "电话响3声内接听。\n", name="二.txt"), SectionChoice(0)).changed == (made,)


def test_a_section_that_was_imported_becomes_a_new_standard_where_somebody_says_so(company, send):
    take(company, send(MANUAL), SectionChoice(0))
    assert take(company, send(NEWER), SectionChoice(0, fresh=True)).created
    assert Standard.objects.count() == 2


def test_another_unit_is_another_import(company, send):
    take(company, send(MANUAL), SectionChoice(0))
    assert take(company, send(NEWER), SectionChoice(0), unit=company.other).created
    assert Standard.objects.count() == 2


def test_nothing_is_made_when_one_section_cannot_be(company, send):
    document = send(MANUAL)
    with pytest.raises(services.CodeTakenError):
        take(company, document, SectionChoice(0, code="A"), SectionChoice(1, code="A"))
    everything = {position: ClauseChoice(drop=True) for position in range(6)}
    with pytest.raises(services.NotAsWantedError):
        take(company, document, SectionChoice(0), SectionChoice(1, clauses=everything))
    assert not Standard.objects.exists()
    assert not ImportSource.objects.exists()
    assert take(company, document, SectionChoice(99)).created == ()


def test_who_may_import_what_where(company, send):
    document = send(MANUAL)
    with pytest.raises(NotAllowedError):
        call(import_document, company, document, choices(company), by="sun", at=AT)
    with pytest.raises(Unit.DoesNotExist):
        call(import_document, company, document, choices(company), by="zhao", at=AT)
    with pytest.raises(Document.DoesNotExist):
        import_document(
            actor=company.actor("chen"), owner="b", document_key=str(document.key), choices=choices(company), at=AT
        )
    Document.objects.update(state="reading")
    with pytest.raises(NotReadYetError):
        plan(company, document)


def test_a_section_of_thousands_is_imported_at_once(company, send):
    text = "# 大手册\n\n" + "\n".join(f"{n}. 第{n}号楼每日清扫{n % 7 + 1}次，并做记录。" for n in range(1, 2001))
    (made,) = take(company, send(text), SectionChoice(0)).created
    assert made.clauses.count() == 2000
    assert selectors.counts_of_draft(made).states["read"] == 2000
