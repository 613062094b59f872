"""What comparing says, as the API tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from guicheng.api.v1.people import told
from guicheng.apps.standards.models import Deviation, TwoThings
from guicheng.apps.standards.readings.comparing import Member
from guicheng.apps.standards.readings.levels import level_of
from guicheng.apps.standards.selectors.library import Found
from guicheng.domain.comparison.norm import Norm
from guicheng.domain.lint import explained
from guicheng.domain.values import Message


def side_json(member: Member) -> dict[str, Any]:
    """Return a clause as one side."""
    clause, standard = member.clause, member.standard
    return {
        "clause": str(clause.key),
        "standard": standard.code,
        "number": clause.number,
        "text": clause.text,
        "unit": standard.unit.name,
        "level": level_of(standard).value,
    }


def answering_json(member: Member, why: Message | None) -> dict[str, Any]:
    """Return a clause that speaks of a duty or a promise, with the fact that is missing where it cannot be compared."""
    return {**side_json(member), "missing": why.render(gettext) if why else ""}


def duty_json(norm: Norm) -> dict[str, Any]:
    """Return a duty of law in the caller's language."""
    chinese = (get_language() or "").startswith("zh")
    return {
        "norm": norm.id,
        "law": norm.law.title if chinese else norm.law.english,
        "article": str(norm.article),
        "effective": norm.law.effective,
        "place": norm.place.zh if chinese else norm.place.en,
        "says": norm.zh if chinese else norm.en,
    }


def finding_json(found: Found, day: date) -> dict[str, Any]:
    """Return a finding with what somebody signed for it."""
    remark = found.remark
    return {
        "rule": remark.code,
        "name": explained(remark.code).name,
        "severity": remark.severity.value,
        "verdict": remark.verdict,
        "witness": remark.witness.render(gettext) if remark.witness else "",
        "confirmed": remark.confirmed,
        "own": side_json(remark.member),
        "other": side_json(remark.other) if remark.other else None,
        "duty": duty_json(remark.norm) if remark.norm else None,
        "against": remark.against,
        "mark": remark.mark,
        "deviation": deviation_json(found.deviation, day) if found.deviation else None,
        "expired": deviation_json(found.expired, day) if found.expired else None,
        "two_things": apart_json(found.apart) if found.apart else None,
    }


def apart_json(row: TwoThings) -> dict[str, Any]:
    """Return why a person found two clauses to be two things."""
    return {"key": str(row.key), "reason": row.reason, "author": told(row.author), "created_at": row.created_at}


def deviation_json(row: Deviation, day: date) -> dict[str, Any]:
    """Return what a person signed."""
    plain = {name: getattr(row, name) for name in ("against", "verdict", "reason", "signed_at", "expires_on")}
    return {
        "key": str(row.key),
        "standard": row.standard.code,
        "clause": str(row.clause_key),
        "rule": row.code,
        "signed_by": told(row.signed_by),
        "over": row.expires_on < day,
        **plain,
    }
