"""Standards kept as Markdown files in a folder: read, and written back byte for byte."""

from guicheng.adapters.standards_files.as_manual import manual_of, placed_at
from guicheng.adapters.standards_files.folder import (
    Folder,
    ReadFile,
    holds_clauses,
    is_standard,
    path_of,
    read_folder,
    write_folder,
    written_tables,
)
from guicheng.adapters.standards_files.packed import is_packed, packed, unpacked
from guicheng.adapters.standards_files.reading import PlacedMessage, PlacedStandard, StandardsFileError, read_standard
from guicheng.adapters.standards_files.writing import file_name, write_standard

__all__ = [
    "Folder",
    "PlacedMessage",
    "PlacedStandard",
    "ReadFile",
    "StandardsFileError",
    "file_name",
    "holds_clauses",
    "is_packed",
    "is_standard",
    "manual_of",
    "packed",
    "path_of",
    "placed_at",
    "read_folder",
    "read_standard",
    "unpacked",
    "write_folder",
    "write_standard",
    "written_tables",
]
