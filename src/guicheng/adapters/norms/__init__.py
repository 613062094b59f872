"""Reads files of norms: YAML in, typed duties and complaints with line and field out."""

from guicheng.adapters.norms.complaints import Complaint
from guicheng.adapters.norms.own import norms_in_use
from guicheng.adapters.norms.reading import NormFile, read_norms
from guicheng.adapters.norms.shipped import catalogue_items, shipped_norms

__all__ = ["Complaint", "NormFile", "catalogue_items", "norms_in_use", "read_norms", "shipped_norms"]
