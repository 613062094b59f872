"""What the front-end build left for pages: files with hashed names, the icon sprite, sentences that scripts say."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

BUILD: Final = Path(__file__).resolve().parent / "static" / "build"
_MANIFEST: Final = BUILD / ".vite" / "manifest.json"


class FrontEndMissingError(RuntimeError):
    """The browser's files were not built."""

    def __init__(self) -> None:
        super().__init__("The front end is not built; `make run` and `make test` do it, or npm run build in frontend/.")


def file_of(name: str) -> str:
    """Return the path below the build folder of a source such as ``src/main.ts``.

    Raises:
        FrontEndMissingError: The front end was not built.
    """
    return str(_manifest()[name]["file"])


def styles_of(name: str) -> list[str]:
    """Return the paths of the style sheets that a script brings along."""
    return [str(path) for path in _manifest()[name].get("css", [])]


def script_sentences(*, public: bool = False) -> list[str]:
    """Return the English sentences that scripts can say, or those of public pages alone."""
    path = BUILD / ("words_public.json" if public else "words.json")
    return list(_read(path, _stamp(path)))


def _manifest() -> dict[str, dict[str, str | list[str]]]:
    return dict(_read(_MANIFEST, _stamp(_MANIFEST)))


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        raise FrontEndMissingError from None


@lru_cache(maxsize=4)
def _read(path: Path, _stamp: int) -> dict | list:  # type: ignore[type-arg]
    """Read a file of the build once, again after a new build."""
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
