"""Pages by address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from guicheng.web.views import (
    approval,
    clause,
    document,
    editions,
    exports,
    home,
    inbox,
    preferences,
    rules,
    sending,
    standard,
    standards,
    trial,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("try/", trial.trial, name="trial"),
    path("samples/", sending.sample, name="sample"),
    path("documents/", sending.documents, name="documents"),
    path("documents/<str:key>/", document.document, name="document"),
    path("documents/<str:key>/status/", document.status, name="document_status"),
    path("documents/<str:key>/leftovers/", document.leftovers, name="document_leftovers"),
    path("documents/<str:key>/delete/", document.delete, name="document_delete"),
    path("documents/<str:key>/reading.<str:kind>", exports.export, name="document_export"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:code>/", rules.rule, name="rule"),
    path("standards/", standards.standards, name="standards"),
    path("standards/new/", standards.new, name="standard_new"),
    path("standards/several/", standards.several, name="standards_several"),
    path("standards/<str:code>/", standard.standard, name="standard"),
    path("standards/<str:code>/presence/", standard.presence, name="standard_presence"),
    path("standards/<str:code>/clauses/<str:key>/", clause.clause, name="clause"),
    path("standards/<str:code>/clauses/<str:key>/reading/", clause.reading, name="clause_reading"),
    path("standards/<str:code>/clauses/<str:key>/confirm/", clause.confirm, name="clause_confirm"),
    path("standards/<str:code>/approval/", approval.approval, name="approval"),
    path("standards/<str:code>/editions/", editions.editions, name="editions"),
    path("standards/<str:code>/editions/<int:number>/", editions.edition, name="edition"),
    path("standards/<str:code>/editions/<int:number>/withdraw/", editions.withdraw, name="edition_withdraw"),
    path("standards/<str:code>/editions/<int:older>/to/<int:newer>/", editions.comparison, name="edition_comparison"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read, name="inbox_read"),
    path("inbox/email/", inbox.email, name="inbox_email"),
    path("theme/", preferences.theme, name="theme"),
]
