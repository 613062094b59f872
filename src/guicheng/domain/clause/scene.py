"""One clause on the bench: its tokens, and what stands around a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.requirement import Kind
from guicheng.domain.clause.tokens import Token

#: A ceiling where nothing else is said: of 控制在26℃以上 the suffix tells the direction.
_SOFT = "控制"
#: What ends as a case does: 22点以后的, 巡逻时; the 时 of 24小时, 40学时 and 18时 is none.
CASE_END = re.compile(r"(?:的|者|(?<![小学课工点\d零一二两三四五六七八九十半])时)$")
_BREAK = re.compile("[,;。!?:·\n]")


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that decide what a number means; each a tuple so that ``startswith`` and ``endswith`` take it."""

    response: tuple[str, ...]
    finish: tuple[str, ...]
    span_noun: tuple[str, ...]
    limit_noun: tuple[str, ...]
    span_verb: tuple[str, ...]
    incident: tuple[str, ...]
    keep: tuple[str, ...]
    no_promise: tuple[str, ...]
    penalty: tuple[str, ...]
    charge: tuple[str, ...]
    regular_work: tuple[str, ...]
    open_hours: tuple[str, ...]


def cues_of(lexicon: Lexicon) -> Cues:
    """Return the deciding words of a lexicon, collected once."""
    return lexicon.once(_collected)


def _collected(lexicon: Lexicon) -> Cues:
    names = [name.replace("_", "-") for name in Cues.__dataclass_fields__]
    return Cues(*(tuple(lexicon.group(name)) for name in names))


@dataclass(slots=True)
class Draft:
    """A requirement before its surroundings are attached.

    Args:
        kind: What is bounded.
        op: Direction of the bound.
        value: The number, or the text of a window.
        unit: Its unit, None for a window.
        per: Period of a count, None where there is none.
        start: First code point of the words it was read from.
        end: Code point after the last.
        threshold: Whether the number only says when or to whom the clause applies.
    """

    kind: Kind
    op: str
    value: Decimal | str
    unit: str | None
    per: str | None
    start: int
    end: int
    threshold: bool = False


@dataclass(slots=True)
class Scene:
    """What a builder may look at.

    Args:
        plain: The normalized clause.
        tokens: Its tokens.
        cues: The deciding words.
        drafts: What earlier patterns of the clause have read.
    """

    plain: str
    tokens: list[Token]
    cues: Cues
    drafts: list[Draft] = field(default_factory=list)
    _cuts: list[int] | None = field(default=None, init=False, repr=False)

    def before(self, start: int, reach: int = 24) -> str:
        """Return the text of the same part before a place, at most ``reach`` characters."""
        if self._cuts is None:
            self._cuts = [cut.end() for cut in _BREAK.finditer(self.plain)]
        behind = bisect_right(self._cuts, start)
        left = self._cuts[behind - 1] if behind else 0
        return self.plain[max(left, start - reach, 0) : start]

    def after(self, end: int, reach: int = 24) -> str:
        """Return the text of the same part behind a place, at most ``reach`` characters."""
        cut = _BREAK.search(self.plain, end, end + reach)
        return self.plain[end : cut.start() if cut else end + reach]

    def previous(self, start: int) -> str:
        """Return the part before the one in which a place stands, at most 40 characters; "" behind a semicolon."""
        head = start - len(self.before(start, 60))
        return self.before(head - 1, 40) if head > 0 and self.plain[head - 1] != ";" else ""


def pick(tokens: Iterable[Token], letters: str) -> Token | None:
    """Return the first token of one of the given letters."""
    for token in tokens:
        if token.letter in letters:
            return token
    return None


def direction(tokens: list[Token], default: str = "==") -> str:
    """Combine what stands before and behind a number into one operator.

    A denied comparator (不低于) decides over a suffix (以上), a suffix over a comparator such as 达到 and 控制在, and 以内 over
    a verb that only says that something stays (保持在, 维持在).
    """
    over = suffix = within = ""
    denied = ""
    for token in tokens:
        if token.letter == "O" and token.op != "==" and not token.text.startswith(_SOFT):
            denied = token.op
        elif token.letter in "OU":
            over = token.op
        elif token.letter == "S":
            suffix = suffix or token.op
        elif token.letter == "W" and token.text.strip() != "之间":
            within = "<="
    if suffix == "==":
        return suffix
    if within and over == "==":
        # 保持在5厘米以内 bounds; the verb only says that it lasts.
        over = ""
    return denied or suffix or over or within or default


def draft(
    kind: Kind,
    op: str,
    value: Decimal | str | None,
    unit: str | None,
    tokens: list[Token],
    *,
    per: str | None = None,
    threshold: bool = False,
) -> Draft:
    """Return one draft that spans the given tokens; a missing value counts as zero."""
    number = Decimal(0) if value is None else value
    return Draft(kind, op, number, unit, per, tokens[0].start, tokens[-1].end, threshold)


def bounds(
    kind: Kind,
    tokens: list[Token],
    number: Token,
    unit: str | None,
    *,
    per: str | None = None,
    default: str = "==",
    threshold: bool = False,
) -> Iterator[Draft]:
    """Yield one draft, or two where the number is a range without a comparator."""
    op = direction(tokens, default)
    low, high = number.low, number.high
    if low is None or high is None or high == low:
        yield draft(kind, op, low, unit, tokens, per=per, threshold=threshold)
    elif op in {"<=", "<"} and not any(token.text.startswith("控制") for token in tokens):
        yield draft(kind, op, max(low, high), unit, tokens, per=per, threshold=threshold)
    elif op in {">=", ">"} and pick(tokens, "U") is None:
        yield draft(kind, op, min(low, high), unit, tokens, per=per, threshold=threshold)
    else:
        yield draft(kind, ">" if op == ">" else ">=", min(low, high), unit, tokens, per=per, threshold=threshold)
        yield draft(kind, "<=", max(low, high), unit, tokens, per=per, threshold=threshold)


def window(token: Token, text: str) -> Draft:
    """Return a window whose value is ``text`` without blanks."""
    return Draft(Kind.WINDOW, "==", text.replace(" ", ""), None, None, token.start, token.end)
