"""What the token table lets run, beside SpiffWorkflow on the same random walks."""

from __future__ import annotations

import random

import pytest
from tests.domain.process.spiff import SpiffCases
from tests.domain.process.tables import Blocks, table

from guicheng.domain.process import Kind, compile_table
from guicheng.domain.process.case_log import CaseEvent, Happened, replay
from guicheng.domain.process.token_compiling import compile_tokens
from guicheng.domain.process.token_table import complete, is_over, ready, start

pytestmark = pytest.mark.unmeasured
_MODELS, _WALKS, _LONGEST = 120, 18, 40


def _answers(graph, step):
    """Return the answers of a step, in the order of its ways."""
    (way,) = graph.ways(step)
    behind = graph.by_id[way.target]
    decides = behind.kind is Kind.CHOICE and len(graph.ways(behind.id)) > 1
    return [edge.answer for edge in graph.ways(behind.id)] if decides else [""]


def test_random_walks_have_the_same_steps_ready_as_spiffworkflow():
    walks = finished = 0
    for seed in range(_MODELS):
        graph = compile_table(table(*Blocks(seed, 4 + seed % 9, alarms=False).process()))
        tokens, cases = compile_tokens(graph), SpiffCases(graph)
        for number in range(_WALKS):
            chance = random.Random(seed * 1_000 + number)  # noqa: S311  it makes test inputs and no secrets
            finished += _walk(graph, tokens, cases.start(), chance)
            walks += 1
    assert walks >= 2_000
    assert finished > walks / 2


def _walk(graph, tokens, case, chance) -> bool:
    marking = start(tokens)
    log = [CaseEvent(Happened.STARTED)]
    for _step in range(_LONGEST):
        assert sorted(ready(tokens, marking)) == case.ready()
        if is_over(tokens, marking):
            break
        step = chance.choice(ready(tokens, marking))
        answers = _answers(graph, step)
        said = chance.randrange(len(answers))
        marking = complete(tokens, marking, step, answers[said])
        case.complete(step, [said])
        log.append(CaseEvent(Happened.COMPLETED, step, answers[said]))
    assert replay(tokens, log) == marking
    assert is_over(tokens, marking) == case.is_over
    return case.is_over
