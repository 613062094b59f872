"""Graphs that only a diagram can draw: inclusive gateways, ends that end everything, ends counted, steps awaited."""

from __future__ import annotations

from fractions import Fraction

import pytest

from guicheng.domain.process import Edge, Flow, Graph, Kind, Limit, Node, check_graph
from guicheng.domain.process.soundness import TooManyStatesError, search
from guicheng.domain.process.spans import Span
from guicheng.domain.process.timing import worst_case

_TEN = Limit("10分钟", Fraction(10))
_KINDS = {"+": Kind.ALL, "o": Kind.ANY, "x": Kind.CHOICE, "e": Kind.END, "t": Kind.TERMINATE, "s": Kind.START}


def graph(text: str, *, counts_ends: bool = True, limits=None) -> Graph:
    """Return a graph of ways such as ``s>a a>x1=急>b``; the first letter gives the kind, capitals are steps."""
    edges = []
    for index, part in enumerate(text.split()):
        ends, flow = (part, Flow.NORMAL)
        for mark, kind in (("!!", Flow.INTERRUPT), ("!", Flow.ALARM)):
            if mark in ends:
                ends, flow = ends.replace(mark, ">", 1), kind
                break
        source, _arrow, rest = ends.partition(">")
        answer, _arrow, target = rest.rpartition(">")
        edges.append(Edge(f"{index}", source, target, answer, flow))
    names = dict.fromkeys(name for edge in edges for name in (edge.source, edge.target))
    nodes = tuple(_node(name, limits or {}) for name in names)
    return Graph("图", nodes, tuple(edges), counts_ends=counts_ends)


def _node(name: str, limits) -> Node:
    kind = _KINDS.get(name[0], Kind.TASK)
    return Node(name, kind, name, name, limit=limits.get(name, _TEN) if kind is Kind.TASK else None)


def codes(found: Graph) -> set[str]:
    return {finding.code for finding in check_graph(found).findings}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>e", set()),
        ("s>A A>+1 +1>B +1>C B>o2 C>o2 o2>D D>e", set()),
        ("s>A A>o1 o1>急>B o1>难>C B>+2 C>+2 +2>D D>e", {"deadlock"}),
        ("s>A A>+1 +1>B +1>C B>x2 C>x2 x2>D D>e", {"doubled-step"}),
        ("s>A A>+1 +1>B +1>C B>e C>e", {"improper-end"}),
        ("s>A A>+1 +1>B +1>C B>e1 C>e2", set()),
        ("s>A A>+1 +1>B +1>C B>t C>e", set()),
        ("s>A A>x1 x1>行>e x1>不行>t", set()),
        ("s>A A>x1 x1>行>B x1>不行>A B>e", set()),
        ("s>A A>B A>C B>+1 C>+1 +1>D D>e", set()),
        ("s>A A>B", {"no-route"}),
        ("s>A A>e B>C C>e", {"dead-step"}),
        ("s>A A>+1 +1>+2 +2>+1 +2>B B>e", {"deadlock"}),
        ("s>A A>+1 +1>+2 +1>B B>e", set()),
    ],
)
def test_a_diagram_is_judged(text, found):
    assert codes(graph(text)) == found


def test_steps_that_start_two_others_are_searched_too():
    assert search(graph("s>A A>B A>C B>+1 C>+1 +1>D D>e")) == []


def test_a_join_that_waits_because_another_does_is_not_named():
    text = "s>A A>+1 +1>B +1>C B>x1 x1>急>D x1>缓>E D>+2 E>+2 +2>F F>+3 C>+3 +3>G G>e"
    found = [(finding.code, finding.steps) for finding in check_graph(graph(text)).findings]
    assert found == [("deadlock", ("+2",))]


@pytest.mark.parametrize("text", ["s>A A>x1 x1>x2 x2>x1", "s>A A>+1 +1>x1 +1>B B>e x1>x2 x2>x1", "s>x1 x1>x1"])
def test_gateways_that_lead_only_to_one_another_come_to_an_answer(text):
    assert codes(graph(text)) & {"livelock", "doubled-step", "dead-step", "improper-end"}


def test_a_diagram_too_wide_to_look_at_is_refused_by_name():
    wide = graph("s>A A>o1 " + " ".join(f"o1>{name}>{name} {name}>o2" for name in "BCDEFG") + " o2>H H>e")
    with pytest.raises(TooManyStatesError) as refused:
        search(wide, 5)
    assert "图" in str(refused.value)


def test_an_alarm_past_a_merge_reaches_the_step_itself():
    assert codes(graph("s>A A>x1 x1>B A!x1 B>e", counts_ends=False)) == {"doubled-step"}
    assert codes(graph("s>A A>x1 x1>B A!!x1 B>e", counts_ends=False)) == set()


@pytest.mark.parametrize(
    ("text", "times", "minutes"),
    [
        ("s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>e", 1, 30),
        ("s>A A>+1 +1>B +1>C B>D C>+2 D>+2 +2>E E>e", 1, 40),
        ("s>A A>+1 +1>B +1>C B>t C>D D>e", 1, 20),
    ],
)
def test_the_longest_time_of_a_diagram_is_played(text, times, minutes):
    assert worst_case(graph(text), Span(), times).minutes == minutes


def test_too_many_moments_leave_the_longest_walk_as_a_bound():
    text = "s>A A>o1 o1>甲>B o1>乙>C B>x1 x1>改>B x1>好>o2 C>x2 x2>改>C x2>好>o2 o2>D D>x3 x3>再来>A x3>好>e"
    found = worst_case(graph(text), Span(), 1, most=0)
    assert (found.minutes, found.exact) == (30, False)


def test_a_step_without_a_limit_is_named_where_branches_run_beside():
    found = worst_case(graph("s>A A>+1 +1>B +1>C B>+2 C>+2 +2>D D>e", limits={"B": None}), Span(), 1)
    assert (found.minutes, found.unlimited) == (None, ("B",))


LOOPED = "s>A A>o1 o1>甲>B o1>乙>C B>x1 x1>改>B x1>好>o2 C>o2 o2>x2 x2>再>A x2>好>D x2>停>e D>e"


@pytest.mark.parametrize(
    ("span", "times", "minutes"),
    [
        (Span(), 1, 30),
        (Span(), 2, 60),
        (Span("C"), 2, 70),
        (Span("B", "D"), 1, 40),
        (Span("", "B"), 1, 20),
        (Span("C", "C"), 2, 60),
    ],
)
def test_what_is_no_block_is_played_run_by_run(span, times, minutes):
    assert worst_case(graph(LOOPED), span, times).minutes == minutes


def test_branches_that_are_no_blocks_are_played_when_they_are_repeated():
    text = "s>A A>+1 +1>B +1>C B>+3 +3>+2 +3>+4 C>+4 +4>D D>+2 +2>x1 x1>再>A x1>好>E E>e"
    assert worst_case(graph(text), Span(), 2).minutes == 70


def test_the_answer_of_a_gateway_behind_a_gateway_belongs_to_no_step():
    found = worst_case(graph("s>A A>x1 x1>好>x2 x1>坏>e x2>大>B x2>小>e B>e"), Span(), 1)
    assert [(moment.step, moment.answer) for moment in found.path] == [("A", "好"), ("B", "")]
