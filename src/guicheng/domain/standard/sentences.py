"""Sentences of a clause, and their parts between commas, bars and brackets, in which times of day stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SENTENCE: Final = re.compile("[^;。!\n]+")
_PART: Final = re.compile(r"(?:[^,|:()=]|(?<=\d):(?=\d\d))+")


def sentences_in(text: str) -> list[str]:
    """Return the sentences of a clause whose times of day are in digits."""
    return _SENTENCE.findall(text)


def parts_in(sentence: str) -> Iterator[re.Match[str]]:
    """Yield the parts of a sentence with their places."""
    return _PART.finditer(sentence)
