"""Promises set beside one another: verdicts with a witness, consistency of a library, tailoring of levels."""

from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.consistency import Fault, Inconsistency, against, analyse, grouped
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.levels import Deviation, Standing, tailoring
from guicheng.domain.comparison.libraries import compare_libraries
from guicheng.domain.comparison.pairing import Pairing, compare_clauses
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.scope import ANYWHERE, Scope
from guicheng.domain.comparison.term import Key, Level, Term
from guicheng.domain.comparison.verdict import Comparison, Verdict, Witness
from guicheng.domain.comparison.vocabulary import Vocabulary, shipped_vocabulary

__all__ = [
    "ANYWHERE",
    "UNKNOWN",
    "Comparison",
    "Deviation",
    "Facts",
    "Fault",
    "Inconsistency",
    "Key",
    "Level",
    "Pairing",
    "Scope",
    "Standing",
    "Term",
    "Verdict",
    "Vocabulary",
    "Witness",
    "against",
    "analyse",
    "compare",
    "compare_clauses",
    "compare_libraries",
    "grouped",
    "shipped_vocabulary",
    "tailoring",
    "terms_of",
]
