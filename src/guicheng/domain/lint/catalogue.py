"""All rules, in the order of their codes."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from guicheng.domain.lint.codes import MODULES
from guicheng.domain.lint.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return all rules in order of their codes."""
    return tuple(getattr(import_module(f"guicheng.domain.lint.rules.{name}"), name) for name in MODULES.values())
