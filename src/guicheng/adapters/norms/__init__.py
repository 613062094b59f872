"""Reads files of norms: YAML in, typed duties and complaints with line and field out."""

from guicheng.adapters.norms.complaints import Complaint
from guicheng.adapters.norms.reading import NormFile, read_norms
from guicheng.adapters.norms.shipped import catalogue_items, shipped_norms

__all__ = ["Complaint", "NormFile", "catalogue_items", "read_norms", "shipped_norms"]
