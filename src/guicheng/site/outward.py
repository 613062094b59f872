"""Settings of what this service says to the outside: its own address, and where it may call."""

from __future__ import annotations

from guicheng.site import env


def address(*, https: bool) -> str:
    """Return the address of this service as letters and robots name it, without a slash at its end.

    Args:
        https: Whether visitors come by HTTPS.

    Raises:
        SettingError: GUICHENG_ADDRESS is no address that starts with https://, or with http:// on this machine.
    """
    if said := env.text("GUICHENG_ADDRESS"):
        return env.secure_address("GUICHENG_ADDRESS", said)
    hosts = env.names("GUICHENG_HOSTS")
    host = hosts[0].lstrip(".") if hosts else f"localhost:{env.port('PORT', 8000)}"
    return f"{'https' if https else 'http'}://{host}"
