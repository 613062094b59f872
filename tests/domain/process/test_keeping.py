"""Timed clauses beside the chart: kept, broken with the reason, or open with what to write."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.domain.process.tables import HEAD, row, table

from guicheng.domain.process import compile_table, read_table
from guicheng.domain.process.citations import Citation, read_citations, write_citation
from guicheng.domain.process.keeping import Cited, Standing, beside_chart, cited_in, minutes_allowed, spans_in
from guicheng.domain.process.time_words import clause_in_words

END = "结束"


def chain(*limits):
    """Return steps one after another, numbered from 1."""
    last = len(limits)
    return [row(n, str(n + 1) if n < last else END, limit=limit) for n, limit in enumerate(limits, 1)]


def judged(rows, clause, steps, spans=(), allowed=(30,)):
    graph = compile_table(table(*rows))
    cited = Cited(clause, tuple(map(Fraction, allowed)), tuple(steps), tuple(spans))
    return beside_chart(graph, [cited])


def test_a_clause_is_kept_by_the_limits_on_its_span():
    (found,) = judged(chain("5分钟", "3分钟", "20分钟"), "A/1", "3", ["1→3"])
    assert (found.standing, found.worst, found.stated, found.why) == (Standing.KEPT, 28, True, None)
    assert found.share == pytest.approx(0.98, abs=0.01)
    assert clause_in_words(found).render() == "1→3: 30 minutes allowed, 28 needed at worst."


def test_a_clause_that_is_not_kept_names_the_limits_that_are_too_long():
    (found,) = judged(chain("5分钟", "3分钟", "40分钟"), "A/1", "3", ["1→3"])
    assert found.standing is Standing.BROKEN
    said = found.why.render()
    assert "1 = 5；2 = 3；3 = 40" in said or "3 = 40" in said
    assert "18 minutes" in said


def test_answers_belong_to_the_span():
    rows = [row(1, "急→2；缓→3", limit="5分钟"), row(2, END, limit="10分钟"), row(3, END, limit="1天")]
    urgent, calm = judged(rows, "A/1", "23", ["1→2,1=急", "1→3,1=缓"])
    assert (urgent.standing, calm.standing) == (Standing.KEPT, Standing.BROKEN)


def test_without_a_span_a_clause_is_kept_when_it_is_from_the_start_of_the_case():
    (found,) = judged(chain("5分钟", "3分钟", "20分钟"), "A/1", "3")
    assert (found.standing, found.span, found.stated) == (Standing.KEPT, "1→3", False)


def test_without_a_span_a_clause_is_broken_when_the_steps_that_cite_it_are_too_long_alone():
    (found,) = judged(chain("5分钟", "3分钟", "40分钟"), "A/1", "3")
    assert (found.standing, found.span, found.worst) == (Standing.BROKEN, "3→3", 40)


def test_without_a_span_what_lies_between_is_open_and_says_what_to_write():
    (found,) = judged(chain("15分钟", "3分钟", "20分钟"), "A/1", "3")
    assert found.standing is Standing.OPEN
    assert "A/1(1→3)" in found.why.render()
    assert clause_in_words(found) is None


def test_without_a_span_steps_that_do_not_follow_one_another_leave_it_open():
    rows = [row(1, "急→2；缓→3"), row(2, END), row(3, END)]
    assert judged(rows, "A/1", "23")[0].standing is Standing.OPEN
    assert judged([row(1, "1")], "A/1", "1", [], [5])[0].standing is Standing.BROKEN


def test_a_case_that_starts_at_several_steps_starts_at_the_first_of_the_table():
    from tests.domain.process.test_diagrams import graph

    found = graph("s>+1 +1>A +1>B A>+2 B>+2 +2>e")
    cited = Cited("A/1", (Fraction(30),), ("A",))
    assert beside_chart(found, [cited])[0].standing is Standing.KEPT
    circle = graph("s>x1 x1>x1")
    assert beside_chart(circle, [Cited("A/1", (Fraction(30),), ("A",))])[0].standing is Standing.OPEN


def test_a_span_that_does_not_fit_is_told():
    (found,) = judged(chain("5分钟", "3分钟"), "A/1", "2", ["1→9"])
    assert (found.standing, found.span) == (Standing.OPEN, "")
    assert "9" in found.why.render()


def test_steps_without_a_limit_leave_a_clause_open():
    (found,) = judged(chain("5分钟", "及时"), "A/1", "2", ["1→2"])
    assert (found.standing, found.why.render()) == (Standing.OPEN, "It cannot be counted: no limit at steps 2.")
    (unsaid,) = judged(chain("5分钟", "及时"), "A/1", "2")
    assert "no limit at steps 2" in unsaid.why.render()


def test_a_case_that_never_gets_there_leaves_a_clause_open():
    rows = [row(1, "急→2；缓→3"), row(2, "4"), row(3, "4"), row(4, "并行→5、6", join="全部"), row(5, "1"), row(6, END)]
    (found,) = judged(rows, "A/1", "4", ["1→4"])
    assert (found.standing, "no case gets there" in found.why.render()) == (Standing.OPEN, True)


def test_a_clause_over_a_way_back_names_the_steps_on_it():
    rows = [row(1, "2"), row(2, "3", limit="20分钟"), row(3, "好→结束；坏→1")]
    (found,) = judged(rows, "A/1", "32", ["3→2"])
    assert (found.standing, found.worst) == (Standing.BROKEN, 40)
    assert "3 (10) + 1 (10) + 2 (20)" in found.why.render()


def test_several_limits_are_judged_by_the_shortest_and_the_longest():
    rows = chain("5分钟", "3分钟", "20分钟")
    assert judged(rows, "A/1", "3", ["1→3"], (30, 120))[0].standing is Standing.KEPT
    assert judged(rows, "A/1", "3", ["1→3"], (10, 20))[0].standing is Standing.BROKEN
    (found,) = judged(rows, "A/1", "3", ["1→3"], (20, 120))
    assert (found.standing, "Divide the clause" in found.why.render()) == (Standing.OPEN, True)


def test_timed_clauses_are_found_with_the_steps_that_cite_them():
    rows = [[*cells, "A/1(1→2)、A/2"] for cells in chain("5分钟", "3分钟")]
    process = read_table("试", [[*HEAD, "条款"], *rows])
    found = cited_in(compile_table(process), spans_in(process), {"A/1": (Fraction(9),), "A/2": ()})
    assert found == [Cited("A/1", (Fraction(9),), ("1", "2"), ("1→2",))]


def test_limits_of_a_clause_are_read_from_its_text():
    assert minutes_allowed("接到投诉后2小时内联系，3个工作日内答复。") == (120, 4320)
    assert minutes_allowed("每日清扫两次。") == ()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("KF-01/3.2、KF-02/1", [("KF-01/3.2", ()), ("KF-02/1", ())]),
        ("KF-01/3.2（1→4，1=紧急）", [("KF-01/3.2", ("1→4，1=紧急",))]),
        ("KF-01/(一) KF-01/(一)(1->3)", [("KF-01/(一)", ("1->3",))]),
        ("KF-01/1(1→2;1→3)KF-02/2", [("KF-01/1", ("1→2", "1→3")), ("KF-02/2", ())]),
        ("(1→2)", []),
        ("", []),
    ],
)
def test_a_cell_names_clauses_with_spans_behind_them(cell, found):
    assert [(each.clause, each.spans) for each in read_citations(cell)] == found


def test_a_citation_is_read_as_it_is_written():
    for citation in (Citation("A/1"), Citation("A/1", ("1→2", "1→3,1=急"))):
        assert read_citations(write_citation(citation)) == (citation,)
