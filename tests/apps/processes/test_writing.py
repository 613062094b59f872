"""What two people make of one table, diagrams beside tables, and changes taken back and done again."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, transaction
from tests.apps.standards.company import Company, later

from guicheng.apps.processes import services
from guicheng.apps.processes.diagrams import diagram_of, diagram_read, only_in_diagram
from guicheng.apps.processes.merging import keyed, merge
from guicheng.apps.processes.models import Process, TableChange
from guicheng.apps.processes.readings import COLUMNS, content_hash, read
from guicheng.domain.values import StaleError

ROWS = [
    {"number": "1", "name": "接听报修", "post": "客服", "limit": "5分钟", "record": "报修单", "next": "急修→2；一般→3"},
    {
        "number": "2",
        "name": "急修到场",
        "post": "维修工",
        "limit": "30分钟",
        "record": "维修单",
        "next": "3",
        "timeout": "30分钟改派→3",
        "inputs": "钥匙",
        "note": "先断电",
    },
    {"number": "3", "name": "回访", "post": "客服", "limit": "60分钟", "record": "回访表", "next": "结束"},
]


def row(key, **cells):
    return {"id": key, **dict.fromkeys(COLUMNS, ""), "name": key, **cells}


BASE = [row("a", limit="5分钟"), row("b", limit="30分钟"), row("c")]


def merged(theirs, mine):
    found = merge(BASE, theirs, mine)
    return [(each["id"], each["limit"]) for each in found.rows], found.both


def test_cells_that_only_one_changed_are_taken_over_from_both():
    theirs = [{**BASE[0], "limit": "6分钟"}, *BASE[1:]]
    mine = [BASE[0], {**BASE[1], "limit": "25分钟"}, BASE[2]]
    assert merged(theirs, mine) == ([("a", "6分钟"), ("b", "25分钟"), ("c", "")], ())


def test_where_both_changed_a_cell_mine_stands_and_is_told():
    theirs, mine = [{**BASE[0], "limit": "6分钟"}, *BASE[1:]], [{**BASE[0], "limit": "7分钟"}, *BASE[1:]]
    assert merged(theirs, mine) == ([("a", "7分钟"), ("b", "30分钟"), ("c", "")], (("a", "limit"),))


def test_the_same_change_by_both_is_no_dispute():
    both = [{**BASE[0], "limit": "6分钟"}, *BASE[1:]]
    assert merged(both, both)[1] == ()


def test_rows_that_one_removed_go_unless_the_other_changed_them():
    changed = {**BASE[1], "limit": "9分钟"}
    assert merged([BASE[0], BASE[2]], BASE)[0] == [("a", "5分钟"), ("c", "")]
    assert merged(BASE, [BASE[0], BASE[2]])[0] == [("a", "5分钟"), ("c", "")]
    assert merged([BASE[0], BASE[2]], [BASE[0], changed, BASE[2]])[0] == [("a", "5分钟"), ("b", "9分钟"), ("c", "")]
    assert merged([BASE[0], changed, BASE[2]], [BASE[0], BASE[2]])[0] == [("a", "5分钟"), ("b", "9分钟"), ("c", "")]


def test_rows_that_the_others_added_stand_behind_the_row_that_they_follow():
    assert merged([row("x"), BASE[0], row("y"), *BASE[1:]], [*BASE, row("z")])[0] == [
        ("x", ""),
        ("a", "5分钟"),
        ("y", ""),
        ("b", "30分钟"),
        ("c", ""),
        ("z", ""),
    ]


def test_rows_without_an_id_are_known_by_their_place():
    assert [each["id"] for each in keyed([row("a"), row(""), row("")])] == ["a", "new-1", "new-2"]


def test_a_table_comes_back_from_its_diagram_cell_by_cell():
    rows = [row(f"{number:012x}", **cells) for number, cells in enumerate(ROWS)]
    title, found, drawn = diagram_read("x.bpmn", diagram_of("报修", rows))
    assert title == "报修"
    assert found == rows
    assert drawn["only"] == []


def test_a_diagram_in_another_encoding_is_kept_as_text():
    text = diagram_of("报修", [row("a" * 12, **ROWS[2])]).decode().split("?>", 1)[1]
    data = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    _title, found, drawn = diagram_read("x.bpmn", data)
    assert found[0]["name"] == "回访"
    assert "回访" in drawn["xml"]


def test_where_shapes_stand_says_nothing_of_the_content_and_what_no_table_says_does():
    rows = [row("a", **ROWS[2])]
    plain = content_hash("x", rows)
    assert content_hash("x", rows, {"xml": "<a/>", "only": []}) == plain
    assert content_hash("x", rows, {"xml": "<a/>", "only": ["w"]}) != plain
    assert only_in_diagram("x", {"xml": "<a/>", "only": []}) == []


def test_a_diagram_that_cannot_be_read_any_more_is_a_refusal():
    assert read("x", [], drawn={"xml": "<a/>", "only": ["w"]}).refusal is not None


@pytest.fixture
def company(db):
    return Company()


@pytest.fixture
def process(company):
    return services.create_process(
        actor=company.actor("chen"), unit_key=company.estate.key, code="LC-01", title="报修", rows=ROWS, at=later()
    )


def named(company, process, **more):
    return {"actor": company.actor("chen"), "process_key": process.key, "at": later(hours=1), **more}


def limits():
    return [each["limit"] for each in Process.objects.get().rows]


@pytest.mark.django_db
def test_several_changes_are_taken_back_and_done_again_until_a_new_one_is_made(company, process):
    for limit in ("6分钟", "7分钟"):
        found = Process.objects.get()
        rows = [{**found.rows[0], "limit": limit}, *found.rows[1:]]
        services.save_table(rows=rows, revision=found.revision, **named(company, process))
    seen = []
    for act in (services.undo, services.undo, services.redo, services.undo, services.redo, services.redo):
        act(revision=Process.objects.get().revision, **named(company, process))
        seen.append(limits()[0])
    assert seen == ["6分钟", "5分钟", "6分钟", "5分钟", "6分钟", "7分钟"]
    with pytest.raises(services.NotAProcessError, match="again"):
        services.redo(revision=Process.objects.get().revision, **named(company, process))
    services.undo(revision=Process.objects.get().revision, **named(company, process))
    found = Process.objects.get()
    services.save_table(rows=found.rows[:2], revision=found.revision, **named(company, process))
    with pytest.raises(services.NotAProcessError):
        services.redo(revision=Process.objects.get().revision, **named(company, process))


@pytest.mark.django_db
def test_a_drawing_keeps_lasting_ids_and_is_taken_back_with_its_table(company, process):
    before = [each["id"] for each in process.rows]
    xml = diagram_of(process.title, process.rows).decode().replace("急修到场", "赶到现场")
    services.save_diagram(xml=xml, revision=1, **named(company, process))
    found = Process.objects.get()
    assert [each["id"] for each in found.rows] == before
    assert found.rows[1]["name"] == "赶到现场"
    assert found.drawn["only"] == []
    services.save_diagram(xml=found.drawn["xml"], revision=found.revision, **named(company, process))
    assert Process.objects.get().revision == found.revision
    services.undo(revision=found.revision, **named(company, process))
    found = Process.objects.get()
    assert (found.rows[1]["name"], found.drawn) == ("急修到场", None)
    services.redo(revision=found.revision, **named(company, process))
    assert Process.objects.get().drawn is not None
    with pytest.raises(StaleError):
        services.save_diagram(xml=xml, revision=1, **named(company, process))


@pytest.mark.django_db
def test_a_step_that_was_drawn_new_gets_its_number_in_row_and_diagram(company, process):
    xml = diagram_of(process.title, process.rows).decode()
    xml = xml.replace('number="3"', "", 1)
    services.save_diagram(xml=xml, revision=1, **named(company, process))
    found = Process.objects.get()
    assert [each["number"] for each in found.rows] == ["1", "2", "3"]
    assert 'number="3"' in found.drawn["xml"]


@pytest.mark.both
@pytest.mark.django_db
def test_the_history_still_cannot_be_rewritten_where_diagrams_joined_it(process):
    # The two databases give the refusal of a trigger differing names.
    with pytest.raises(DatabaseError), transaction.atomic():
        TableChange.objects.update(drawn_after={"xml": "<a/>", "only": []})


def moved(xml):
    """Return a diagram in which somebody moved a shape by hand."""
    found = re.sub(r'(<dc:Bounds x=")(\d+)', lambda hit: f"{hit[1]}{int(hit[2]) + 7}", xml)
    assert found != xml
    return found


def test_shapes_stay_where_they_were_drawn_when_the_table_says_something_else_of_a_step(company, process):
    xml = moved(diagram_of(process.title, process.rows).decode())
    found = services.save_diagram(xml=xml, revision=1, **named(company, process))
    rows = [
        {**row, "name": "急修上门", "limit": "20分钟", "record": ""} if row["number"] == "2" else row
        for row in found.rows
    ]
    kept = services.save_table(rows=rows, revision=found.revision, **named(company, process))
    assert re.findall(r"<dc:Bounds[^>]*>", kept.drawn["xml"]) == re.findall(r"<dc:Bounds[^>]*>", found.drawn["xml"])
    assert "急修上门" in kept.drawn["xml"]
    _title, said, _drawn = diagram_read("a.bpmn", kept.drawn["xml"].encode())
    assert (said[1]["name"], said[1]["limit"], said[1]["record"], said[1]["note"]) == (
        "急修上门",
        "20分钟",
        "",
        "先断电",
    )


def test_a_route_that_changes_is_laid_out_anew(company, process):
    xml = moved(diagram_of(process.title, process.rows).decode())
    found = services.save_diagram(xml=xml, revision=1, **named(company, process))
    rows = [{**row, "next": "3"} if row["number"] == "1" else row for row in found.rows]
    assert services.save_table(rows=rows, revision=found.revision, **named(company, process)).drawn is None
