"""Calls to hosts outside: only where it was said that one may, once, within limits."""

from __future__ import annotations

from guicheng.adapters.outward.guard import Target, UnsafeAddressError, check_address, resolve
from guicheng.adapters.outward.posting import Answer, UnreachableError, post

__all__ = ["Answer", "Target", "UnreachableError", "UnsafeAddressError", "check_address", "post", "resolve"]
