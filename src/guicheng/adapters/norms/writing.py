"""A duty as the file of norms that would hold it alone, for keeping what a law said."""

from __future__ import annotations

import json
from typing import Any

from guicheng.adapters.norms.reading import read_norms
from guicheng.adapters.norms.shipped import catalogue_items
from guicheng.domain.comparison.norm import Figure, Norm


def file_of(norm: Norm) -> dict[str, Any]:
    """Return a duty in the fields of a file of norms."""
    law, place = norm.law, norm.place
    bound: dict[str, Any] = {} if norm.ban else {"bound": _bound(norm.figure)}
    ban = {"ban": "true"} if norm.ban else {}
    return {
        "place": {"key": place.key, "zh": place.zh, "en": place.en, "within": list(place.within)},
        "laws": {
            "law": {
                "title": law.title,
                "english": law.english,
                "effective": law.effective.isoformat(),
                "source": law.source,
            }
        },
        "duties": [
            {
                "id": norm.id,
                "law": "law",
                "article": norm.article,
                "owner": norm.owner.value,
                "to": norm.to.value,
                "item": norm.item,
                "activity": norm.activity,
                "trigger": norm.trigger,
                **bound,
                **ban,
                "requires": sorted(each.value for each in norm.requires),
                "zh": norm.zh,
                "en": norm.en,
                "says": norm.says,
            }
        ],
    }


def norm_of(said: dict[str, Any]) -> Norm | None:
    """Return the duty of such a file; None where it names what the product knows no more."""
    read = read_norms("kept", json.dumps(said, ensure_ascii=False).encode(), items=catalogue_items(), proved=True)
    return read.norms[0] if read.norms and not read.complaints else None


def _bound(figure: Figure | None) -> Any:
    if figure is None:
        return "none"
    told = {
        "kind": figure.kind.value,
        "op": figure.op,
        "value": str(figure.value),
        "unit": figure.unit,
        "per": figure.per,
    }
    return {name: value for name, value in told.items() if value is not None}
