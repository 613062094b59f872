"""When a question is shown: a closed grammar of tests on earlier answers; nothing in it can run.

Grammar::

    condition = joined { "or" joined }
    joined    = part { "and" part }
    part      = "not" part | "(" condition ")" | test
    test      = "answered" field
              | field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
              | field "has" value
              | field "in" "(" value { "," value } ")"
    field     = name [ "." name ]          e.g. tenure, repair.satisfaction
    value     = name | whole number

A test of a field without an answer, or answered with "I cannot say", does not hold, whatever it asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final, NoReturn

from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _

#: What a field may hold: an option, a text, a number, several options.
Value = str | int | tuple[str, ...]
Answers = Mapping[str, Value]

_LONGEST: Final = 500
_DEEPEST: Final = 8
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<word>[a-z0-9][a-z0-9_]*(?:\.[a-z0-9][a-z0-9_]*)*)|(?P<mark>!=|<=|>=|[=<>(),])|(?P<sign>-\d+))"
)
_COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")
#: Words of the grammar, which are no names.
KEPT: Final = frozenset({"and", "or", "not", "in", "has", "answered"})


class ConditionRefusedError(GuichengError):
    """A condition is not in the grammar; the message tells where."""

    code = "condition-refused"


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one field.

    Args:
        field: Name of the field.
        word: ``answered``, ``has``, ``in``, or a sign of comparison.
        values: What it is compared with; nothing for ``answered``, several for ``in`` alone.
    """

    __test__: ClassVar[bool] = False  # pytest would take the name for a test case

    field: str
    word: str
    values: tuple[str, ...] = ()

    def holds(self, answers: Answers) -> bool:
        """Tell whether the answers pass."""
        answer = answers.get(self.field)
        if answer is None or answer in {"", ()} or answer == "na":
            return False
        if self.word == "answered":
            return True
        if self.word == "has":
            return self.values[0] in (answer if isinstance(answer, tuple) else (str(answer),))
        if self.word == "in":
            return str(answer) in self.values
        return _compared(answer, self.word, self.values[0])

    def fields(self) -> Iterator[Test]:
        """Yield the test itself."""
        yield self

    def __str__(self) -> str:
        if self.word == "answered":
            return f"answered {self.field}"
        if self.word == "in":
            return f"{self.field} in ({', '.join(self.values)})"
        return f"{self.field} {self.word} {self.values[0]}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Condition

    def holds(self, answers: Answers) -> bool:
        """Tell whether the answers do not pass the part."""
        return not self.part.holds(answers)

    def fields(self) -> Iterator[Test]:
        """Yield the tests of the part."""
        return self.part.fields()

    def __str__(self) -> str:
        return f"not {_bracketed(self.part)}"


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts of which all must hold (``and``), or one (``or``)."""

    word: str
    parts: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        """Tell whether all or one of the parts hold."""
        found = (part.holds(answers) for part in self.parts)
        return all(found) if self.word == "and" else any(found)

    def fields(self) -> Iterator[Test]:
        """Yield the tests of all parts."""
        for part in self.parts:
            yield from part.fields()

    def __str__(self) -> str:
        return f" {self.word} ".join(_bracketed(part) for part in self.parts)


Condition = Test | Not | Joined


def read_condition(text: str) -> Condition:
    """Read a condition.

    Args:
        text: At most 500 characters, nested at most 8 deep.

    Raises:
        ConditionRefusedError: It is not in the grammar.

    Example:
        >>> str(read_condition("tenure=owner and not nps>8"))
        'tenure = owner and not nps > 8'
    """
    if len(text) > _LONGEST:
        raise ConditionRefusedError(
            _("The condition has more than {most} characters. Divide it over questions.", most=str(_LONGEST))
        )
    reader = _Reader(tuple(_tokens(text)))
    found = reader.condition(0)
    reader.end()
    return found


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words and marks with the place of each, counted from 1."""
    at = 0
    stripped = text.rstrip()
    while at < len(stripped):
        match = _TOKEN.match(text, at)
        if match is None:
            rest = text[at:].lstrip()
            at += len(text[at:]) - len(rest) + 1
            raise ConditionRefusedError(
                _(
                    "“{mark}” at character {place} is not part of a condition. "
                    "Write it with the names of fields and options, such as: tenure = owner and nps < 7.",
                    mark=rest[0],
                    place=str(at),
                )
            )
        token = match.group().strip()
        yield token, match.end() - len(token) + 1
        at = match.end()


class _Reader:
    """Takes the tokens one by one."""

    def __init__(self, tokens: tuple[tuple[str, int], ...]) -> None:
        self._tokens = tokens
        self._at = 0

    def condition(self, depth: int) -> Condition:
        return self._joined("or", depth)

    def end(self) -> None:
        if self._at < len(self._tokens):
            self._refuse(_("the end, “and” or “or”"))

    def _joined(self, word: str, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise ConditionRefusedError(_("The condition is nested too deep. Divide it over questions."))
        parts = [self._joined("and", depth) if word == "or" else self._part(depth)]
        while self._took(word):
            parts.append(self._joined("and", depth) if word == "or" else self._part(depth))
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _part(self, depth: int) -> Condition:
        if self._took("not"):
            if depth >= _DEEPEST:
                raise ConditionRefusedError(_("The condition is nested too deep. Divide it over questions."))
            return Not(self._part(depth + 1))
        if self._took("("):
            inner = self.condition(depth + 1)
            self._take(")")
            return inner
        return self._test()

    def _test(self) -> Test:
        if self._took("answered"):
            return Test(self._name(), "answered")
        field = self._name()
        if self._took("has"):
            return Test(field, "has", (self._value(),))
        if self._took("in"):
            return Test(field, "in", self._values())
        sign = self._present()
        if sign not in _COMPARISONS:
            self._refuse(_("=, !=, <, <=, >, >=, “has” or “in”"))
        self._at += 1
        return Test(field, sign, (self._value(),))

    def _values(self) -> tuple[str, ...]:
        self._take("(")
        values = [self._value()]
        while self._took(","):
            values.append(self._value())
        self._take(")")
        return tuple(values)

    def _name(self) -> str:
        token = self._present()
        if not token or not token[0].isalnum() or token in KEPT:
            self._refuse(_("the name of a field"))
        self._at += 1
        return token

    def _value(self) -> str:
        token = self._present()
        if not token or not (token[0].isalnum() or token[0] == "-") or "." in token or token in KEPT:
            self._refuse(_("the name of an option or a whole number"))
        self._at += 1
        return token

    def _present(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _took(self, token: str) -> bool:
        if self._present() != token:
            return False
        self._at += 1
        return True

    def _take(self, token: str) -> None:
        if not self._took(token):
            self._refuse(_("“{mark}”", mark=token))

    def _refuse(self, wanted: Message) -> NoReturn:
        if self._at < len(self._tokens):
            token, place = self._tokens[self._at]
            raise ConditionRefusedError(
                _(
                    "“{mark}” at character {place} of the condition: {wanted} should stand here.",
                    mark=token,
                    place=str(place),
                    wanted=wanted,
                )
            )
        raise ConditionRefusedError(_("The condition ends too early: {wanted} should follow.", wanted=wanted))


def _bracketed(part: Condition) -> str:
    return f"({part})" if isinstance(part, Joined) else str(part)


def _compared(answer: Value, sign: str, value: str) -> bool:
    """Compare an answer with a value: as numbers where both are, else as names for = and != alone."""
    if isinstance(answer, int) and re.fullmatch(r"-?\d+", value):
        number = int(value)
        return {
            "=": answer == number,
            "!=": answer != number,
            "<": answer < number,
            "<=": answer <= number,
            ">": answer > number,
            ">=": answer >= number,
        }[sign]
    if sign in {"=", "!="}:
        return (str(answer) == value) == (sign == "=")
    return False
