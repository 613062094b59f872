"""The closed grammar of conditions: comparisons of names with values; nothing in it can call or reach anything."""

from __future__ import annotations

import ast
import re

_WRAPPED = re.compile(r"\s*(?:[$#]\{(?P<braced>[^{}]*)\}|=(?!=)(?P<feel>.*)|(?P<plain>.*))\s*", re.DOTALL)
_WORDS = {"&&": " and ", "||": " or ", "true": "True", "false": "False", "null": "None"}
_ALLOWED = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.Name,
    ast.Load,
    ast.Constant,
)
_MAX_LENGTH = 300
_SINGLE_EQUALS = re.compile(r"(?<![<>=!])=(?!=)")
_NEGATED = re.compile(r"!(?!=)")


def is_plain_condition(text: str) -> bool:
    """Tell whether a condition only compares names with values, joined by and, or, not.

    The text is parsed and looked at, never run. ``${…}`` around it and a ``=`` before it, as other editors write
    them, are taken off.

    Args:
        text: The condition.

    Example:
        >>> is_plain_condition("${severity == 'urgent' && count <= 3}"), is_plain_condition("open('/etc/passwd')")
        (True, False)
    """
    match = _WRAPPED.fullmatch(text)
    inner = (match["braced"] or match["feel"] or match["plain"] or "") if match else ""
    if not inner.strip():
        return True
    if len(inner) > _MAX_LENGTH or "__" in inner:
        return False
    for old, new in _WORDS.items():
        inner = re.sub(rf"\b{old}\b" if old.isalpha() else re.escape(old), new, inner)
    inner = _NEGATED.sub(" not ", _SINGLE_EQUALS.sub("==", inner))
    try:
        tree = ast.parse(inner.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _is_words(inner)
    return all(isinstance(node, _ALLOWED) for node in ast.walk(tree))


def _is_words(text: str) -> bool:
    """Tell whether a condition is an answer in words, such as 3处以下, and nothing that could be code."""
    return re.fullmatch(r"[\w\s一-鿿，、；：。％%≤≥<>/+\-.~～]{1,60}", text) is not None
