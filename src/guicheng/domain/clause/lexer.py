"""From normalized text to tokens, the more telling spelling first."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from guicheng.domain.clause.forms import Form, forms_of
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.tokens import Token, add_text
from guicheng.domain.clause.units import Units


class Lexer:
    """Splits normalized text by the words of one lexicon.

    Args:
        lexicon: Where the units, periods, comparators and idioms come from.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._makers = Units(lexicon).makers()
        self._by_first = _dispatch(forms_of(lexicon))
        self._starts = re.compile("[" + re.escape("".join(self._by_first)) + "]")

    def tokens(self, plain: str) -> list[Token]:
        """Split normalized text into tokens; what no spelling covers becomes TEXT."""
        tokens: list[Token] = []
        reached = place = 0
        search, by_first, makers = self._starts.search, self._by_first, self._makers
        while (start := search(plain, place)) is not None:
            place = start.start()
            match = by_first[plain[place]].match(plain, place)
            if match is None or match.end() == place:
                place += 1
                continue
            if place > reached:
                add_text(tokens, plain, reached, place)
            makers[match.lastgroup or ""](tokens, match, place, match.end())
            reached = place = match.end()
        if reached < len(plain):
            add_text(tokens, plain, reached, len(plain))
        return tokens


def _dispatch(forms: list[Form]) -> dict[str, re.Pattern[str]]:
    """Compile, for each character a token may begin with, the spellings that may begin so.

    Trying all spellings at every character took ten times as long as the rest of reading.
    """
    rows: dict[str, list[str]] = {}
    for form in forms:
        for char in form.starts:
            rows.setdefault(char, []).append(f"(?P<{form.name}>{form.regex})")
    compiled: dict[str, re.Pattern[str]] = {}
    return {char: compiled.setdefault("|".join(row), re.compile("|".join(row))) for char, row in rows.items()}


_lexers: WeakKeyDictionary[Lexicon, Lexer] = WeakKeyDictionary()


def lexer_for(lexicon: Lexicon) -> Lexer:
    """Return the lexer of a lexicon, compiled once."""
    lexer = _lexers.get(lexicon)
    if lexer is None:
        lexer = _lexers[lexicon] = Lexer(lexicon)
    return lexer


def letters(tokens: list[Token]) -> str:
    """Return the class string: one letter a token."""
    return "".join([token.letter for token in tokens])
