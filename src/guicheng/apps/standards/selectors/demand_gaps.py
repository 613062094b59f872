"""Clauses that promise less than the demand wants which they are said to answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.research.models import Demand, DemandState
from guicheng.apps.standards.models import ClauseKind, DemandLink, DraftClause
from guicheng.apps.standards.readings.comparing import member_of, vocabulary_of
from guicheng.apps.standards.readings.words import CompanyWords, company_words
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import UNKNOWN, Term, Verdict, compare_clauses, terms_of


@dataclass(frozen=True, slots=True)
class LooserClause:
    """A clause that falls short of a demand.

    Args:
        demand: What is wanted.
        clause: The clause that a person said answers it, with its standard.
        why: A case that shows it, in the language of the reader.
    """

    demand: Demand
    clause: DraftClause
    why: str


def looser_clauses(actor: Actor, unit: Unit) -> list[LooserClause]:
    """Return the clauses looser than the demands of a unit, and of what lies below it: three queries.

    Only what a person linked is compared, and only where both sides have numbers that are read.

    Args:
        actor: Who asks; demands and clauses out of their reach are left out.
        unit: The unit.
    """
    rows = DemandLink.objects.filter(
        actor.within("research.read", "demand__unit"),
        actor.within("standards.read", "standard__unit"),
        answers=True,
        demand__state__in=[DemandState.PROPOSED, DemandState.CONFIRMED],
        demand__unit__path__startswith=unit.path,
        standard__archived_at__isnull=True,
    )
    links = list(rows.select_related("demand").order_by("demand__number", "pk"))
    keys = [link.clause_key for link in links]
    clauses = DraftClause.objects.filter(key__in=keys, kind=ClauseKind.CLAUSE).select_related("standard__unit")
    by_key = {clause.key: clause for clause in clauses}
    words = company_words(links[0].demand.company_id) if links else None
    return [found for link in links if words for found in _compared(link.demand, by_key.get(link.clause_key), words)]


def _compared(demand: Demand, clause: DraftClause | None, words: CompanyWords) -> Iterator[LooserClause]:
    if clause is None:
        return
    wanted = _wanted(demand.text, words)
    promised = member_of(clause, clause.standard, words).terms
    if not wanted or not promised:
        return
    # A person said that the two are about one thing.
    pairing = compare_clauses(promised, wanted, replace(UNKNOWN, same_activity=True, same_subject=True))
    if pairing.verdict is Verdict.LOOSER:
        witness = pairing.witness
        yield LooserClause(demand, clause, witness.example.render(gettext) if witness else "")


def _wanted(text: str, words: CompanyWords) -> tuple[Term, ...]:
    return terms_of(read(text, lexicon=words.lexicon), vocabulary_of(words), lexicon=words.lexicon)
