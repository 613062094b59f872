"""Whose turn it is: fair, and the same whoever works it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def next_in_turn(on_duty: Iterable[str], given: Mapping[str, int]) -> str | None:
    """Return who gets the next order: somebody who was never given one, else who was longest ago.

    Args:
        on_duty: Who can be given one, by a lasting name; of several of one standing the least name comes first.
        given: When each was given an order last, in any count that grows.

    Returns:
        None where nobody is on duty.

    Example:
        >>> next_in_turn(["b", "a"], {}), next_in_turn(["b", "a"], {"a": 1}), next_in_turn(["b", "a"], {"a": 1, "b": 2})
        ('a', 'b', 'a')
    """
    never = -1
    return min(set(on_duty), key=lambda name: (given.get(name, never), name), default=None)
