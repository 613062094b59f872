"""``guicheng rules`` and ``guicheng explain``: the rules and why they are there."""

from __future__ import annotations

import json
import sys

from guicheng.cli.language import translator
from guicheng.cli.streams import screen
from guicheng.cli.width import wrap
from guicheng.domain.lint import Explained, all_explained, explained
from guicheng.domain.values.message import _


def list_rules(*, as_json: bool, language: str) -> int:
    """Print one line a rule; return the exit code."""
    translate = translator(language)
    for rule in all_explained():
        if as_json:
            row = {
                "code": rule.code,
                "name": rule.name,
                "severity": rule.severity.value,
                "default": rule.default,
                "summary": translate(rule.summary),
            }
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(_row(rule, language) + "\n")
    return 0


def _row(rule: Explained, language: str) -> str:
    terminal = screen(language)
    asked = "" if rule.default else " " + terminal.say(_("(only with --select)"))
    return f"{rule.code} {terminal.severity(rule.severity)} {terminal.translate(rule.summary)}{asked}"


def explain(code: str, *, language: str) -> int:
    """Print the help page of a rule; return the exit code.

    Raises:
        UnknownRuleError: No rule has this code.
    """
    rule = explained(code)
    terminal = screen(language)
    say, translate = terminal.say, terminal.translate
    why = translate(rule.why)
    lines = [
        f"{terminal.paint(rule.code, '1')} {rule.name}  {terminal.severity(rule.severity)}",
        translate(rule.summary),
        "",
        say(_("Why it matters")),
        *(f"  {row}" for row in wrap(why, terminal.width - 2)),
        "",
        say(_("Example")),
        *(f"  {line}" for line in rule.example.splitlines()),
        "",
        say(_("Use instead")),
        *(f"  {line}" for line in rule.instead.splitlines()),
        "",
        say(_("References")),
        *(f"  {translate(entry)}" for entry in rule.references),
    ]
    if not rule.default:
        lines += ["", say(_("This rule speaks only when it is named with --select {code}.", code=rule.code))]
    sys.stdout.writelines(line.rstrip() + "\n" for line in lines)
    return 0
