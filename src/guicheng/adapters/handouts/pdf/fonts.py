"""The Chinese fonts that PDF files are set in; they come as a package, so that no machine prints boxes."""

from __future__ import annotations

from typing import Final

import pylopdf_fonts_zh_cn

#: Folder with Noto Serif SC and Noto Sans SC (SIL Open Font License 1.1).
FOLDERS: Final = [str(pylopdf_fonts_zh_cn.serif_path().parent)]
