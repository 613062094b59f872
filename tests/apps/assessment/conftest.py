"""A month at an estate, with photos in a folder of its own."""

from __future__ import annotations

import pytest


@pytest.fixture
def month(db, settings, tmp_path):
    # Imported here, since models can be imported only once Django is set up.
    from tests.apps.assessment.whole_month import whole_month

    settings.MEDIA_ROOT = tmp_path / "files"
    return whole_month()
