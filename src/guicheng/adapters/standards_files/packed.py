"""A folder of standards packed as one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from guicheng.adapters.archive import Archive

_LARGEST = 20_000_000


def packed(files: Mapping[str, str]) -> bytes:
    """Return a folder as a .zip; the same folder gives the same bytes.

    Args:
        files: Text of each file by its path.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path), text.encode("utf-8", "replace"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def is_packed(name: str, data: bytes) -> bool:
    """Tell whether a file is a packed folder, and no Word document or Excel workbook."""
    return data.startswith(b"PK") and name.lower().endswith(".zip")


def unpacked(name: str, data: bytes) -> dict[str, bytes]:
    """Return the files of a packed folder by their paths, without the folder in which all of them lie.

    Args:
        name: The file, for messages.
        data: All of it.

    Raises:
        FileRefusedError: It is damaged, protected, too large once unpacked, or built to harm.
    """
    archive = Archive(name, data)
    names = [each for each in archive.names if not each.endswith("/") and not each.startswith("__MACOSX/")]
    heads = {each.partition("/")[0] if "/" in each else "" for each in names}
    head = f"{heads.pop()}/" if len(heads) == 1 else "/"
    return {each.removeprefix(head): archive.read(each, _LARGEST) for each in names}
