"""Changing codes of places: only a display at the place shows the one of this half minute."""

from __future__ import annotations

from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from guicheng.domain.evidence import FieldEvent as Event

#: Milliseconds for which a code is shown, and how many before and after it are taken, since clocks differ.
STEP_MS: Final = 30_000
_BESIDE: Final = (0, -1, 1)
_SALT: Final = "guicheng.field.code"


def code_of(company_id: int, point: str, moment: int) -> str:
    """Return the six figures that a place shows.

    Args:
        company_id: Root of the tree.
        point: Id of the place, as its check-ins name it.
        moment: Milliseconds since 1970.
    """
    return _code(company_id, point, moment // STEP_MS)


def code_fits(company_id: int, event: Event, moment: int) -> bool:
    """Tell whether a check-in names the code that its place showed at its moment."""
    point, code = event.payload.get("point"), event.payload.get("code")
    if not (isinstance(point, str) and isinstance(code, str)):
        return False
    step = moment // STEP_MS
    return any(constant_time_compare(code, _code(company_id, point, step + beside)) for beside in _BESIDE)


def _code(company_id: int, point: str, step: int) -> str:
    digest = salted_hmac(_SALT, f"{company_id}:{point}:{step}", algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"
