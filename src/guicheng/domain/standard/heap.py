"""Work that makes many objects and no cycles of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycles() -> Iterator[None]:
    """Put off the search for cycles of objects while a large firm is checked.

    What is made there refers to older things alone, so that there is nothing to find; the search would walk over all
    that has been read again and again and take as long as the check itself. Whoever had it on has it on afterwards.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
