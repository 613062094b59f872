"""Two clauses of a company set beside one another as ``guicheng compare --pairs`` does: the answer that pages show."""

from __future__ import annotations

from functools import lru_cache

from guicheng.apps.standards.readings.comparing import Member, vocabulary_of
from guicheng.apps.standards.readings.words import CompanyWords
from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.comparison import Comparison, Facts, Pairing, Verdict, Vocabulary
from guicheng.domain.standard.beside import set_beside
from guicheng.domain.standard.between import settled
from guicheng.domain.standard.tailoring import whole
from guicheng.domain.values import Message
from guicheng.domain.values.message import _


def answer_on(
    member: Member, upper: Member, found: Comparison | None, facts: Facts, words: CompanyWords
) -> Comparison | None:
    """Return how a clause stands to one that binds it, None where they speak of differing things.

    What was found of single promises only told that the two are to be set beside one another; the verdict is that of
    both clauses as a whole, which is what a person asks for. Of an upper clause that promises several things each
    promise keeps what was found of it, unless the whole clause is kept.

    Args:
        member: The clause.
        upper: The clause of a contract, of the company or of a unit above.
        found: What comparing one promise of each said; None where they only share words.
        facts: What is known for comparing.
        words: The words of the company.
    """
    asked = _asked(member.reading, upper.reading, facts, vocabulary_of(words), words.lexicon)
    said = settled(asked, found, len(member.terms), len(upper.terms))
    return whole(said) if isinstance(said, Pairing) else said


def missing_in(comparison: Comparison | None) -> Message:
    """Return the fact that is missing where a clause cannot be said to keep a promise."""
    told = comparison.told if comparison else None
    if told is not None:
        return told
    if comparison is not None and comparison.verdict is Verdict.COMPATIBLE:
        return _("Whether the clause keeps it in every case: it holds in some cases only, or asks for another step.")
    return _("Whether both speak of the same activity.")


@lru_cache(maxsize=20_000)
def _asked(first: Clause, second: Clause, facts: Facts, vocabulary: Vocabulary, lexicon: Lexicon | None) -> Pairing:
    """Ask once: the pages of a contract, of compliance and of a clause ask for the same pairs again and again."""
    return set_beside(first, second, facts, vocabulary=vocabulary, lexicon=lexicon)
