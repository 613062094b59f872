"""Promises set beside one another: verdicts with a witness, consistency of a library, tailoring of levels."""

from guicheng.domain.comparison.asked import compare_asked, read_rephrased
from guicheng.domain.comparison.comparing import compare, compare_in_common
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.libraries import compare_libraries
from guicheng.domain.comparison.pairing import Pairing, compare_clauses
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.scope import ANYWHERE, Scope
from guicheng.domain.comparison.services import services_promised
from guicheng.domain.comparison.term import Key, Level, Term
from guicheng.domain.comparison.verdict import Comparison, Verdict, Witness
from guicheng.domain.comparison.vocabulary import Vocabulary, shipped_vocabulary

__all__ = [
    "ANYWHERE",
    "UNKNOWN",
    "Comparison",
    "Facts",
    "Key",
    "Level",
    "Pairing",
    "Scope",
    "Term",
    "Verdict",
    "Vocabulary",
    "Witness",
    "compare",
    "compare_asked",
    "compare_clauses",
    "compare_in_common",
    "compare_libraries",
    "read_rephrased",
    "services_promised",
    "shipped_vocabulary",
    "terms_of",
]
