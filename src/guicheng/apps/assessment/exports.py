"""Sealed months as files; needs the extra ``assessment``."""

from __future__ import annotations

from pathlib import Path

from guicheng.adapters.sealed.parquet import write_rows
from guicheng.apps.assessment.models import SealedMonth
from guicheng.apps.assessment.readings.judged import judged_of
from guicheng.apps.assessment.selectors.figures import occurrences
from guicheng.apps.organization.actors import Actor


def write_sealed(path: Path, *, actor: Actor, sealed: SealedMonth) -> int:
    """Write the occurrences of a sealed version that an actor may read as Parquet; return how many.

    Args:
        path: A file that is not there yet.
        actor: Who asks.
        sealed: The version.
    """
    rows = occurrences(actor, month=sealed.month, version=sealed.version)
    return write_rows(path, sealed.month, judged_of(rows), version=sealed.version)
