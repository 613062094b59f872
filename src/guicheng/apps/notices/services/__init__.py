"""Acts on notices: people are told, read, choose; robots and programs are set up and sent to."""

from __future__ import annotations

from guicheng.apps.notices.services.telling import tell

__all__ = ["tell"]
