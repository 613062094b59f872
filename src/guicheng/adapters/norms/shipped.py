"""The norms that come with the product."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from guicheng.adapters.norms.reading import read_norms
from guicheng.domain.comparison.norm import Norm


class BrokenLibraryError(RuntimeError):
    """A shipped file of norms does not hold; a test keeps this from being shipped."""


@cache
def shipped_norms() -> tuple[Norm, ...]:
    """Return the shipped norms: those of the country first, then by the key of their place.

    Raises:
        BrokenLibraryError: A shipped file has a complaint.
    """
    norms: list[Norm] = []
    folder = files("guicheng.library") / "norms"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            read = read_norms(file.name, file.read_bytes(), items=catalogue_items(), proved=True)
            if read.complaints:
                first = read.complaints[0]
                raise BrokenLibraryError(f"{file.name}:{first.line}: {first.field}: {first.message.render()}")
            norms.extend(read.norms)
    return tuple(sorted(norms, key=lambda norm: (not norm.place.national, norm.place.key)))


@cache
def catalogue_items() -> frozenset[str]:
    """Return the keys of the service catalogue."""
    table = (files("guicheng.library") / "catalogue" / "items.tsv").read_text(encoding="utf-8")
    return frozenset(line.partition("\t")[0] for line in table.splitlines()[1:] if line)
