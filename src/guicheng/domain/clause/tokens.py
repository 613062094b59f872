"""The letters of the pattern language: a clause becomes a short string with one letter a token."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from guicheng.domain.values import Span

#: Names that patterns use, and the letter each token class has in the class string.
LETTERS = {
    "TEXT": "t",
    "COMMA": ",",
    "STOP": ".",
    "OPEN": "(",
    "CLOSE": ")",
    "DURATION": "D",
    "DAY24": "H",
    "TIMES": "F",
    "PEOPLE": "K",
    "RINGS": "R",
    "KINDS": "X",
    "THINGS": "G",
    "PHYSICAL": "Q",
    "PERCENT": "P",
    "PERIOD": "Y",
    "IDIOM": "I",
    "YEARLY": "Z",
    "SLASHPERIOD": "/",
    "INTERVAL": "V",
    "OP": "O",
    "OVER": "U",
    "SUFFIX": "S",
    "WITHIN": "W",
    "BEFORE": "B",
    "AFTER": "A",
    "ADVANCE": "N",
    "KEEP": "E",
    "EACH": "J",
    "CLOCK": "C",
    "WEEKDAYS": "L",
    "DATE": "M",
    "DAYPART": "d",
    "SAMEDAY": "s",
    "NEXTDAY": "x",
    "SEASON": "e",
    "RECURRING": "r",
    "SCOPE": "c",
    "LABEL": "l",
    "NUMBER": "n",
    "PLUSMINUS": "m",
    "SLOT": "T",
    "TURN": "p",
}


@dataclass(slots=True)
class Token:
    """One token.

    Args:
        letter: Its class, a letter of ``LETTERS``.
        start: First code point.
        end: Code point after the last.
        text: The normalized characters.
        low: Lower number where the token carries one.
        high: Upper number of a range, otherwise None.
        unit: Canonical unit, period or window text.
        op: Direction of a comparator.
    """

    letter: str
    start: int
    end: int
    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    op: str = ""

    @property
    def span(self) -> Span:
        """Where the token stands, in code points."""
        return Span(self.start, self.end)


def add_text(tokens: list[Token], plain: str, start: int, end: int) -> None:
    """Append a stretch of other text, joined to text right before it; blank stretches make no token."""
    if not plain[start:end].strip():
        return
    if tokens and tokens[-1].letter == "t" and tokens[-1].end == start:
        tokens[-1].end = end
        tokens[-1].text += plain[start:end]
        return
    tokens.append(Token("t", start, end, plain[start:end]))
