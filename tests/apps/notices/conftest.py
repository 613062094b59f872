"""A company whose people are told things."""

from __future__ import annotations

import pytest


@pytest.fixture
def company(db):
    from tests.apps.organization.organization import Organization

    return Organization()


@pytest.fixture
def sender(settings):
    settings.EMAIL_HOST = "mail.example.cn"
    settings.DEFAULT_FROM_EMAIL = "guicheng@example.cn"
    settings.ADDRESS = "https://g.example.cn"
