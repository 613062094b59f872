"""Tables and pictures of figures, in words."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from tests.domain.demand.test_wave import ASKED, wave

from guicheng.adapters.pictures import Bar, Dot, bar_chart, quadrant_chart
from guicheng.adapters.process_palette import Theme
from guicheng.adapters.survey_tables import survey_tables
from guicheng.adapters.survey_tables.cells import shown
from guicheng.domain.demand.estimates import Estimate
from guicheng.domain.demand.fields import fields_of_all
from guicheng.domain.demand.wave import changes_of, figures_of


def said(message):
    return message.render()


@pytest.fixture(scope="module")
def tables():
    before, after = wave(1), wave(500, happy=2)
    return {table.id: table for table in survey_tables(ASKED, figures_of(after), changes_of(before, after), said)}


def test_every_figure_of_a_wave_has_its_table_in_the_order_of_a_reader(tables):
    assert list(tables) == [
        "map",
        "priorities",
        "changes",
        "promoters",
        "scores",
        "dimensions",
        "gaps",
        "kano",
        "chosen-table-a",
        "chosen-table-b",
        "chosen-one",
        "chosen-many",
        "rated-best",
        "weighed-weigh",
        "pairs-weigh",
    ]


def test_weights_of_pairs_open_into_the_answers_of_each_pair(tables):
    fields = fields_of_all(ASKED)
    named = [line.figures[0].field for line in tables["pairs-weigh"].lines]
    assert named == [name for name in fields if name.startswith("weigh.")]
    assert all(line.figures[0].count for line in tables["pairs-weigh"].lines)


def test_every_line_has_a_figure_for_each_heading(tables):
    for table in tables.values():
        assert table.lines
        assert all(len(line.figures) == len(table.head) - 1 for line in table.lines), table.id


def test_numbers_of_a_picture_are_those_of_its_table(tables):
    table = tables["map"]
    drawn = re.findall(r'class="number"[^>]*>(\d+)<', table.chart.screen)
    assert [int(number) for number in drawn] == [line.number for line in table.lines]


def test_a_change_is_told_with_its_verdict_and_chance(tables):
    lines = {line.name: line for line in tables["changes"].lines}
    assert lines["repair？ · Satisfaction"].verdict == "better"
    assert lines["repair？ · Satisfaction"].beside == "p < 0.001"
    assert lines["stairs？ · Satisfaction"].verdict == "no change shown"


def test_a_picture_is_sound_xml_and_brings_colours_for_paper_alone(tables):
    for table in tables.values():
        if table.chart:
            assert etree.fromstring(table.chart.screen).find("{http://www.w3.org/2000/svg}style") is None
            assert etree.fromstring(table.chart.paper).find("{http://www.w3.org/2000/svg}style") is not None


def test_names_cannot_break_out_of_a_picture():
    bad = '<script>"&\x00'
    dots = [Dot(1, bad, 0.5, 0.5, None, "keep_up", sure=True)]
    words = (bad,) * 4
    for theme in (None, *Theme):
        etree.fromstring(quadrant_chart(dots, (0.5, 0.5), axes=(bad, bad), corners=words, title=bad, theme=theme))
        picture = bar_chart([Bar(bad * 9, 0.0, None, None, bad), Bar("b", -1, -2, 1, "x")], title=bad, zero=True)
        assert "<script" not in picture
        etree.fromstring(picture)


def test_marks_stay_inside_the_frame():
    dots = [
        Dot(1, "a", 0.0, 1.0, (0.0, 0.1, 0.9, 1.0), "concentrate_here", sure=False),
        Dot(2, "b", 1.0, 0.0, None, "possible_overkill", sure=True),
    ]
    picture = quadrant_chart(dots, (0.5, 0.5), axes=("x", "y"), corners=("a", "b", "c", "d"), title="t")
    places = re.findall(r'class="mark[^"]*" transform="translate\(([\d.]+) ([\d.]+)\)"', picture)
    assert all(64 <= float(x) <= 624 and 16 <= float(y) <= 408 for x, y in places)


@pytest.mark.parametrize(
    ("value", "more", "said_as"),
    [
        (0.5, {}, "50"),
        (-0.123, {"sign": True}, "−12"),
        (0.123, {"sign": True}, "+12"),
        (-0.001, {"sign": True}, "0"),
        (3.456, {"times": 1, "places": 2}, "3.46"),
        (None, {}, "—"),
    ],
)
def test_a_figure_is_written_as_it_is_read(value, more, said_as):
    assert shown(Estimate(value, None, None, 9.0, (1, 2)), "q", **more).value == said_as


def test_an_interval_stands_beside_its_figure():
    found = shown(Estimate(0.5, 0.25, 0.75, 40.0, (1, 2, 3)), "q")
    assert (found.around, found.count, found.few) == ("25～75", 3, False)
