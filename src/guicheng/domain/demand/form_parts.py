"""One map of a questionnaire file, asked for its fields one by one; what is wrong is kept, so one run tells all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import Final, TypeVar, overload

from guicheng.domain.demand.conditions import KEPT, Condition, ConditionRefusedError, read_condition
from guicheng.domain.demand.faults import Fault
from guicheng.domain.demand.questions import NAME
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_WHOLE: Final = re.compile(r"-?[0-9]{1,9}")
Word = TypeVar("Word", bound=StrEnum)


class Part:
    """A map with its place.

    Args:
        values: The map.
        path: Where it stands, such as ``sections[2]``; "" for the whole.
        faults: Where to put what is wrong.
        known: Names that it may have; None where ``allow`` will say so later.
    """

    def __init__(
        self, values: Mapping[object, object], path: str, faults: list[Fault], known: Collection[str] | None
    ) -> None:
        self._values = values
        self._path = path
        self._faults = faults
        if known is not None:
            self.allow(known)

    def allow(self, known: Collection[str]) -> None:
        """Complain of each field whose name is not among the known ones."""
        for name in self._values:
            if name not in known:
                self._wrong(str(name), _not_among(str(name), known))

    def has(self, name: str) -> bool:
        """Tell whether a field stands there and holds something."""
        return self._values.get(name) not in (None, "")

    def text(self, name: str, *, longest: int, default: str | None = None) -> str:
        """Return a text; without a default it must stand there."""
        value = self._values.get(name)
        if value in (None, ""):
            if default is None:
                self._wrong(name, _("The field “{name}” is missing.", name=name))
            return default or ""
        if not isinstance(value, str):
            self._wrong(name, _("A plain text stands here."))
            return ""
        if len(value) > longest:
            self._wrong(name, _("Shorten the text to {most} characters.", most=str(longest)))
        return value.strip()

    def name(self, name: str) -> str:
        """Return the lasting name of a thing."""
        value = str(self._values.get(name, ""))
        if not value:
            self._wrong(name, _("The field “{name}” is missing.", name=name))
        elif not NAME.fullmatch(value):
            self._wrong(
                name,
                _(
                    "“{word}” is no name. A name has up to 40 small Latin letters, digits and _, such as repair_speed.",
                    word=value,
                ),
            )
        elif value in KEPT:
            self._wrong(name, _("“{word}” is a word of conditions. Choose another name.", word=value))
        return value

    def key(self, name: str) -> str:
        """Return a key of the service catalogue, or "" where none stands."""
        value = str(self._values.get(name) or "")
        if value and not _KEY.fullmatch(value):
            self._wrong(name, _("“{word}” is no key of the service catalogue, such as customer.hotline.", word=value))
            return ""
        return value

    @overload
    def word(self, name: str, words: type[Word], default: Word) -> Word: ...
    @overload
    def word(self, name: str, words: type[Word], default: None) -> Word | None: ...
    def word(self, name: str, words: type[Word], default: Word | None) -> Word | None:
        """Return one of a closed set of words; without a default one must stand there."""
        value = self._values.get(name)
        if value in (None, "") and default is not None:
            return default
        allowed = [word.value for word in words]
        if isinstance(value, str) and value in allowed:
            return words(value)
        if value in (None, ""):
            self._wrong(name, _("The field “{name}” is missing.", name=name))
        else:
            self._wrong(name, _not_among(str(value), allowed))
        return default

    def yes(self, name: str) -> bool:
        """Tell whether a field says yes; no where it is missing."""
        value = self._values.get(name)
        if value in (None, "", False, "false", "no"):
            return False
        if value in (True, "true", "yes"):
            return True
        self._wrong(name, _("Write true or false here."))
        return False

    @overload
    def whole(self, name: str, default: int) -> int: ...
    @overload
    def whole(self, name: str, default: None) -> int | None: ...
    def whole(self, name: str, default: int | None) -> int | None:
        """Return a whole number, or the default where none stands there."""
        value = self._values.get(name)
        if value in (None, "") and not isinstance(value, bool):
            return default
        if not isinstance(value, bool) and isinstance(value, int | str) and _WHOLE.fullmatch(str(value)):
            return int(value)
        self._wrong(name, _("A whole number stands here, such as 5."))
        return default

    def condition(self, name: str) -> Condition | None:
        """Return a condition, or None where none stands there."""
        text = self.text(name, longest=500, default="")
        if not text:
            return None
        try:
            return read_condition(text)
        except ConditionRefusedError as error:
            self._wrong(name, error.message)
            return None

    def parts(self, name: str, known: Collection[str] | None, most: int) -> Iterator[Part]:
        """Yield the maps of a list that has at least one."""
        value = self._values.get(name)
        if not isinstance(value, list | tuple) or not value:
            self._wrong(name, _("A list stands here, with at least one entry."))
            return
        if len(value) > most:
            self._wrong(
                name, _("At most {most} entries fit here; there are {count}.", most=str(most), count=str(len(value)))
            )
            return
        for index, each in enumerate(value, 1):
            path = f"{self._at(name)}[{index}]"
            if isinstance(each, Mapping):
                yield Part(each, path, self._faults, known)
            else:
                self._faults.append(Fault(path, _("Fields with their values stand here, such as id and text.")))

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _wrong(self, name: str, message: Message) -> None:
        self._faults.append(Fault(self._at(name), message))


def _not_among(text: str, allowed: Collection[str]) -> Message:
    near = get_close_matches(text, list(allowed), 1, 0.6) if len(text) > 2 else []
    if near:
        return _("“{word}” is not known here. Perhaps “{near}” is meant.", word=text, near=near[0])
    return _("“{word}” is not known here. Allowed: {allowed}.", word=text, allowed=", ".join(allowed))
