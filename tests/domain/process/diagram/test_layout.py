"""The layout of many processes: every line free of shapes and texts, every text free of others, all in their lanes."""

from __future__ import annotations

from itertools import pairwise

import pytest

from domain.process.tables import Blocks, row, table
from domain.process.test_diagrams import graph
from guicheng.domain.process import Edge, Flow, Graph, Kind, Limit, Node, compile_table
from guicheng.domain.process.diagram import faults_of, fold, lay_out, whole
from guicheng.domain.process.diagram.outline import shown

POSTS = ["客服", "维修工", "项目工程主管", "秩序维护员", ""]


def generated(seed: int) -> Graph:
    """A sound process with up to five posts, long names and long answers here and there."""
    rows = Blocks(seed, 3 + seed % 28).process()
    for place, cells in enumerate(rows):
        cells[2] = POSTS[(place * 7 + seed * place) % (1 + seed % 5)]
        if (place + seed) % 5 == 0:
            cells[1] += "，名称很长，要在框里分成好几行才写得下" * ((place + seed) % 3)
        if (place + seed) % 4 == 0:
            cells[5] = cells[5].replace("答1", "现场有三处以上漏水并且影响楼下住户")
        if (place * seed) % 3 == 1:
            cells[6] = "；".join([*filter(None, [cells[6]]), f"{5 + place}分钟→1", "1个工作日改派→2"][: 1 + seed % 3])
    return compile_table(table(*rows))


@pytest.mark.parametrize("seed", range(240))
def test_a_sound_process_is_drawn_without_a_fault(seed):
    process = generated(seed)
    drawing = lay_out(process)
    assert faults_of(drawing) == []
    assert [line.edge for line in drawing.lines] == [edge.id for edge in process.edges]
    assert {shape.node.id for shape in drawing.shapes} == {node.id for node in process.nodes}
    assert [label.edge for label in drawing.labels] == [edge.id for edge in process.edges if edge.answer]
    assert {timer.edge for timer in drawing.timers} == {
        edge.id for edge in process.edges if edge.flow is not Flow.NORMAL
    }
    posts = list(dict.fromkeys(node.post for node in process.tasks))
    assert [lane.post for lane in drawing.lanes] == posts


@pytest.mark.parametrize(
    "text",
    [
        "s>A A>o1 o1>急>B o1>难>C B>o2 C>o2 o2>D D>e",
        "s>A A>+1 +1>B +1>C B>+2 C>+2 +2>D D>t",
        "s>A A>B B>A A>C C>e",
        "s>A A>A A>e",
        "s>x1 x1>x2 x2>A A>e",
        "s>A A!B A!!C B>e1 C>e2 A>e",
        "s>A A>x1 x1>回>x1 x1>行>e",
        "s>A A>e B>C C>B",
        "s>x1 x1>行>e1 x1>否>e2",
        "s>e",
    ],
)
def test_what_only_a_diagram_can_draw_has_no_fault(text):
    drawing = lay_out(graph(text))
    assert faults_of(drawing) == []


def test_a_swap_between_rows_does_not_lie_on_one_another():
    """Two steps of one row each lead to the other's row in the next column."""
    nodes = [Node("s", Kind.START), Node("+", Kind.ALL)]
    nodes += [Node(name, Kind.TASK, name, name, post) for name, post in zip("ABCD", "甲乙乙甲", strict=True)]
    nodes += [Node("j", Kind.ALL), Node("e", Kind.END)]
    pairs = ["s+", "+A", "+B", "AC", "BD", "Cj", "Dj", "je"]
    drawing = lay_out(Graph("换", tuple(nodes), tuple(Edge(pair, pair[0], pair[1]) for pair in pairs)))
    assert faults_of(drawing) == []


def test_the_first_way_runs_straight_and_a_way_back_does_not():
    drawing = lay_out(compile_table(table(row(1, "2"), row(2, "返工→1；通过→3"), row(3, "结束"))))
    places = {shape.node.id: shape.box.middle[1] for shape in drawing.shapes}
    assert places["1"] == places["2"] == places["2.choice"] == places["3"] == places["3.end"]
    straight = next(line for line in drawing.lines if line.answer == "通过")
    assert len(straight.points) == 2


def test_what_a_case_only_passes_is_not_drawn():
    limit = Limit("1分钟", 1)
    nodes = (
        Node("s", Kind.START),
        Node("in", Kind.CHOICE),
        Node("A", Kind.TASK, "A", "A", "甲", limit),
        Node("x", Kind.CHOICE),
        Node("loop", Kind.CHOICE),
        Node("e", Kind.END),
    )
    edges = (
        Edge("1", "s", "in"),
        Edge("2", "in", "A"),
        Edge("3", "A", "x"),
        Edge("4", "x", "e", "行"),
        Edge("5", "loop", "loop"),
    )
    kept = shown(Graph("过", nodes, edges))
    assert [node.id for node in kept.nodes] == ["s", "A", "x", "loop", "e"]
    assert [(edge.source, edge.target) for edge in kept.edges] == [("s", "A"), ("A", "x"), ("x", "e"), ("loop", "loop")]


def test_long_names_are_whole_in_a_larger_box_and_endless_ones_end_in_an_ellipsis():
    short, long, endless = "登记", "名" * 60, "名" * 500
    drawing = lay_out(
        compile_table(table(*([str(n), name, "客服", "1分钟", "单", nxt, "", ""]
                              for n, name, nxt in ((1, short, "2"), (2, long, "3"), (3, endless, "结束")))))
    )  # fmt: skip
    rows = {shape.node.id: shape.rows for shape in drawing.shapes}
    assert rows["1"] == (short,)
    assert "".join(rows["2"]) == long
    assert rows["3"][-1].endswith("…")
    boxes = {shape.node.id: shape.box for shape in drawing.shapes}
    assert boxes["1"].wide < boxes["2"].wide
    assert boxes["1"].high < boxes["2"].high


def test_small_print_below_a_name_takes_its_room():
    process = compile_table(table(row(1, "2"), row(2, "结束")))
    plain, noted = lay_out(process), lay_out(process, {"1": ("41 次 · 中位 12 分钟 · 95% 40 分钟 · 最长 3 天", "二")})
    assert noted.by_id["1"].box.high > plain.by_id["1"].box.high
    assert noted.by_id["1"].box.wide > plain.by_id["1"].box.wide
    assert noted.by_id["1"].notes[1] == "二"
    assert faults_of(noted) == []


@pytest.mark.parametrize("seed", range(0, 240, 3))
@pytest.mark.parametrize("most", [100, 500, 1100])
def test_strips_cover_the_whole_and_cut_no_shape_and_no_text(seed, most):
    drawing = lay_out(generated(seed))
    strips = fold(drawing, most)
    assert strips[0].left == drawing.head
    assert strips[-1].right == drawing.box.right
    assert all(before.right == after.left for before, after in pairwise(strips))
    boxes = [shape.box for shape in drawing.shapes] + [label.box for label in drawing.labels]
    for strip in strips:
        held = [box for box in boxes if strip.left <= box.left and box.right <= strip.right]
        assert len(held) == sum(box.left < strip.right and strip.left < box.right for box in boxes)
        for box in held:
            assert any(band.top <= box.top and box.bottom <= band.bottom for band in strip.bands)
        assert strip.high <= drawing.box.high
        cuts = [cut for cut in drawing.cuts[:-1] if strip.left < cut < strip.right]
        assert strip.wide <= most - drawing.head or not cuts


def test_what_fits_is_one_strip():
    drawing = lay_out(compile_table(table(row(1, "结束"))))
    assert fold(drawing, 2000) == [whole(drawing)]
    assert whole(drawing).high == drawing.box.high
