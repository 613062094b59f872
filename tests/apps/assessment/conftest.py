"""A month at an estate, and a company whose people have phones; photos lie in a folder of the test's own."""

from __future__ import annotations

import pytest


@pytest.fixture
def month(db, settings, tmp_path):
    # Imported here, since models can be imported only once Django is set up.
    from tests.apps.assessment.whole_month import whole_month

    settings.MEDIA_ROOT = tmp_path / "files"
    return whole_month()


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
