"""What an installation needs is pinned alike wherever packages are installed from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "requirements"


def pins(name):
    """Package → version, as a list has it."""
    return dict(re.findall(r"^([\w.-]+)==([^ \\;]+)", (FOLDER / name).read_text(encoding="utf-8"), re.MULTILINE))


def test_a_first_start_installs_what_the_product_needs():
    needed, installed = pins("run.txt"), pins("build.txt")
    assert needed
    assert {name: installed.get(name) for name in needed} == needed


@pytest.mark.parametrize("name", ["dev.txt", "bench.txt"])
def test_work_on_the_product_has_every_package_of_it(name):
    assert pins("run.txt").keys() <= pins(name).keys()
