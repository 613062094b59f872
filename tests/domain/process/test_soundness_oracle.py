"""What is said of soundness, beside a second opinion that plays the table itself."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.domain.process.oracle import Oracle
from tests.domain.process.tables import Blocks, mutant, table

from guicheng.domain.process.compiling import compile_table
from guicheng.domain.process.reduction import is_plainly_sound
from guicheng.domain.process.soundness import TooManyStatesError, prove, search

pytestmark = pytest.mark.unmeasured
_MODELS = 500


def _codes(findings):
    return {finding.code for finding in findings}


def test_models_built_of_sound_blocks_are_proved_sound():
    for seed in range(_MODELS):
        process = table(*Blocks(seed, 4 + seed % 14).process())
        opinion = Oracle(process).judge()
        if opinion.whole:
            assert opinion.sound, seed
        assert prove(compile_table(process)) == (), seed


def test_mutants_are_judged_as_the_second_opinion_judges_them():
    seen = Counter()
    for seed in range(2 * _MODELS):
        process = table(*mutant(Blocks(seed, 4 + seed % 9).process(), seed))
        opinion = Oracle(process).judge(8_000)
        if not opinion.whole:
            continue
        graph = compile_table(process)
        plainly = is_plainly_sound(graph)
        if plainly:
            assert opinion.sound, seed
        try:
            findings = search(graph)
        except TooManyStatesError:
            continue
        codes = _codes(findings)
        assert (not codes) == opinion.sound, (seed, codes, opinion)
        assert ("doubled-step" in codes) == bool(opinion.doubled), seed
        if not opinion.doubled:
            assert ("deadlock" in codes) == opinion.deadlock, seed
            assert ("livelock" in codes) == opinion.livelock, seed
            named = {step for finding in findings if finding.code == "dead-step" for step in finding.steps}
            assert named <= opinion.dead, seed
        seen.update(codes or {"sound"})
    assert min(seen[code] for code in ("sound", "deadlock", "livelock", "dead-step", "doubled-step")) >= 15, seen


def test_reduction_alone_proves_models_without_alarms_and_passes_no_mutant():
    plain = 0
    for seed in range(_MODELS):
        graph = compile_table(table(*Blocks(seed, 30, alarms=False).process()))
        plain += is_plainly_sound(graph)
    assert plain == _MODELS
