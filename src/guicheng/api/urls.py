"""Calls by address; the description stands at /api/docs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from guicheng.api.calls import api

urlpatterns: list[URLPattern | URLResolver] = [path("", api.urls)]
