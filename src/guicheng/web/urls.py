"""Pages by address; the table of doors says which there are."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from guicheng.web.doors import DOORS

urlpatterns: list[URLPattern | URLResolver] = [door.pattern() for door in DOORS]
