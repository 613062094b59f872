"""YAML in which every value is the text that was written: no dates, numbers or truth values are guessed."""

from __future__ import annotations

from typing import Any

import yaml


def load_plain(text: str) -> Any:
    """Return mappings, lists and texts; an empty value is "".

    Raises:
        yaml.YAMLError: It is no YAML, or uses anchors, which could make much of little.
        RecursionError: It is nested without end.
    """
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "an alias", event.start_mark)  # type: ignore[arg-type]
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (it constructs nothing but texts)


def problem_line(error: Exception) -> int:
    """Return the line of a fault, counted from 1."""
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1
