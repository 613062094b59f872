"""One way to write a value as bytes, which a phone, this service and a verifier without our code all share."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, Final

from guicheng.domain.values.errors import GuichengError
from guicheng.domain.values.message import Message, _

#: Whole numbers that JavaScript keeps exactly.
LARGEST: Final = 2**53 - 1
#: How deep a value may be nested.
DEEPEST: Final = 6
#: Names of members: their order is the same by bytes, code points and UTF-16.
NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_WRITER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
# ``encode`` makes this anew at every call, which costs more than small values themselves; an event has ten of them.
_TEXT: Final[Any] = json.encoder.encode_basestring
_OPTIONS: Final = (None, _WRITER.default, _TEXT, None, ":", ",", True, False, False)
_MADE: Final[Any] = json.encoder.c_make_encoder(*_OPTIONS)  # type: ignore[attr-defined]


class CanonicalError(GuichengError):
    """A value has no canonical form.

    Args:
        message: What stands there and what to write instead.
    """

    code = "no-canonical-form"


def checked(value: Any, depth: int = 0) -> Any:
    """Return a value that has a canonical form.

    Args:
        value: Text, whole numbers up to 2⁵³ − 1, true, false, null, and lists and objects of these.
        depth: How deep it stands.

    Raises:
        CanonicalError: It holds something else, or is nested more than six deep.
    """
    fault = _fault(value, depth)
    if fault is not None:
        raise CanonicalError(fault)
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            checked(part, depth + 1)
    return value


def _fault(value: Any, depth: int) -> Message | None:
    """Return what is wrong with a value itself, whatever it holds."""
    if depth > DEEPEST:
        return _("It is nested deeper than {most} levels. Write it flatter.", most=str(DEEPEST))
    if isinstance(value, str):
        return _("A text holds U+0000 or half a character.") if _UNSTORABLE.search(value) else None
    if isinstance(value, bool) or value is None or isinstance(value, list):
        return None
    if isinstance(value, int):
        return None if -LARGEST <= value <= LARGEST else _("A number is larger than 2⁵³ − 1. Write it as text.")
    if isinstance(value, dict):
        named = all(isinstance(name, str) and NAME.fullmatch(name) for name in value)
        return None if named else _("A name may hold letters, figures and _ only, 40 at most.")
    return _("A number with decimals has no single form. Write it as text, such as “3.5”.")


def canonical(value: Any) -> bytes:
    """Return the bytes of a value: JSON in UTF-8, members in the order of their names, no blanks.

    Args:
        value: Something that ``checked`` lets pass.

    Example:
        >>> canonical({"b": 1, "a": ["正常"]}).decode()
        '{"a":["正常"],"b":1}'
    """
    return "".join(_MADE(value, 0)).encode()


def digest(tag: str, *parts: bytes) -> str:
    """Return SHA-256 in hexadecimal figures over a line that says what is hashed, and the parts.

    Args:
        tag: What it is, such as ``event``; a hash of one thing can never pass for that of another.
        parts: Bytes; every one but the last has a fixed length.
    """
    found = hashlib.sha256(b"guicheng.1." + tag.encode() + b"\n")
    for part in parts:
        found.update(part)
    return found.hexdigest()
