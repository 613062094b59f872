"""The manuals that ship with the product, offered to whoever has none at hand."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from django.utils.translation import get_language

_FOLDER: Final = resources.files("guicheng.library") / "samples"


class Sample(NamedTuple):
    """A file on offer, with its title in both languages."""

    file: str
    title_zh: str
    title_en: str

    @property
    def name(self) -> str:
        """What the file is called when it is read: its Chinese title, since its text is Chinese."""
        return self.title_zh + PurePosixPath(self.file).suffix

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if get_language() == "en" else self.title_zh


@cache
def offered() -> tuple[Sample, ...]:
    """Return the samples in the order in which they are offered; none where the library has none."""
    index = _FOLDER / "index.toml"
    if not index.is_file():
        return ()
    entries = tomllib.loads(index.read_text(encoding="utf-8")).get("sample", [])
    known = [Sample(entry["file"], entry["title_zh"], entry["title_en"]) for entry in entries]
    return tuple(sample for sample in known if (_FOLDER / sample.file).is_file())


def find(file: str) -> tuple[str, bytes] | None:
    """Return a sample's name and bytes, or None where no such sample is offered."""
    found = next((sample for sample in offered() if sample.file == file), None)
    return (found.name, (_FOLDER / file).read_bytes()) if found else None
