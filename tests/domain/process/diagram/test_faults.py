"""The checker sees each fault that is planted in a good drawing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.process.tables import row, table
from guicheng.domain.process import compile_table
from guicheng.domain.process.diagram import Box, faults_of, lay_out

GOOD = lay_out(
    compile_table(table(row(1, "急→2；缓→3", late="5分钟→3"), row(2, "结束", post="维修工"), row(3, "结束")))
)


def codes(drawing) -> set[str]:
    return {fault.code for fault in faults_of(drawing)}


def with_line(edge: str, **changes):
    lines = tuple(replace(line, **changes) if line.edge == edge else line for line in GOOD.lines)
    return replace(GOOD, lines=lines)


def with_shape(name: str, box: Box):
    return replace(
        GOOD, shapes=tuple(replace(shape, box=box) if shape.node.id == name else shape for shape in GOOD.shapes)
    )


def test_a_good_drawing_has_none():
    assert codes(GOOD) == set()


def test_a_line_through_a_step_is_seen():
    box, far = GOOD.by_id["1"].box, GOOD.box.right
    assert "through-shape" in codes(with_line("start>", points=((90, box.middle[1]), (far, box.middle[1]))))
    assert "through-shape" in codes(with_line("start>", points=((box.middle[0], 1), (box.middle[0], box.bottom + 50))))


def test_a_line_through_a_text_is_seen():
    box = GOOD.labels[0].box
    level = (box.top + box.bottom) / 2
    assert "through-text" in codes(with_line("start>", points=((box.left - 5, level), (box.right + 5, level))))
    clock = GOOD.timers[0].text_box
    assert "through-text" in codes(with_line("start>", points=((clock.left + 2, clock.top - 2), (clock.left + 2, 999))))


def test_a_slanting_line_a_loose_end_and_a_line_that_leaves_the_sheet_are_seen():
    (first, *_more) = GOOD.lines[0].points
    assert "slanting" in codes(with_line(GOOD.lines[0].edge, points=(first, (first[0] + 3, first[1] + 4))))
    assert "loose-end" in codes(with_line(GOOD.lines[0].edge, points=(first, (first[0] + 3, first[1]))))
    assert "outside" in codes(with_line(GOOD.lines[0].edge, points=(first, (first[0], -40))))


@pytest.mark.parametrize("shift", [-200, 400])
def test_a_step_outside_its_lane_is_seen(shift):
    box = GOOD.by_id["2"].box
    assert "outside-lane" in codes(with_shape("2", replace(box, top=box.top + shift)))


def test_shapes_and_labels_on_one_another_are_seen():
    assert "overlap" in codes(with_shape("2", GOOD.by_id["1"].box))
    labels = tuple(replace(label, box=GOOD.labels[0].box) for label in GOOD.labels)
    assert "overlap" in codes(replace(GOOD, labels=labels))


def test_lines_on_one_another_are_seen_unless_they_share_an_end():
    first = next(line for line in GOOD.lines if line.source == "1" and line.target == "1.choice")
    assert "on-one-another" in codes(with_line("3>>结束", points=first.points))
    assert "on-one-another" not in codes(with_line("1!1", points=first.points))
