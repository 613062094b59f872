"""A company for each test."""

from __future__ import annotations

import pytest


@pytest.fixture
def company(db):
    # Imported here, since models can be imported only once Django is set up.
    from tests.apps.standards.company import Company

    return Company()
