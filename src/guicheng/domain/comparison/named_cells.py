"""Which cells a text names, and by which words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from guicheng.domain.comparison.facets import words
from guicheng.domain.comparison.likeness import plain_content
from guicheng.domain.comparison.vocabulary import Vocabulary

_PLACE = "space"


@lru_cache(maxsize=20_000)
def named_cells(text: str, vocabulary: Vocabulary) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the cells that a text names, facet and value, each with the words that name it.

    Args:
        text: A clause.
        vocabulary: The words that name places and cases.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for hit in vocabulary.hits(text):
        for cell in words()[hit.word] if hit.group == "scope" else ():
            found.setdefault(cell, set()).add(hit.word)
    return {cell: frozenset(named) for cell, named in found.items()}


def named_apart(text: str, other: str, vocabulary: Vocabulary) -> set[str]:
    """Return the characters of words for cells that only one of two texts names.

    Args:
        text: A clause.
        other: The clause beside it.
        vocabulary: The words that name places and cases.
    """
    first, second = named_cells(text, vocabulary), named_cells(other, vocabulary)
    return {
        char
        for cells in first.keys() ^ second.keys()
        for word in first.get(cells, ()) or second.get(cells, ())
        for char in word + plain_content(word)
    }


def is_wider_in(text: str, other: str, vocabulary: Vocabulary) -> bool:
    """Tell whether only one of two texts names a place beside one that both name: 户内、公共部位, 公共部位.

    Args:
        text: A clause.
        other: The clause beside it.
        vocabulary: The words that name places and cases.
    """
    first, second = (
        {cell: words for cell, words in named_cells(each, vocabulary).items() if cell[0] == _PLACE}
        for each in (text, other)
    )
    shared = {word for cell in first.keys() & second.keys() for word in first[cell] | second[cell]}
    alone = {word for cell in first.keys() ^ second.keys() for word in first.get(cell) or second.get(cell) or ()}
    return bool(shared) and any(not any(set(word) & set(each) for each in shared) for word in alone)
