"""Graphs as step tables: what a table can express comes back, all else is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.process.test_diagrams import graph
from guicheng.domain.process import Edge, Flow, Limit
from guicheng.domain.process.tabling import BeyondTableError, table_of


def rows(text, facts=None, heads=None):
    found = table_of(graph(text), facts or {}, heads)
    return [(row["number"], row["name"], row["next"], row["timeout"], row["join"]) for row in found.rows]


def beyond(text):
    return {finding.steps[0] for finding in table_of(graph(text), {}).beyond}


def test_choices_splits_and_joins_become_cells():
    assert rows("s>A A>x1 x1>急>B x1>缓>C B>x2 C>x2 x2>D D>e") == [
        ("1", "A", "急→2；缓→3", "", ""),
        ("2", "B", "4", "", ""),
        ("3", "C", "4", "", ""),
        ("4", "D", "结束", "", ""),
    ]
    assert rows("s>A A>+1 +1>B +1>C B>+2 C>+2 +2>D D>e")[0][2:] == ("2、3", "", "")
    assert rows("s>A A>+1 +1>B +1>C B>+2 C>+2 +2>D D>e")[3] == ("4", "D", "结束", "", "全部")
    assert rows("s>A A>x1 x1>急>+1 x1>缓>e +1>B +1>C B>e C>e")[0][2] == "急→2、3；缓→结束"
    assert rows("s>A A>B A>C B>e C>e")[0][2] == "2、3"
    assert rows("s>A")[0][2] == "结束"


def test_a_join_may_stand_behind_merges():
    text = "s>A A>+1 +1>B +1>C B>x1 x1>行>x3 x1>否>x3 x3>+2 C>+2 +2>D D>e"
    assert rows(text)[3][4] == "全部"
    assert rows("s>A A>+1 +1>B +1>C B>+2 C>+2 +2>x3 x3>D D>e")[3][4] == "全部"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>e", {"o1", "o2"}),
        ("s>A A>t", {"t"}),
        ("s>A A>x1 x1>急>x2 x1>缓>B x2>甲>B x2>乙>e B>e", {"x2"}),
        ("s>A A>+1 +1>B +1>C B>+2 C>+2 +2>+3 +3>D +3>E D>e E>e", {"+3"}),
        ("s>A A>x1 x1>甲>+1 x1>乙>+1 +1>B B>e", {"+1"}),
        ("s>A A>x0 x0>行>x9 x9>再>x0", {"x9"}),
    ],
)
def test_what_no_table_can_express_is_named(text, named):
    assert named <= beyond(text)
    with pytest.raises(BeyondTableError):
        raise BeyondTableError(table_of(graph(text), {}).beyond)


def test_a_ring_of_merges_ends():
    assert table_of(graph("s>A A>x1 x1>x2 x2>x1"), {}).beyond


def test_a_step_that_is_repeated_or_has_no_name_is_beyond_a_table():
    found = graph("s>A A>e")
    many = replace(found, nodes=tuple(replace(node, times=3) if node.id == "A" else node for node in found.nodes))
    blank = replace(found, nodes=tuple(replace(node, name="") if node.id == "A" else node for node in found.nodes))
    assert table_of(many, {}).beyond
    assert table_of(blank, {}).beyond


def test_the_step_at_which_a_case_starts_comes_first_and_numbers_are_kept_where_they_are_free():
    assert [row[:2] for row in rows("s>e0 A>B B>e")] == [("1", "A"), ("2", "B")]
    assert [row[:2] for row in rows("B>e s>A A>B", {"A": {"number": "5"}, "B": {"number": "5"}})] == [
        ("5", "A"),
        ("1", "B"),
    ]
    assert [row[0] for row in rows("s>A A>B B>e", {"A": {"number": "第一；步"}, "B": {"number": "1"}})] == ["2", "1"]


def with_alarm(flow, minutes, own=None):
    found = graph("s>A A>e B>e1")
    limit = Limit(f"{minutes}分钟", minutes) if minutes else None
    edges = (*found.edges, Edge("T", "A", "B", flow=flow, limit=limit))
    nodes = tuple(replace(node, limit=own) if node.id == "A" else node for node in found.nodes)
    return replace(found, edges=edges, nodes=nodes)


@pytest.mark.parametrize(
    ("flow", "minutes", "named", "cell"),
    [
        (Flow.ALARM, 30, "30分钟", "30分钟→2"),
        (Flow.ALARM, 30, "", "30分钟→2"),
        (Flow.ALARM, 30, "快点；别忘", "30分钟→2"),
        (Flow.ALARM, None, "", "超时→2"),
        (Flow.ALARM, 10, "逾期", "逾期→2"),
        (Flow.INTERRUPT, 30, "30分钟", "30分钟改派→2"),
        (Flow.INTERRUPT, 30, "30分钟改派", "30分钟改派→2"),
        (Flow.ALARM, 30, "45分钟改派", "30分钟→2"),
        (Flow.ALARM, None, "改派", "超时→2"),
    ],
)
def test_alarms_say_after_how_long_and_whether_the_step_is_taken_away(flow, minutes, named, cell):
    found = table_of(with_alarm(flow, minutes, Limit("10分钟", 10)), {}, {"T": named})
    assert found.rows[0]["timeout"] == cell
