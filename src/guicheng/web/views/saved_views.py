"""Kept views of the list of standards: saved under a name, shared, deleted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from guicheng.apps.standards.models import ViewPage
from guicheng.web.kept_views import keep_or_delete
from guicheng.web.standards_list import ListWish
from guicheng.web.views.standards import show_list


def views(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is filtered under a name, or delete such a view."""
    wish = ListWish.of(request.GET)
    if told := keep_or_delete(request, ViewPage.STANDARDS, wish.kept):
        return show_list(request, told=told)
    return redirect(f"{reverse('standards')}{wish.address()}")
