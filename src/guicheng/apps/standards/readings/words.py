"""The words that a company's clauses are read by: the shipped lexicon, its own terms, its named parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

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
)


@dataclass(frozen=True, slots=True)
class CompanyWords:
    """What a company's clauses are read by.

    Args:
        lexicon: The words; None for the shipped ones alone.
        parameters: Value of each named parameter.
    """

    lexicon: Lexicon | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)


def company_words(company_id: int) -> CompanyWords:
    """Return the words of a company: two queries."""
    rows = Term.objects.filter(company_id=company_id).order_by("group", "surface")
    terms = tuple(word_of(row) for row in rows)
    values = dict(Parameter.objects.filter(company_id=company_id).values_list("name", "value"))
    return CompanyWords(_lexicon(terms) if terms else None, values)


def word_of(row: Term) -> Word:
    """Return a row as the lexicon holds it."""
    return Word(normalize(row.surface), row.group, row.canonical, row.value, row.inclusive, "")


@lru_cache(maxsize=16)
def _lexicon(terms: tuple[Word, ...]) -> Lexicon:
    """Return the lexicon over the shipped one; kept, since its lexer takes long to compile."""
    return shipped().over(terms)
