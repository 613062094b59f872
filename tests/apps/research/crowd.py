"""Many customers who answer by chance, from a seed."""

from __future__ import annotations

from tests.apps.research.asking import answered, code

from guicheng.apps.research.readings.codes import seed_of
from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.fields import SAATY, Field, Sort, fields_of
from guicheng.domain.demand.form import read_form


def crowd(survey, count, *, seed=1, low=1, at=None, segment=None):
    """Send ``count`` answers to all fields of a survey; points begin at ``low``."""
    form = read_form(survey.form)[0]
    for person in range(count):
        chance, own = Chance(seed * 1000 + person, "crowd"), code()
        fields = {
            field.name: [_value(field, chance, low)]
            for question in form.questions
            for field in fields_of(question, seed_of(own))
        }
        more = {"at": at} if at else {}
        if segment is not None:
            more["segment"] = str(segment.key)
        answered(survey, fields, code=own, **more)


def _value(field: Field, chance: Chance, low: int) -> str:
    if field.sort is Sort.TEXT:
        return "都好"
    if field.name.endswith((".best", ".worst")):
        return field.allowed[0 if field.name.endswith(".best") else -1]
    if field.allowed:
        return field.allowed[chance.below(len(field.allowed))]
    if field.low == -SAATY:
        return str(1 + chance.below(2))
    lowest = max(field.low, min(low, field.high))
    return str(lowest + chance.below(min(field.high, lowest + 10) - lowest + 1))
