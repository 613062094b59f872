"""The token table as it is kept: whole again after JSON, refused where anything of it changed."""

from __future__ import annotations

import json

import pytest
from tests.domain.process.running.cases import AT, END, tokens_of
from tests.domain.process.tables import Blocks, row
from tests.domain.process.test_diagrams import graph

from guicheng.domain.process.running import (
    Item,
    Rest,
    TableDamagedError,
    dump,
    item_of_json,
    item_to_json,
    load,
    marking_of,
)
from guicheng.domain.process.token_compiling import compile_tokens
from guicheng.domain.worktime import Limit, LimitUnit


def kept(tokens):
    return json.loads(json.dumps(dump(tokens)))


@pytest.mark.parametrize("seed", range(30))
def test_a_table_is_the_same_after_it_was_kept(seed):
    tokens = tokens_of(*Blocks(seed, 4 + seed % 20).process())
    # A database may keep the fields of an object in another order.
    again = load(json.loads(json.dumps(kept(tokens), sort_keys=True)))
    assert again == tokens
    assert list(again.steps) == list(tokens.steps)
    assert [list(step.effects) for step in again.steps.values()] == [
        list(step.effects) for step in tokens.steps.values()
    ]


def test_joins_that_wait_for_what_can_come_and_ends_of_everything_are_kept():
    tokens = compile_tokens(graph("s>A A>o1 o1>急>B o1>难>C B>x1 x1>停>e1 x1>行>o2 C>o2 o2>t"))
    assert load(kept(tokens)) == tokens


@pytest.mark.parametrize("change", [{"format": 2}, {"names": []}, {"digest": "0"}, {"start": ["2", [], False]}])
def test_a_table_that_was_changed_is_refused(change):
    with pytest.raises(TableDamagedError) as refused:
        load({**kept(tokens_of(row(1, END, late="30分钟→2"), row(2, END))), **change})
    assert refused.value.code == "table-damaged"


def test_a_marking_is_read_from_its_digits():
    assert (marking_of(""), marking_of("1f")) == (0, 31)
    for text in ("x", "-1", "f" * 201):
        with pytest.raises(TableDamagedError):
            marking_of(text)


def test_open_work_is_the_same_after_it_was_kept():
    limits = (Limit(30, LimitUnit.MINUTE), None)
    for item in (
        Item("1", 1, AT),
        Item("1", 4, AT, "li", "wang", (Rest(AT, AT, "等业主"), Rest(AT, None, "")), (), 2, 1, limits),
    ):
        assert item_of_json(json.loads(json.dumps(item_to_json(item)))) == item
