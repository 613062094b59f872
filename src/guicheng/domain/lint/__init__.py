"""Remarks about clauses: what was not understood, what is vague, missing or unlawful."""

from guicheng.domain.lint.catalogue import all_rules
from guicheng.domain.lint.checking import (
    UnknownRuleError,
    all_explained,
    check,
    explained,
    rule_of,
    rules_for,
)
from guicheng.domain.lint.rule import Explained, Remark, Rule, SystemCheck

__all__ = [
    "Explained",
    "Remark",
    "Rule",
    "SystemCheck",
    "UnknownRuleError",
    "all_explained",
    "all_rules",
    "check",
    "explained",
    "rule_of",
    "rules_for",
]
