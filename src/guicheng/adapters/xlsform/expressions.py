"""The small part of XPath in which XLSForm writes when a question is relevant, to and from our conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from guicheng.domain.demand.conditions import Condition, Joined, Not, Test
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

#: What joins the parts of a field's name, since a dot means something else to some tools.
JOINT: Final = "__"
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<ref>\$\{\s*[A-Za-z_][\w.-]*\s*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+)"
    r"|(?P<word>[a-z][a-z-]*)|(?P<mark>!=|<=|>=|[=<>(),]))"
)
Named = Callable[[str], str]
_COMPARISONS: Final = ("=", "!=", "<", "<=", ">", ">=")
_DEEPEST: Final = 12


class ExpressionRefusedError(GuichengError):
    """An expression is outside the part of XPath that conditions know."""

    code = "expression-refused"


def field_name(name: str) -> str:
    """Return the name of a field as XLSForm has it: ``repair.importance`` is ``repair__importance``."""
    return name.replace(".", JOINT)


def write_expression(condition: Condition) -> str:
    """Return a condition as XPath.

    Example:
        >>> write_expression(Test("tenure", "in", ("owner", "tenant")))
        "(${tenure} = 'owner' or ${tenure} = 'tenant')"
    """
    if isinstance(condition, Not):
        return f"not({write_expression(condition.part)})"
    if isinstance(condition, Joined):
        parts = [
            f"({write_expression(part)})" if isinstance(part, Joined) else write_expression(part)
            for part in condition.parts
        ]
        return f" {condition.word} ".join(parts)
    return _written(condition)


def read_expression(text: str, name_of: Named, value_of: Named = str) -> Condition:
    """Return an expression as a condition.

    Args:
        text: At most 1,000 characters.
        name_of: Returns our name of a field by that of the file.
        value_of: Returns our name of an option by that of the file.

    Raises:
        ExpressionRefusedError: It uses more than comparisons of fields with values, ``selected``, ``not``, ``and``,
            ``or`` and brackets.
    """
    if len(text) > 1000:
        raise _refused(text[:40])
    reader = _Reader(list(_tokens(text)), name_of, value_of, text)
    found = reader.either(0)
    reader.end()
    return found


def _written(test: Test) -> str:
    ref = f"${{{field_name(test.field)}}}"
    if test.word == "answered":
        return f"string-length({ref}) > 0"
    if test.word == "has":
        return f"selected({ref}, '{test.values[0]}')"
    if test.word == "in":
        return "(" + " or ".join(f"{ref} = {_quoted(value)}" for value in test.values) + ")"
    if test.word == "!=":
        # Where nothing is answered, XPath would find '' different; our conditions do not hold there.
        return f"({ref} != {_quoted(test.values[0])} and {ref} != '')"
    return f"{ref} {test.word} {_quoted(test.values[0])}"


def _quoted(value: str) -> str:
    return value if re.fullmatch(r"-?\d+", value) else f"'{value}'"


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    stripped = text.rstrip()
    while at < len(stripped):
        match = _TOKEN.match(stripped, at)
        if match is None:
            raise _refused(stripped[at : at + 20].strip())
        kind = match.lastgroup or ""
        yield kind, match.group(kind)
        at = match.end()


def _refused(part: str) -> ExpressionRefusedError:
    return ExpressionRefusedError(
        _("“{part}” is more than conditions here can say. Write the condition again after importing.", part=part)
    )


class _Reader:
    """Takes the tokens one by one."""

    def __init__(self, tokens: list[tuple[str, str]], name_of: Named, value_of: Named, text: str) -> None:
        self._tokens = tokens
        self._name_of = name_of
        self._value_of = value_of
        self._text = text
        self._at = 0

    def either(self, depth: int) -> Condition:
        return self._joined("or", lambda: self._joined("and", lambda: self._part(depth)))

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise _refused(self._tokens[self._at][1])

    def _joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        parts = [part()]
        while self._took("word", word):
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _part(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise _refused(self._text[:40])
        if self._took("mark", "("):
            inner = self.either(depth + 1)
            self._take("mark", ")")
            return inner
        if self._took("word", "not"):
            self._take("mark", "(")
            inner = self.either(depth + 1)
            self._take("mark", ")")
            return Not(inner)
        return self._test()

    def _test(self) -> Condition:
        if self._took("word", "selected"):
            self._take("mark", "(")
            field = self._field()
            self._take("mark", ",")
            value = self._value()
            self._take("mark", ")")
            return Test(field, "has", (value,))
        if self._took("word", "string-length"):
            self._take("mark", "(")
            field = self._field()
            for kind, token in (("mark", ")"), ("mark", ">"), ("number", "0")):
                self._take(kind, token)
            return Test(field, "answered")
        field = self._field()
        sign = self._next("mark")
        if sign not in _COMPARISONS:
            raise _refused(sign)
        value = self._value()
        if not value and sign in {"=", "!="}:
            answered = Test(field, "answered")
            return answered if sign == "!=" else Not(answered)
        return Test(field, sign, (value,))

    def _field(self) -> str:
        return self._name_of(self._next("ref")[2:-1].strip())

    def _value(self) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "number":
            return self._next("number")
        text = self._next("text")[1:-1]
        return self._value_of(text) if text else ""

    def _next(self, kind: str) -> str:
        if self._at >= len(self._tokens):
            raise _refused(self._text[-20:])
        found, token = self._tokens[self._at]
        if found != kind:
            raise _refused(token)
        self._at += 1
        return token

    def _took(self, kind: str, token: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == (kind, token):
            self._at += 1
            return True
        return False

    def _take(self, kind: str, token: str) -> None:
        if not self._took(kind, token):
            raise _refused(self._tokens[self._at][1] if self._at < len(self._tokens) else self._text[-20:])
