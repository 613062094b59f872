"""Every pattern reads what it says it reads and leaves alone what it says it leaves alone."""

from __future__ import annotations

import re

import pytest
from tests.domain.clause.said import expected, said

from guicheng.domain.clause.forms import forms_of
from guicheng.domain.clause.lexer import letters, lexer_for
from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.patterns import IDLE, Pattern, compile_classes, matches, patterns
from guicheng.domain.clause.reader import read

HITS = [(pattern, hit) for pattern in patterns() for hit in pattern.hits]
MISSES = [(pattern, miss) for pattern in patterns() for miss in pattern.misses]


def _used(text: str) -> set[str]:
    tokens = lexer_for(shipped()).tokens(normalize(text))
    return {pattern.name for pattern, _first, _last in matches(letters(tokens))}


@pytest.mark.parametrize(("pattern", "hit"), HITS, ids=lambda value: value if isinstance(value, str) else value.name)
def test_a_pattern_reads_its_hits(pattern: Pattern, hit: str) -> None:
    text, _, case = hit.partition("→")
    assert pattern.name in _used(text.strip())
    assert said(read(text.strip()).requirements) == expected(case)


@pytest.mark.parametrize(("pattern", "miss"), MISSES, ids=lambda value: value if isinstance(value, str) else value.name)
def test_a_pattern_leaves_its_misses_alone(pattern: Pattern, miss: str) -> None:
    assert pattern.name not in _used(miss)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_a_pattern_shows_three_hits_and_two_misses(pattern: Pattern) -> None:
    assert len(pattern.hits) >= 3
    assert len(pattern.misses) >= 2


def test_pattern_names_are_unique() -> None:
    names = [pattern.name for pattern in patterns()]
    assert len(set(names)) == len(names)


def test_no_spelling_or_pattern_repeats_without_bound() -> None:
    unbounded = re.compile(r"(?<!\\)(?:(?<!\()[*+]|\{\d*,\})")
    for regex in [form.regex for form in forms_of(shipped())] + [pattern.regex for pattern in patterns()]:
        bare = re.sub(r"\[[^\]]*\]|\\.", "", regex)
        assert not unbounded.search(bare), regex


def test_an_unknown_token_class_is_refused() -> None:
    with pytest.raises(KeyError):
        compile_classes("NOSUCHCLASS")


def test_no_pattern_begins_with_an_idle_letter() -> None:
    for pattern in patterns():
        whole = re.compile(pattern.regex)
        assert not any(whole.match(letter + tail) for letter in IDLE for tail in ("D", "F", "P", "K", "tD", "DW", "YF"))
