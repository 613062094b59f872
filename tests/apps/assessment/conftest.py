"""A company whose people have phones."""

from __future__ import annotations

import pytest


@pytest.fixture
def company(db, settings, tmp_path):
    from tests.apps.standards.company import Company

    settings.MEDIA_ROOT = tmp_path / "files"
    return Company()


@pytest.fixture
def field(company):
    from tests.apps.operations.ground import Ground

    from domain.evidence.phones import seeded

    return Ground(company, seeded(20261128))
