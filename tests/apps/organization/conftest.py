"""A company for each test, and the password rules."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _rules(settings):
    # Imported here, since models can be imported only once Django is set up.
    from tests.apps.organization.organization import RULES

    settings.AUTH_PASSWORD_VALIDATORS = RULES


@pytest.fixture
def company(db):
    from tests.apps.organization.organization import Organization

    return Organization()


@pytest.fixture
def beside(company):
    """Another company in the same service."""
    return type(company)(prefix="x")
