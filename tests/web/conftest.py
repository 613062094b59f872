"""What tests of pages share: a company and its people, a browser without scripts, and a manual that it sent."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

MANUAL = """# 报修服务标准
## 时限
1. 接到报修后，维修工应在30分钟内到场。
2. 普通故障应及时处理，并做好相关记录。
3. 生活垃圾日产日清。
## 行为
1. 员工应佩戴工牌。
2. 对欠费业主可停止供水供电。
"""


@pytest.fixture
def company(db):
    """A company with standards of its own; see ``tests.apps.standards.company``."""
    # Imported here, since models can be imported only once Django is set up.
    from tests.apps.standards.company import Company

    return Company()


@pytest.fixture
def as_(client, company):
    """Sign one of its people in; returns the browser."""

    def enter(username):
        client.force_login(company.people[username])
        return client

    return enter


@pytest.fixture
def send(client):
    """Send a manual from this browser; returns the address of its document."""

    def one(text=MANUAL, name="报修.md", browser=client):
        data = text if isinstance(text, bytes) else text.encode()
        answer = browser.post(reverse("documents"), {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    return one


@pytest.fixture
def sent(send, run_jobs):
    """Send a manual and have it read; returns the address of its document."""

    def one(*arguments, **named):
        address = send(*arguments, **named)
        run_jobs()
        return address

    return one


@pytest.fixture
def text_of(client):
    """Fetch a page and return its text."""

    def one(address, status=200, **headers):
        answer = client.get(address, **headers)
        assert answer.status_code == status
        return answer.content.decode()

    return one
