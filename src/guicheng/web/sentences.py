"""Several sentences in a row, as the reader's language sets them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language


def in_a_row(sentences: Iterable[str]) -> str:
    """Return sentences as one text; Chinese has no blank after its full stop.

    Args:
        sentences: In the reader's language; empty ones are left out.
    """
    between = "" if (get_language() or "").startswith("zh") else " "
    return between.join(filter(None, sentences))
