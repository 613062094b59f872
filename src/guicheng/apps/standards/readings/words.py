"""The words that a company's clauses are read by: the shipped lexicon, its own terms, its named parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from django.db.models import CharField, Value

from guicheng.apps.standards.models import Parameter, Term
from guicheng.domain.clause.lexicon import Lexicon, shipped
from guicheng.domain.clause.lexicon import Term as Word
from guicheng.domain.clause.normalize import normalize

#: Classes of the lexicon to which a company may add; the others are the reader's grammar.
TERM_GROUPS: Final = (
    "post",
    "severity",
    "time-unit",
    "physical",
    "metric-name",
    "harmless",
    "immediate",
    "vague-time",
    "vague-frequency",
    "vague-quality",
    "vague-degree",
    "vague-escape",
    "vague-open",
    # What the glossary explains; the reader asks nothing of them.
    "place",
    "activity",
)


@dataclass(frozen=True, slots=True)
class CompanyWords:
    """What a company's clauses are read by.

    Args:
        lexicon: The words; None for the shipped ones alone.
        parameters: Value of each named parameter.
        grade: Position of the grade by which values per grade are read, the best is 0.
        activities: Words of the company → activity that they mean, as people corrected it.
    """

    lexicon: Lexicon | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    grade: int = 0
    activities: Mapping[str, str] = field(default_factory=dict)


def company_words(company_id: int) -> CompanyWords:
    """Return the words of a company: one query."""
    terms = Term.objects.filter(company_id=company_id).order_by()
    parameters = Parameter.objects.filter(company_id=company_id).order_by()
    nothing = Value("", output_field=CharField())
    # No class of words has an empty name, so that it can stand for the parameters.
    named = parameters.values_list(Value("", output_field=CharField()), "name", "value", nothing, nothing)
    rows = terms.values_list("group", "surface", "canonical", "value", "inclusive").union(named, all=True)
    listed = sorted(rows)
    words = tuple(_word(surface, group, *rest) for group, surface, *rest in listed if group)
    values = {name: value for group, name, value, *_rest in listed if not group}
    activities = {word.surface: word.canonical for word in words if word.group == "activity" and word.canonical}
    return CompanyWords(_lexicon(words) if words else None, values, activities=activities)


def word_of(row: Term) -> Word:
    """Return a row as the lexicon holds it."""
    return _word(row.surface, row.group, row.canonical, row.value, row.inclusive)


def _word(surface: str, group: str, canonical: str, value: str, inclusive: str) -> Word:
    return Word(normalize(surface), group, canonical, value, inclusive, "")


@lru_cache(maxsize=16)
def _lexicon(terms: tuple[Word, ...]) -> Lexicon:
    """Return the lexicon over the shipped one; kept, since its lexer takes long to compile."""
    return shipped().over(terms)
