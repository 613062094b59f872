"""Starter data is loaded once in the life of an installation."""

import sys
from datetime import UTC, datetime
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from guicheng.apps.platform.models import Receipt
from guicheng.site import starter

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NAME = "guicheng.apps.platform.starter"


@pytest.fixture
def platform_starter(monkeypatch):
    module = ModuleType(NAME)
    module.__spec__ = ModuleSpec(NAME, None)
    module.loads = []
    module.load = lambda *, at: module.loads.append(at)
    monkeypatch.setitem(sys.modules, NAME, module)
    return module


def test_a_stage_loads_its_starter_data_once(db, platform_starter):
    assert "platform" in starter.load(at=AT)
    assert "platform" not in starter.load(at=AT)
    assert platform_starter.loads == [AT]


@pytest.mark.django_db(transaction=True)
def test_starter_data_that_breaks_off_is_loaded_again(platform_starter):
    def breaks(*, at):
        raise OSError("disk full")

    good, platform_starter.load = platform_starter.load, breaks
    with pytest.raises(OSError, match="disk full"):
        starter.load(at=AT)
    assert not Receipt.objects.filter(key="starter:platform").exists()
    platform_starter.load = good
    assert "platform" in starter.load(at=AT)
