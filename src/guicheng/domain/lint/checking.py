"""All rules over one clause."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache

from guicheng.domain.clause import Clause
from guicheng.domain.lint.catalogue import all_rules
from guicheng.domain.lint.index import choice_of, rules_about
from guicheng.domain.lint.rule import Explained, Rule
from guicheng.domain.lint.systems import SYSTEM_CHECKS
from guicheng.domain.values import Finding, GuichengError
from guicheng.domain.values.message import _


class UnknownRuleError(GuichengError):
    """No rule has this code, and no family begins with it."""

    code = "unknown-rule"


def rule_of(code: str) -> Rule:
    """Return the rule with a code, in whatever case it is written.

    Raises:
        UnknownRuleError: There is none; the message names near ones.
    """
    found = {rule.code: rule for rule in all_rules()}.get(code.upper())
    if found is None:
        raise _unknown(code)
    return found


@cache
def all_explained() -> tuple[Explained, ...]:
    """Return all kinds of findings that have a help page, rules and checks of whole systems, in order of codes."""
    return tuple(sorted((*all_rules(), *SYSTEM_CHECKS), key=lambda found: found.code))


def explained(code: str) -> Explained:
    """Return the rule or check of whole systems with a code, in whatever case it is written.

    Raises:
        UnknownRuleError: There is none; the message names near ones.
    """
    found = {each.code: each for each in all_explained()}.get(code.upper())
    if found is None:
        raise _unknown(code)
    return found


def check(clause: Clause, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Return what the rules have to say about a clause, in order of place.

    Args:
        clause: The reading.
        select: Codes or beginnings of codes; only these rules speak, even those that are off by default.
        ignore: Codes or beginnings of codes that stay silent; stronger than ``select``.

    Raises:
        UnknownRuleError: A code names no rule.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> [(finding.code, finding.span.start) for finding in check(read("接到报修后应及时到场。"), select=["MH"])]
        [('MH001', 6)]
    """
    findings = [
        Finding(rule.code, rule.name, rule.severity, remark.span, remark.message, remark.fixes)
        for rule in rules_about(clause, _choice(tuple(select), tuple(ignore)))
        for remark in rule.check(clause)
    ]
    findings.sort(key=lambda finding: (finding.span, finding.code))
    return tuple(findings)


@cache
def _choice(select: tuple[str, ...], ignore: tuple[str, ...]) -> int:
    return choice_of(rules_for(select, ignore))


@cache
def rules_for(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Return the rules that speak under a choice of codes.

    Raises:
        UnknownRuleError: A code names no rule.
    """
    wanted, silent = _prefixes(select), _prefixes(ignore)
    return tuple(
        rule
        for rule in all_rules()
        if (rule.code.startswith(wanted) if wanted else rule.default) and not (silent and rule.code.startswith(silent))
    )


def _prefixes(codes: tuple[str, ...]) -> tuple[str, ...]:
    prefixes = tuple(code.strip().upper() for code in codes)
    for prefix in prefixes:
        if not prefix or not any(rule.code.startswith(prefix) for rule in all_rules()):
            raise _unknown(prefix)
    return prefixes


def _unknown(code: str) -> UnknownRuleError:
    known = [rule.code for rule in all_explained()]
    near = get_close_matches(code.upper(), known, n=3, cutoff=0.5)
    if near:
        return UnknownRuleError(_("No rule has the code {code}. Near it: {near}.", code=code, near=", ".join(near)))
    return UnknownRuleError(_("No rule has the code {code}. “guicheng rules” lists them all.", code=code))
