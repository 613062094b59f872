"""One act in two places of which one lies in the other: 楼内公共区域禁止吸烟, 轿厢内不得吸烟.

What a promise of an act says is told by all its words, its place among them. Beside a clause that says the same of a
wider or a narrower place only the rest tells the act; the places are compared as cells.
"""

from __future__ import annotations

import re
from dataclasses import replace

from guicheng.domain.comparison import facets
from guicheng.domain.comparison.bounds import Act
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.scope import FACETS
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.unlikeness import are_turned
from guicheng.domain.comparison.vocabulary import Vocabulary

_SPACE = FACETS.index("space")
#: The whole of which every place is a part.
_ESTATE = re.compile("小区|园区|厂区|院区|校区|大厦|大楼|管理区域|服务区域")
#: Fewest characters that tell an act: 吸烟.
_FEWEST = 2


def placed(mine: Side, theirs: Side, vocabulary: Vocabulary) -> tuple[Side, Side]:
    """Return two clauses with acts that differ in their place alone named as one act.

    Args:
        mine: The first clause.
        theirs: The second clause.
        vocabulary: The words that name places.
    """
    first, second = list(mine.terms), list(theirs.terms)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            said = _said_in_both(mine, a, theirs, b, vocabulary)
            if said:
                first[i], second[j] = _named(a, said), _named(b, said)
    return replace(mine, terms=tuple(first)), replace(theirs, terms=tuple(second))


def _said_in_both(mine: Side, a: Term, theirs: Side, b: Term, vocabulary: Vocabulary) -> str:
    """Return the act that two promises name in two places of which one holds the other, "" where they don't."""
    if not isinstance(a.bound, Act) or a.bound != b.bound:
        return ""
    here, there = a.scope.masks[_SPACE], b.scope.masks[_SPACE]
    if here & there not in {here, there}:
        return ""
    if here == there:
        first, second = plain_content(a.span.of(mine.text)), plain_content(b.span.of(theirs.text))
    else:
        first, second = _said(mine, a, vocabulary), _said(theirs, b, vocabulary)
    if len(first) < _FEWEST or sorted(first) != sorted(second):
        return ""
    return "" if are_turned(a.span.of(mine.text), b.span.of(theirs.text)) else first


def _said(side: Side, term: Term, vocabulary: Vocabulary) -> str:
    """Return what an act is, without the words for places."""
    said = term.span.of(side.text)
    places = {hit.word for hit in vocabulary.hits(said) if hit.group == "scope" and _is_place(hit.word)}
    for word in sorted(places, key=len, reverse=True):
        said = said.replace(word, ",")
    return plain_content(_ESTATE.sub(",", said))


def _is_place(word: str) -> bool:
    return any(facet == "space" for facet, _name in facets.words()[word])


def _named(term: Term, said: str) -> Term:
    return replace(term, key=Key(f"?{said}", term.key.attribute), residue=said)
