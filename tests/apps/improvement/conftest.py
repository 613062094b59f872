import pytest


@pytest.fixture
def files(settings, tmp_path):
    """Keep photos in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"
