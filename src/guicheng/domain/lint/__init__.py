"""Remarks about clauses: what was not understood, what is vague, missing or unlawful."""

from guicheng.domain.lint.checking import UnknownRuleError, all_rules, check, rule_of, rules_for
from guicheng.domain.lint.rule import Remark, Rule

__all__ = ["Remark", "Rule", "UnknownRuleError", "all_rules", "check", "rule_of", "rules_for"]
