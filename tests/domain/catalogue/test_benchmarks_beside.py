"""Known values beside a promise."""

from __future__ import annotations

import pytest

from guicheng.domain.catalogue.benchmarks import known_values, sentence_of, shipped_values, strips_of
from guicheng.domain.clause.reader import read


def test_nearly_all_known_values_are_recognised():
    assert sum(map(len, known_values().values())) >= 0.9 * sum(row.number is not None for row in shipped_values())


def test_a_promise_stands_among_values_of_the_same_thing_in_the_same_unit():
    (strip,) = strips_of(read("接到紧急报修后，维修工应在30分钟内到达现场。"))
    assert (strip.lowest, strip.highest) == ("5", "45")
    assert len(strip.values) >= 8
    assert all(value.unit == "minute" for value in strip.values)


@pytest.mark.parametrize("text", ["员工应佩戴工牌。", "水景每分钟喷涌1次。"])
def test_where_nothing_is_known_nothing_is_shown(text):
    assert strips_of(read(text)) == ()


def test_each_kind_of_value_is_said_as_a_clause():
    said = {row.attribute: sentence_of(row) for row in shipped_values()}
    assert set(said) >= {"time_limit", "frequency", "ratio", "retention"}
    assert all(said.values())
