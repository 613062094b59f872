"""Calls by address; the descriptions stand at /api/docs and /api/v1/docs."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from guicheng.api.calls import api
from guicheng.api.v1.calls import api as v1

urlpatterns: list[URLPattern | URLResolver] = [path("v1/", v1.urls), path("", api.urls)]
