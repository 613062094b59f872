"""How a norm and a complaint about a file of norms are shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from guicheng.adapters.norms.complaints import Complaint
from guicheng.domain.comparison.norm import Figure, Norm, Party
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

Translate = Callable[[str], str]
Json = dict[str, Any]

PARTIES: Final[dict[Party, Message]] = {
    Party.COMPANY: _("property company"),
    Party.LIFT_USER: _("user unit of the lift"),
    Party.FIRE_UNIT: _("unit answering for fire safety"),
    Party.VIDEO_OPERATOR: _("operator of the cameras"),
    Party.GUARD_EMPLOYER: _("employer of guards"),
    Party.DATA_HANDLER: _("handler of personal data"),
    Party.PARKING_OPERATOR: _("operator of the car park"),
    Party.WATER_OPERATOR: _("operator of the secondary water supply"),
    Party.ANYONE: _("everybody"),
    Party.LIFT_MAINTAINER: _("maintenance firm of the lift"),
    Party.LIFT_INSPECTOR: _("inspection body of the lift"),
    Party.GUARD_COMPANY: _("guard company"),
    Party.DEVELOPER: _("developer"),
    Party.OWNERS: _("owners"),
    Party.OWNERS_COMMITTEE: _("owners' committee"),
    Party.MANAGEMENT_COMMITTEE: _("property management committee"),
    Party.PREPARATORY_GROUP: _("preparatory group"),
    Party.AUTHORITY: _("authority"),
}


def complaint_json(complaint: Complaint, translate: Translate) -> Json:
    """Return one complaint."""
    return {"line": complaint.line, "field": complaint.field, "message": complaint.message.render(translate)}


def norm_json(norm: Norm) -> Json:
    """Return one norm with all its fields."""
    return {
        "id": norm.id,
        "place": norm.place.zh,
        "law": norm.law.title,
        "article": norm.article,
        "effective": norm.law.effective.isoformat(),
        "source": norm.law.source,
        "owner": norm.owner.value,
        "to": norm.to.value,
        "ours": norm.owner.ours,
        "item": norm.item,
        "activity": norm.activity,
        "trigger": norm.trigger,
        "bound": norm.figure and figure_json(norm.figure),
        "ban": norm.ban,
        "requires": sorted(norm.requires),
        "zh": norm.zh,
        "en": norm.en,
        "says": norm.says,
    }


def figure_json(figure: Figure) -> Json:
    """Return a bound in the words of the reading contract."""
    value = figure.value
    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)  # type: ignore[assignment]
    return {"kind": figure.kind.value, "op": figure.op, "value": value, "unit": figure.unit, "per": figure.per}


def norm_line(norm: Norm, translate: Translate, *, language: str) -> str:
    """Return a norm in one line: place, law and article, who owes it, what."""
    english = language == "en"
    law = f"{norm.law.english}, art. {norm.article}" if english else norm.citation
    place = norm.place.en if english else norm.place.zh
    owner = PARTIES[norm.owner].render(translate)
    return f"{place} · {law} · {owner} · {norm.en if english else norm.zh}"
