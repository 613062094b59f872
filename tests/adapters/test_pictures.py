"""Pictures of figures: what they draw, what they leave out, and that words in them stay words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from guicheng.adapters.pictures import (
    Axis,
    Bar,
    Cell,
    Dot,
    Guide,
    Heat,
    Lines,
    Series,
    Spot,
    bar_chart,
    heat_chart,
    heat_step,
    line_chart,
    number_axis,
    percent_axis,
    scatter,
    svg,
)
from guicheng.adapters.process_palette import Theme

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = ["2026-08", "2026-09", "2026-10", "2026-11"]
SHARES = percent_axis("达标率", [0.7, 0.95])


def of(picture, kind):
    """Return the parts of a picture that have a class."""
    return [each for each in etree.fromstring(picture).iter() if kind in (each.get("class") or "").split()]


def words(picture):
    return [each.text for each in etree.fromstring(picture).iter(f"{SVG}text")]


def line(*spots, **more):
    return line_chart(MONTHS, [Series("报修到场", [Spot(each) for each in spots])], axis=SHARES, title="达标率", **more)


def test_a_line_has_a_mark_for_every_figure_and_breaks_where_there_is_none():
    picture = line(0.9, 0.8, None, 0.95)
    assert len(of(picture, "mark")) == 3
    (drawn,) = of(picture, "line")
    assert drawn.get("d").count("L") == 1


def test_a_higher_figure_stands_higher():
    places = [each.get("transform") for each in of(line(0.75, 0.85, 0.9, 0.95), "mark")]
    heights = [float(each.rstrip(")").split()[1]) for each in places]
    assert heights == sorted(heights, reverse=True)


def test_the_newest_place_is_named_when_not_all_have_room():
    labels = [f"2024-{n:02d}" for n in range(60)]
    spots = [Spot(0.8)] * 60
    shown = words(line_chart(labels, [Series("a", spots)], axis=SHARES, title="t"))
    assert labels[-1] in shown
    assert len(set(labels) & set(shown)) < 15


def test_several_lines_are_told_apart_without_colour():
    series = [Series(name, [Spot(0.8)] * 4) for name in ("甲", "乙", "丙")]
    picture = line_chart(MONTHS, series, axis=SHARES, title="t")
    shapes = {each.get("d") for each in of(picture, "mark")}
    assert len(shapes) == 3
    assert {"甲", "乙", "丙"} <= set(words(picture))


def test_signals_get_a_ring_and_what_is_not_sure_a_hollow_mark():
    spots = [Spot(0.9), Spot(0.75, signal=True), Spot(0.8, sure=False), Spot(None)]
    picture = line_chart(MONTHS, [Series("a", spots)], axis=SHARES, title="t")
    assert len(of(picture, "signal")) == 1
    assert [("sure" in each.get("class").split()) for each in of(picture, "mark")] == [True, True, False]


def test_limits_are_steps_that_leave_gaps():
    picture = line(
        0.9, 0.8, 0.9, 0.9, guides=[Guide("上限", [0.95, 0.94, None, 0.93], edge=True), Guide("均值", [0.85] * 4)]
    )
    limit, mean = of(picture, "guide")
    assert (limit.get("d").count("M"), limit.get("d").count("L")) == (2, 1)
    assert "edge" in limit.get("class")
    assert mean.get("d").count("M") == 1
    assert {"上限", "均值"} <= set(words(picture))


def test_a_guide_without_any_figure_is_not_drawn():
    assert not of(line(0.9, 0.8, 0.9, 0.9, guides=[Guide("上限", [None] * 4)]), "guide")


def test_a_change_stands_before_its_place_with_its_name():
    picture = line(0.9, 0.8, 0.9, 0.9, breaks=[(2, "第2版")])
    assert "第2版" in words(picture)
    assert len(of(picture, "rule")) == 1


def test_words_stand_above_the_lines_that_they_tell_of():
    picture = line(1.0, 1.0, 1.0, 1.0, breaks=[(2, "第2版")], guides=[Guide("上限", [1.0] * 4)])
    last = picture.rindex('class="mark')
    assert picture.index("第2版") > last
    assert picture.index(">上限<") > last


def test_intervals_are_drawn_where_they_are_known():
    spots = [Spot(0.9, 0.8, 0.95), Spot(0.8), Spot(0.9, 0.85, 0.93), Spot(None, 0.1, 0.2)]
    picture = line_chart(MONTHS, [Series("a", spots)], axis=SHARES, title="t")
    assert len(of(picture, "span")) == 2


@pytest.mark.parametrize("theme", [None, *Theme])
def test_a_paper_brings_its_colours_along_and_a_page_has_its_own(theme):
    pictures = [
        line(0.9, 0.8, 0.9, 0.9, theme=theme),
        bar_chart([Bar("a", 1, None, None, "1")], title="t", theme=theme),
        scatter([Dot(1, "a", 0.5, 0.5)], (SHARES, SHARES), title="t", theme=theme),
        heat_chart([("a", [Cell(Heat.MET, "98%")])], ["b"], title="t", theme=theme),
    ]
    for picture in pictures:
        assert (etree.fromstring(picture).find(f"{SVG}style") is not None) == (theme is not None)


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "\"'><b>", "a\x00b\x0bc", "]]>&amp;"])
def test_names_stay_words(evil):
    pictures = [
        line_chart(
            [evil], [Series(evil, [Spot(0.5, told=evil)])] * 2, axis=Axis(evil, 0, 1, ((0.5, evil),)), title=evil
        ),
        bar_chart([Bar(evil, 1, 0.5, 1.5, evil)], title=evil, line=1),
        scatter([Dot(1, evil, 0.5, 0.5)], (SHARES, SHARES), corners=(evil,) * 4, title=evil, lines=Lines(0.5, 0.5)),
        heat_chart([(evil, [Cell(Heat.NOT_MET, evil, evil, 4)])], [evil], title=evil),
    ]
    for picture in pictures:
        root = etree.fromstring(picture)
        assert not [each for each in root.iter() if etree.QName(each).localname in {"script", "b"}]


def test_a_plane_is_parted_only_where_lines_are_given():
    dots = [Dot(1, "a", 0.8, 0.9)]
    drawn = [
        scatter(dots, (SHARES, SHARES), lines=lines, title="t") for lines in (None, Lines(up=0.8), Lines(0.8, 0.8))
    ]
    assert [len(of(each, "rule")) for each in drawn] == [0, 1, 2]


def test_a_target_is_drawn_across_bars_and_has_room():
    picture = bar_chart([Bar("a", 0.5, None, None, "50%")], title="t", line=0.95)
    (rule,) = of(picture, "rule")
    (bar,) = of(picture, "bar")
    right = float(bar.get("x")) + float(bar.get("width"))
    assert float(rule.get("d")[1:].split()[0]) > right


@pytest.mark.parametrize(
    ("share", "target", "step"),
    [
        (1.0, 1.0, 0),
        (0.999, 1.0, 3),
        (0.95, 0.95, 2),
        (0.97, 0.95, 1),
        (0.99, 0.95, 0),
        (0.949, 0.95, 3),
        (0.90, 0.95, 3),
        (0.85, 0.95, 4),
        (0.79, 0.95, 5),
        (0.0, 0.95, 5),
    ],
)
def test_steps_of_a_heat_map_go_around_the_promise(share, target, step):
    assert heat_step(share, target) == step


def test_what_is_below_the_promise_has_a_mark_and_what_has_no_evidence_a_hatch_beside_the_number():
    cells = [
        Cell(Heat.MET, "98%", step=0),
        Cell(Heat.NOT_MET, "78%", step=5),
        Cell(Heat.FEW, "3/4"),
        Cell(Heat.NO_EVIDENCE, "无证据"),
        Cell(Heat.NOTHING, "—"),
    ]
    picture = heat_chart([("云栖花园", cells)], list("甲乙丙丁戊"), title="t")
    assert [each for each in words(picture) if each[:2] in {"98", "78", "3/", "无证", "—"}] == [
        "98%",
        "78%▼",
        "3/4",
        "无证据",
        "—",
    ]
    assert picture.count("url(#heat-hatch)") == 1
    (few,) = of(picture, "few")
    assert few.get("fill") is None


@given(st.lists(st.integers(-(10**6), 10**6).map(lambda n: n / 100), max_size=8), st.booleans())
def test_an_axis_of_numbers_has_room_for_all_and_few_even_ticks(values, zero):
    axis = number_axis("分钟", values, zero=zero)
    assert all(axis.low <= value + 1e-6 * abs(value) and value <= axis.high + 1e-6 * abs(value) for value in values)
    assert axis.low < axis.high
    places = [value for value, _shown in axis.ticks]
    assert 2 <= len(places) <= 9
    gaps = [after - before for before, after in pairwise(places)]
    assert max(gaps) - min(gaps) <= 1e-6 * max(1.0, *map(abs, places))


@given(st.lists(st.floats(0, 1), max_size=8))
def test_an_axis_of_shares_lies_within_the_whole_and_has_room_for_all(shares):
    axis = percent_axis("达标率", shares)
    assert 0 <= axis.low < axis.high <= 1 + 1e-9
    assert axis.high - axis.low >= 0.2 - 1e-9
    assert all(axis.low - 1e-9 <= share <= axis.high + 1e-9 for share in shares)


def test_a_value_outside_an_axis_stands_at_its_end():
    assert [Axis("a", 1, 2, ()).part(value) for value in (0, 1.5, 9)] == [0, 0.5, 1]


def test_a_name_is_cut_by_the_room_that_it_takes():
    assert svg.short("Customer service", 14) == "Customer service"
    assert svg.short("客户服务" * 4, 14) == "客户服务" * 3 + "客…"
    assert svg.room(svg.short("Engineering and maintenance of lifts", 14)) <= 14
