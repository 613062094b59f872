"""Starter data: what a new installation finds in place."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

from guicheng.apps.platform import services


def load(*, at: datetime) -> list[str]:
    """Load the starter data of each stage that has some and did not load it before; return their labels.

    A stage has starter data when it has a module ``starter`` with ``load(at=…)``.
    """
    return [
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("guicheng.apps.")
        and find_spec(f"{config.name}.starter") is not None
        and _load_once(config.name, config.label, at)
    ]


def _load_once(package: str, label: str, at: datetime) -> bool:
    with transaction.atomic():
        if not services.first_time(key=f"starter:{label}", at=at):
            return False
        import_module(f"{package}.starter").load(at=at)
        return True
