"""The starter library as checklists: every line was read by a person, and can be answered on the spot."""

from __future__ import annotations

from guicheng.domain.evidence.lines import LineKind
from guicheng.domain.targets.binding import Source, bind
from library import checklist, starter

#: A line is read at one glance on a phone: two rows of twenty characters, and a few more for sentences of duties.
LONGEST = 52


def test_every_line_is_as_somebody_read_it():
    assert checklist.lines() == checklist.checked()


def test_every_promise_that_is_seen_on_the_spot_has_a_line():
    for row in checklist.best():
        sources = {each.source for each in bind(row.reading)}
        if Source.SCHEDULE in sources:
            assert checklist.compiled(row), row.clause
        if not sources & {Source.SCHEDULE, Source.CHECKLIST}:
            assert not checklist.compiled(row), row.clause


def test_lines_are_short_keep_their_clause_and_differ():
    for row in checklist.best():
        lines = checklist.compiled(row)
        keys = {line.key(row.clause) for line in lines}
        assert len(keys) == len(lines)
        for line in lines:
            assert line.ref.number == row.part.number
            assert 0 < len(line.text) <= LONGEST, line.text
            assert line.topic


def test_a_lower_grade_has_the_same_lines_with_other_numbers():
    kinds = {row.clause: [each.kind for each in checklist.compiled(row)] for row in checklist.best()}
    for row in starter.rows():
        assert [each.kind for each in checklist.compiled(row)] == kinds[row.clause], (row.clause, row.grade)


def test_numbers_have_a_bound_or_are_copied_from_a_meter():
    for row in checklist.best():
        for line in checklist.compiled(row):
            if line.kind is LineKind.NUMBER and checklist.told(line) == "any":
                assert line.text.startswith("抄录")
