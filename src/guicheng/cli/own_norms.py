"""The company's own norms on the command line: those of the data folder that GUICHENG_HOME names."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from guicheng.adapters.norms.own import look_in, names_in_use, refused_files
from guicheng.cli.language import translator
from guicheng.cli.streams import complain
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_FOLDER: Final = "norms"


def take_own_norms(language: str) -> bool:
    """Let the norms in use be those of the service with this data folder; tell what is refused, and whether none is.

    Only a folder that is named counts, never the service's own default: the same command on the same files answers the
    same on a machine without a service.

    Args:
        language: ``zh`` or ``en``, for the sentences on standard error.
    """
    home = os.environ.get("GUICHENG_HOME", "")
    look_in(Path(home).expanduser() / _FOLDER if home else None)
    # What the log of a service says, the sentences below say here.
    logging.getLogger("guicheng").addHandler(logging.NullHandler())
    refused = refused_files()
    for each in refused:
        at = f"{each.name}:{each.line}" if each.line else each.name
        fault = each.message.render(translator(language))
        complain(_("The norms file {place} is not used: {fault}", place=at, fault=fault), language)
    return not refused


def own_norms_told() -> Iterator[Message]:
    """Yield the sentence that names the company's own files that are used; none where there are none."""
    if names := names_in_use():
        yield _("The company's own norms are among them: {files}.", files=", ".join(names))
