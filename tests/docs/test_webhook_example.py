"""The example by which a program verifies a webhook does what the page says."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guicheng.apps.notices.services.webhooks_out import signed

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "get-notices-out.md"
SECRET = "whsec_c2VjcmV0IG9mIHRoaXJ0eSB0d28gYnl0ZXMgISEhISE="


def example():
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    code = found[1]
    assert len(code.splitlines()) <= 12
    names = {}
    exec(code, names)  # noqa: S102 - the example of our own page
    return names["is_genuine"]


def test_a_genuine_call_is_believed_and_another_is_not():
    is_genuine, now, body = example(), datetime.fromtimestamp(time.time(), tz=UTC), '{"kind":"测试"}'.encode()
    headers = signed(SECRET, "message-1", body, now)
    assert is_genuine(SECRET, headers, body)
    assert not is_genuine(SECRET, headers, body + b" ")
    assert not is_genuine(SECRET, {**headers, "webhook-id": "message-2"}, body)
    assert not is_genuine("whsec_b3RoZXI=", headers, body)
    old = signed(SECRET, "message-1", body, now - timedelta(minutes=6))
    assert not is_genuine(SECRET, old, body)
