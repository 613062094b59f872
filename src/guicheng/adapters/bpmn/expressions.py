"""The closed grammar of conditions: comparisons of names with values; nothing in it can call or reach anything."""

from __future__ import annotations

import re

_WRAPPED = re.compile(r"\s*(?:[$#]\{(?P<braced>[^{}]*)\}|=(?!=)(?P<feel>.*)|(?P<plain>.*))\s*", re.DOTALL)
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<value>"[^"\\]{0,60}"|'[^'\\]{0,60}'|“[^”]{0,60}”|-?\d{1,12}(?:\.\d{1,6})?(?![\w.]))
    |(?P<both>&&|\|\|)|(?P<compare>[<>!=]=|===|[<>=≤≥])|(?P<not>!)|(?P<open>\()|(?P<close>\))
    |(?P<name>[^\W\d]\w{0,60})
    )\s*""",
    re.VERBOSE,
)
_WORDS = {"and": "both", "or": "both", "且": "both", "或": "both", "not": "not"}
_WORDS |= dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), "compare")
_MAX_LENGTH = 300
#: Words of programs; a condition that holds one and is no comparison is no answer in words either.
_CODE = re.compile(r"\b(?:if|else|for|while|lambda|return|yield|await|import|def|class|new|function|is|in)\b")
#: Tokens that may follow one another: after a value or a closing bracket, and elsewhere.
_AFTER_VALUE = {"both": "start", "compare": "start", "close": "value"}
_AT_START = {"value": "value", "name": "value", "not": "start", "open": "start"}


def is_plain_condition(text: str) -> bool:
    """Tell whether a condition only compares names with values, joined by and, or, not.

    The text is looked at token by token and never run. ``${…}`` around it and a ``=`` before it, as other editors
    write them, are taken off.

    Args:
        text: The condition.

    Example:
        >>> is_plain_condition("${severity == 'urgent' && count <= 3}"), is_plain_condition("open('/etc/passwd')")
        (True, False)
    """
    match = _WRAPPED.fullmatch(text)
    inner = ((match["braced"] or match["feel"] or match["plain"] or "") if match else "").strip()
    if not inner:
        return True
    if len(inner) > _MAX_LENGTH or "__" in inner:
        return False
    return _is_comparison(inner) or _is_words(inner)


def _is_comparison(text: str) -> bool:
    """Tell whether values, names and signs follow one another as in a comparison, brackets closed."""
    at, state, depth = 0, "start", 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return False
        kind = _WORDS.get(token.group().strip(), str(token.lastgroup))
        following = (_AT_START if state == "start" else _AFTER_VALUE).get(kind)
        if following is None:
            return False
        depth += {"open": 1, "close": -1}.get(kind, 0)
        if depth < 0:
            return False
        at, state = token.end(), following
    return state == "value" and depth == 0


def _is_words(text: str) -> bool:
    """Tell whether a condition is an answer in words, such as 3处以下, and nothing that could be code."""
    said = re.fullmatch(r"[\w\s一-鿿，、；：。％%≤≥<>/+\-.~～]{1,60}", text)
    return said is not None and _CODE.search(text) is None
