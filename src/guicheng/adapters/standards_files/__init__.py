"""Standards kept as Markdown files in a folder: read, and written back byte for byte."""

from guicheng.adapters.standards_files.reading import PlacedStandard, StandardsFileError, read_standard
from guicheng.adapters.standards_files.writing import file_name, write_standard

__all__ = [
    "PlacedStandard",
    "StandardsFileError",
    "file_name",
    "read_standard",
    "write_standard",
]
