"""Help pages of the rules, made from the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from guicheng.apps.standards.readings import NOTICES, Notice
from guicheng.domain.lint import Explained, UnknownRuleError, all_explained, explained
from guicheng.web import crumbs
from guicheng.web.wording import FAMILIES, SEVERITIES, Word


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule in the words of its reader."""

    code: str
    severity: str
    label: Word
    icon: str
    summary: str
    why: str
    examples: list[str]
    instead: list[str]
    references: list[str]

    @classmethod
    def of(cls, rule: Explained) -> RulePage:
        """Translate a rule; its examples are clauses and stay Chinese."""
        label, icon = SEVERITIES[rule.severity]
        return cls(
            code=rule.code,
            severity=str(rule.severity),
            label=label,
            icon=icon,
            summary=gettext(rule.summary),
            why=gettext(rule.why),
            examples=rule.example.splitlines(),
            instead=rule.instead.splitlines(),
            references=[gettext(reference) for reference in rule.references],
        )

    @classmethod
    def about(cls, notice: Notice) -> RulePage:
        """Explain a finding that is about parameters or exceptions, not about a sentence."""
        label, icon = SEVERITIES[notice.severity]
        summary, why = notice.summary.render(gettext), notice.why.render(gettext)
        return cls(notice.code, str(notice.severity), label, icon, summary, why, [], [], [])


@dataclass(frozen=True, slots=True)
class Family:
    """The rules whose codes begin alike."""

    code: str
    label: Word
    rules: list[RulePage]


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """List all rules by family."""
    pages = [RulePage.of(rule) for rule in all_explained()]
    families = [
        Family(code, FAMILIES.get(code, code), list(group))
        for code, group in groupby(pages, lambda page: page.code[:2])
    ]
    return render(request, "web/rules.html", {"families": families, "crumbs": crumbs.rules()})


@require_safe
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """Explain one rule."""
    notice = NOTICES.get(code)
    try:
        page = RulePage.about(notice) if notice else RulePage.of(explained(code))
    except UnknownRuleError as error:
        raise Http404 from error
    return render(request, "web/rule.html", {"rule": page, "crumbs": crumbs.rules(page.code)})
