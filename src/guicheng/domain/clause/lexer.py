"""From normalized text to tokens, the more telling spelling first."""

from __future__ import annotations

import re

from guicheng.domain.clause.forms import Form, forms_of, part
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
        self._spellings = _Spellings(forms_of(lexicon))

    def tokens(self, plain: str) -> list[Token]:
        """Split normalized text into tokens; what no spelling covers becomes TEXT."""
        tokens: list[Token] = []
        reached = 0
        spellings, makers = self._spellings, self._makers
        for start in spellings.starts.finditer(plain):
            place = start.start()
            if place < reached:
                continue
            match = spellings[plain[place]].match(plain, place)
            if match is None or (end := match.end()) == place:
                continue
            if place > reached:
                add_text(tokens, plain, reached, place)
            makers[match.lastgroup or ""](tokens, match, place, end)
            reached = end
        if reached < len(plain):
            add_text(tokens, plain, reached, len(plain))
        return tokens


class _Spellings(dict[str, re.Pattern[str]]):
    """For each character a token may begin with, the spellings that may begin so, compiled when first met.

    Trying all spellings at every character took ten times as long as the rest of reading; compiling all of them
    took half the time of a command that reads one file.
    """

    def __init__(self, forms: list[Form]) -> None:
        super().__init__()
        rows: dict[str, list[str]] = {}
        numerals = part("numerals")
        for form in forms:
            for char in form.starts:
                # All numerals have the same forms and the longest; they share the words too, and so one pattern.
                regex = form.at(numerals if char in numerals else char)
                rows.setdefault(char, []).append(f"(?P<{form.name}>{regex})")
        self._rows = {char: "|".join(row) for char, row in rows.items()}
        self.starts = re.compile("[" + re.escape("".join(rows)) + "]")

    def __missing__(self, char: str) -> re.Pattern[str]:
        pattern = self[char] = re.compile(self._rows[char])
        return pattern


def lexer_for(lexicon: Lexicon) -> Lexer:
    """Return the lexer of a lexicon, compiled once."""
    return lexicon.once(Lexer)


def letters(tokens: list[Token]) -> str:
    """Return the class string: one letter a token."""
    return "".join([token.letter for token in tokens])
