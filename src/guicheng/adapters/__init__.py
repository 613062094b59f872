"""Files and foreign systems on one side, values of the domain on the other."""

from guicheng.adapters.opening import open_file

__all__ = ["open_file"]
