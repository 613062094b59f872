"""Figures that a person worked out before the code was written."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.attainment.scenarios import COUNTS, FILES, scenario, told, wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_figures_are_those_of_the_scenario(path):
    asked = scenario(path)
    attained = asked.attained()
    found, lines = told(attained), [wanted(line) for line in asked.figures]
    for name, figures in lines:
        have = found[name]
        assert {key: have[key] for key in figures} == figures, name
        silent = set(COUNTS) - figures.keys()
        assert {key: have[key] for key in silent} == dict.fromkeys(silent, 0), name
    by_post = any(len(name.split()) == 4 for name, _figures in lines)
    assert {
        name for name in found if (len(name.split()) == 4) is by_post or (not by_post and len(name.split()) == 3)
    } == {name for name, _figures in lines}
    assert len(attained.assessment.unused) == asked.unused


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_events_sent_twice_and_out_of_order_give_the_same_figures(seed):
    chance = random.Random(seed)  # noqa: S311
    asked = scenario(chance.choice(FILES))
    once = asked.attained()
    events = asked.events + chance.choices(asked.events, k=len(asked.events))
    chance.shuffle(events)
    assert asked.attained(events).assessment == once.assessment


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_thing_is_counted_once_and_no_event_vanishes(path):
    attained = scenario(path).attained()
    judged = attained.assessment.judged
    assert len({(each.id, each.requirement.key) for each in judged}) == len(judged)
