"""Standards out of the database as files and back, and files into the database and out: nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from tests.adapters.standards_files.test_files import standards
from tests.apps.standards.company import AT, GOOD, VAGUE, Company, clause, texts

from guicheng.adapters.reports.standard_json import dump_standards
from guicheng.adapters.standards_files import StandardsFileError, packed, unpacked, write_standard
from guicheng.apps.standards import services
from guicheng.apps.standards.models import DraftClause, Parameter, Standard
from guicheng.apps.standards.selectors import standard_text
from guicheng.domain.standard import ClauseText, PartKind, StandardText
from guicheng.domain.values import FileRefusedError, NotAllowedError
from guicheng.usecases.exchange_standards import (
    NotBroughtError,
    bring_folder,
    folder_in,
    folder_of,
    kept_names,
)
from guicheng.usecases.exchange_standards import company_folder as written_folder

pytestmark = pytest.mark.django_db
TEXT = StandardText("GC-01", "报修", "engineering", parts=(ClauseText("一", "1.1"), ClauseText("二", "1.2")))


@pytest.fixture
def company(db):
    return Company()


def bring(company, folder, by="chen", unit=None, **more):
    return bring_folder(actor=company.actor(by), unit_key=(unit or company.root).key, folder=folder, at=AT, **more)


def company_folder(root, **more):
    return written_folder(root, day=AT.date(), **more)


def file_of(*texts):
    return folder_in({f"{text.code}.md": write_standard(text).encode() for text in texts}, "folder")


def library():
    root = files("guicheng.library") / "standards"
    return {path.name: path.read_bytes() for domain in root.iterdir() if domain.is_dir() for path in domain.iterdir()}


def test_the_starter_library_goes_into_the_database_and_comes_out_byte_for_byte(company):
    shipped = library()
    brought = bring(company, folder_in(shipped, "library"))
    assert len(brought.created) == len(shipped) >= 40
    written = company_folder(company.root, ids=False)
    assert sorted(text.encode() for text in written.values()) == sorted(shipped.values())
    names = kept_names(shipped, written)
    assert {names[path]: text.encode() for path, text in written.items()} == shipped
    # With keys, the files go in and come out of another company the same, and change nothing where they came from.
    kept = company_folder(company.root)
    again = bring(company, folder_of("a.zip", packed(kept)))
    assert (again.created, again.changed, len(again.unchanged)) == ((), (), len(shipped))
    assert company_folder(company.root) == kept


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(standards())
def test_whatever_a_draft_says_goes_out_as_markdown_and_json_and_comes_back_the_same(company, made):
    text = replace(made, code="T-01", level="", unit_path=(), title=made.title[:100], items=("engineering.repair",))
    with transaction.atomic():
        (standard,) = bring(company, file_of(text)).created
        told = standard_text(company.actor("chen"), standard.key)
        for folder in (file_of(told), folder_of("a.json", dump_standards([told]).encode())):
            assert len(bring(company, folder).unchanged) == 1
            DraftClause.objects.filter(standard=standard).delete()
            bring(company, folder)
            assert standard_text(company.actor("chen"), standard.key) == told
        assert [part.text for part in told.parts] == [part.text for part in text.parts]
        assert [part.elements for part in told.parts] == [
            {key: value for key, value in part.elements.items() if value} for part in text.parts
        ]
        assert [part.grades for part in told.parts] == [part.grades for part in text.parts]
        transaction.set_rollback(True)


def test_clauses_come_to_stand_in_the_order_of_the_file_and_keep_their_history(company):
    standard = company.standard("甲。", "乙。", "丙。", "丁。")
    told = standard_text(company.actor("chen"), standard.key)
    first, second, third, fourth = told.parts
    new = ClauseText("戊。", "9")
    wanted = replace(told, title="另一个标题", parts=(third, first, new, second, fourth))
    brought = bring(company, file_of(wanted))
    assert [each.pk for each in brought.changed] == [standard.pk]
    assert texts(standard) == ["丙。", "甲。", "戊。", "乙。", "丁。"]
    standard.refresh_from_db()
    assert standard.title == "另一个标题"
    assert [str(standard.clauses.get(text=text).key) for text in ("甲。", "丙。")] == [first.key, third.key]
    assert standard.clauses.get(text="甲。").revision == 1
    assert standard.clauses.get(text="丙。").revision == 2
    # Twenty in one place leave no room between two neighbours: all stand apart again.
    many = [ClauseText(f"第{number}件。") for number in range(40)]
    bring(company, file_of(replace(wanted, parts=(third, *many, first, new, second, fourth))))
    for _again in range(3):
        bring(company, file_of(replace(wanted, parts=(third, ClauseText(f"又{_again}。"), first))))
    assert texts(standard)[0] == "丙。"
    assert texts(standard).index("甲。") < texts(standard).index("戊。") < texts(standard).index("乙。")


def test_a_clause_that_was_deleted_comes_back_under_its_key(company):
    standard = company.standard("甲。", "乙。")
    told = standard_text(company.actor("chen"), standard.key)
    bring(company, file_of(replace(told, parts=told.parts[:1])), prune=True)
    assert texts(standard) == ["甲。"]
    bring(company, file_of(told))
    assert standard_text(company.actor("chen"), standard.key) == told


def test_files_of_another_place_change_what_is_here_and_double_nothing(company):
    bring(company, file_of(TEXT))
    keyed = tuple(
        replace(part, key=f"6f9619ff-8b86-4d01-b42d-00cf4fc964f{index}") for index, part in enumerate(TEXT.parts)
    )
    found = bring(company, file_of(replace(TEXT, key="7f9619ff-8b86-4d01-b42d-00cf4fc964ff", parts=keyed)))
    assert len(found.unchanged) == 1
    assert DraftClause.objects.count() == 2


def test_keys_of_another_company_are_not_taken_over(company):
    other = Company(prefix="x")
    theirs = other.standard(GOOD)
    told = standard_text(other.actor("chen"), theirs.key)
    (made,) = bring(company, file_of(told)).created
    assert made.key != theirs.key
    assert clause(made).key != clause(theirs).key
    assert texts(theirs) == [GOOD]


def test_a_trial_tells_what_would_be_and_keeps_nothing(company):
    found = bring(company, file_of(TEXT), trial=True)
    assert (found.trial, [each.code for each in found.created]) == (True, ["GC-01"])
    assert not Standard.objects.exists()


def test_a_folder_is_refused_whole_with_all_reasons(company):
    company.standard(GOOD, code="BJ-01", unit=company.other)
    long = replace(TEXT, code="GC-02", title="题" * 121)
    with pytest.raises(NotBroughtError) as caught:
        bring(company, file_of(TEXT, long, replace(TEXT, code="BJ-01")), by="wang", unit=company.estate)
    assert [each.render().split(":")[0] for each in caught.value.reasons] == ["BJ-01", "GC-02"]
    assert "Another standard has the code BJ-01" in caught.value.message.render()
    assert Standard.objects.count() == 1
    with pytest.raises(NotAllowedError):
        bring(company, file_of(TEXT), by="shen")


def test_all_that_is_wrong_with_the_files_of_a_folder_is_told_at_once(company):
    bad = b"---\ncode: A\nitems: [foo.bar]\n---\n# A\n- x\n"
    with pytest.raises(StandardsFileError) as caught:
        folder_of("a.zip", packed({"a.md": bad.decode(), "b.md": bad.decode().replace("code: A", "code: B")}))
    assert [each.place for each in caught.value.reasons] == ["a.md:3", "a.md:6", "b.md:3", "b.md:6"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.zip", b"", "Choose a file first"),
        ("a.zip", packed({"notes.md": "# 手册\n"}), "No standards in the format of files: notes.md"),
        ("a.zip", packed({"README.md": "# About\n"}), "holds no standards"),
        ("a.zip", b"PK\x03\x04", "is damaged"),
        ("a.json", b"{}", "is no JSON file of standards"),
    ],
)
def test_what_holds_no_standards_is_refused_with_a_sentence(company, name, data, said):
    from guicheng.apps.standards.services import NotAsWantedError

    with pytest.raises((NotAsWantedError, FileRefusedError)) as caught:
        folder_of(name, data)
    assert said in caught.value.message.render()


def test_a_contract_is_not_made_a_standard(company):
    with pytest.raises(NotBroughtError, match="It is a contract"):
        bring(company, file_of(replace(TEXT, level="contract")))


def test_parameters_go_out_and_come_back(company):
    services.set_parameter(actor=company.actor("chen"), name="时限.急修到场", value="30分钟", at=AT)
    company.standard("维修工【时限.急修到场】内到场。", unit=company.root)
    written = company_folder(company.root)
    assert written["parameters.yaml"] == "时限.急修到场: 30分钟\n"
    changed = written | {"parameters.yaml": "时限.急修到场: 20分钟\n"}
    found = bring(company, folder_of("a.zip", packed(changed)))
    assert found.parameters == ("时限.急修到场",)
    assert Parameter.objects.get().value == "20分钟"
    assert bring(company, folder_of("a.zip", packed(changed))).parameters == ()
    with pytest.raises(NotAllowedError):
        bring(company, folder_of("a.zip", packed({"parameters.yaml": "时限.急修到场: 9分钟\n"} | {
            "a.md": write_standard(TEXT)})), by="wang", unit=company.estate)  # fmt: skip


def test_a_packed_folder_within_one_folder_is_the_folder_itself():
    assert unpacked("a.zip", packed({"standards-main/a.md": "x", "standards-main/b/c.md": "y"})) == {
        "a.md": b"x",
        "b/c.md": b"y",
    }


def test_an_empty_standard_and_notes_survive(company):
    empty = StandardText("K-1", "空")
    noted = StandardText("K-2", "注", parts=(ClauseText("只是说明", "", PartKind.NOTE), ClauseText(VAGUE, "甲")))
    bring(company, file_of(empty, noted))
    written = company_folder(company.root, ids=False)
    assert {text.encode() for text in written.values()} == {write_standard(each).encode() for each in (empty, noted)}
