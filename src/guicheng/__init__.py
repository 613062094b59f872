"""Guicheng 规程: service standards and processes of property-management companies, from sentence to evidence."""

__version__ = "0.1.0"
