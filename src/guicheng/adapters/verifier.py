"""The program that checks packs: kept in parts, given out as one file without anything of ours."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

#: Parts in an order in which each needs only those before it; the last is the program.
_PARTS: Final = ("hashing", "sources", "records", "stamps", "days", "dispute", "verify")
_OWN: Final = re.compile(r"^from guicheng\.library\.verifier\.\w+ import (\([^)]*\)|.*)\n", re.MULTILINE)
_IMPORT: Final = re.compile(r"^(?:import|from) .*\n", re.MULTILINE)
_FUTURE: Final = "from __future__ import annotations\n"
_HEAD: Final = re.compile(r'\A(?:#!.*\n)?"""(?:.|\n)*?"""\n')


@cache
def verifier() -> bytes:
    """Return ``verify.py``: all parts behind one another, their imports once and first."""
    texts = [(files("guicheng.library") / "verifier" / f"{part}.py").read_text("utf-8") for part in _PARTS]
    head = _HEAD.match(texts[-1])
    bodies = [_OWN.sub("", _HEAD.sub("", text)) for text in texts]
    imports = sorted({line for body in bodies for line in _IMPORT.findall(body)} - {_FUTURE})
    parts = [_IMPORT.sub("", body).strip("\n") for body in bodies]
    whole = [head[0] if head else "", _FUTURE, "".join(imports)]
    return ("\n".join(whole) + "\n\n" + "\n\n\n".join(parts) + "\n").encode()
