"""Sentences that a door will say in its reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

#: Sentences that one answer tells of many.
MOST_TOLD: Final = 50


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue with its fields still apart.

    The domain speaks English sentences (the keys of the catalogue); a door translates the sentence
    and only then fills in the fields, so no sentence is glued together from pieces.

    Args:
        text: The English sentence, with ``{name}`` for a field.
        fields: Value of each field, as text; a sentence of its own, such as a length of time, where it is translated.

    Example:
        >>> Message("“{word}” sets no limit.", {"word": "及时"}).render()
        '“及时” sets no limit.'
    """

    text: str
    fields: Mapping[str, str | Message] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentence, translated by ``translate`` and filled in."""
        said = {
            name: value.render(translate) if isinstance(value, Message) else value
            for name, value in self.fields.items()
        }
        return translate(self.text).format(**said)

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted(self.fields.items()))))


@dataclass(frozen=True, slots=True)
class Messages(Message):
    """Several sentences, each on a line of its own; to whoever takes one sentence it is the first of them.

    Example:
        >>> print(Messages.of([Message("One."), Message("Two.")]).render())
        One.
        Two.
    """

    said: tuple[Message, ...] = ()

    @classmethod
    def of(cls, said: Iterable[Message]) -> Message:
        """Return sentences as one; at least one is there."""
        listed = tuple(said)
        return listed[0] if len(listed) == 1 else cls(listed[0].text, listed[0].fields, listed)

    def render(self, translate: Callable[[str], str] = str) -> str:
        """Return the sentences, one a line."""
        return "\n".join(each.render(translate) for each in self.said)

    def __hash__(self) -> int:
        return hash(self.said)


def _(text: str, **fields: str | Message) -> Message:
    """Mark a sentence for the catalogue; the name is the one that extraction looks for."""
    return Message(text, fields) if fields else _bare(text)


@lru_cache(maxsize=2048)
def _bare(text: str) -> Message:
    """Return a sentence without fields; one object serves all who say it."""
    return Message(text)


def bounded(said: Sequence[Message], most: int = MOST_TOLD) -> tuple[Message, ...]:
    """Return the first of many sentences, and how many more there are.

    Args:
        said: The sentences.
        most: How many are told.

    Example:
        >>> [each.render() for each in bounded([Message(sign) for sign in "abcd"], 2)]
        ['a', 'b', 'And 2 more.']
    """
    left = len(said) - most
    return (*said[:most], _("And {count} more.", count=str(left))) if left > 0 else tuple(said)
