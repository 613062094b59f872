"""The page about the API: its commands print what it says, against a service with a token."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.apps.standards.company import GOOD, Company
from tests.docs import console

from guicheng.apps.organization.services.integrations import issue_token
from guicheng.apps.standards import services
from guicheng.usecases.publish_edition import publish_edition

PAGE = console.ROOT / "docs" / "how-to" / "use-the-api.md"
BLOCK = re.compile(r"^```shell\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
SCOPES = ["documents.import", "standards.edit", "standards.read", "standards.read_published"]


@pytest.fixture
def token(real_transactions):
    cache.clear()
    company, now = Company(), timezone.now()
    made = company.standard(GOOD)
    sent = services.submit(actor=company.actor("chen"), standard_key=made.key, at=now)
    for name in ("lin", "wang"):
        services.approve(actor=company.actor(name), submission_key=sent.key, at=now)
    publish_edition(actor=company.actor("lin"), standard_key=made.key, effective_from=timezone.localdate(now), at=now)
    unit = company.root.key
    return issue_token(actor=company.actor("gao"), unit_key=unit, name="工单系统", scopes=SCOPES, at=now)[1]


def run(command, folder, url, token):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "URL": url, "TOKEN": token, "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    # A key is another one each time.
    return re.sub(r'"key": "[^"]*"', '"key": "…"', done.stdout.decode()).rstrip("\n").split("\n")


def test_the_commands_of_the_page_print_what_it_says(live_server, token):
    folder = console.folder_with_samples()
    blocks = list(BLOCK.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(blocks) == 6
    try:
        for block in blocks:
            for step in console.steps(block["body"]):
                printed = run(step.command, folder, live_server.url, token)
                assert list(step.output or ("",)) == printed, step.command
    finally:
        shutil.rmtree(folder)
