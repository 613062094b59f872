"""Questionnaires as typed values from the JSON that rows keep."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from guicheng.apps.research.models import FormVersion
from guicheng.domain.demand.form import read_form
from guicheng.domain.demand.questions import Questionnaire
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


class UnreadableFormError(GuichengError):
    """A version was written by a newer release, which this one cannot read."""

    code = "unreadable-form"


def form_of(version: FormVersion) -> Questionnaire:
    """Return the questionnaire of a version; versions never change, so each is read once.

    Raises:
        UnreadableFormError: This release does not know all that stands in it.
    """
    return _read(version.digest, _Held(version.form))


class _Held:
    """A form that a cache knows by its digest alone."""

    def __init__(self, form: Mapping[str, Any]) -> None:
        self.form = form

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=64)
def _read(_digest: str, held: _Held) -> Questionnaire:
    found, faults = read_form(held.form)
    if found is None:
        raise UnreadableFormError(
            _("This version of the questionnaire cannot be read: {fault}", fault=faults[0].message)
        )
    return found
