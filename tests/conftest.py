"""What all tests stand on: a data folder of their own, a test database, a browser, a worker."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from pathlib import Path

import hypothesis
import pytest

# Before the settings are read: nothing of a test lands in the data folder of a person.
_IS_HELPER = "PYTEST_XDIST_WORKER" in os.environ
_HOME = Path(os.environ["GUICHENG_HOME"] if _IS_HELPER else tempfile.mkdtemp(prefix="guicheng-test-"))
os.environ["GUICHENG_HOME"] = str(_HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "guicheng.site.settings"
# Playwright's event loop stands in the test's thread; the tests themselves stay synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
for _name in ("PORT", "HOST", "GUICHENG_HOSTS", "GUICHENG_HTTPS", "GUICHENG_DEBUG", "GUICHENG_LANG"):
    os.environ.pop(_name, None)

from django.conf import settings

if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since the live server, the worker and the test each have their own connection.
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(_HOME / "test.sqlite3")
    # A test database need not survive a power cut; tests/site checks what the product sets.
    settings.DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

# A hash that is meant to be slow tells a test nothing; tests/site checks what the product sets.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

import messages

_DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "page", "open_page", "worker", "run_jobs"})
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
]
_HOW_TO_GET = "no Chromium on this machine; Debian or Ubuntu: apt-get install chromium, or set CHROMIUM=/path/to/it"


def pytest_addoption(parser):
    parser.addoption("--only-database", action="store_true", help="run only tests that touch a database")
    parser.addoption("--measured", action="store_true", help="run only tests that count for branch coverage")
    parser.addoption("--not-measured", action="store_true", help="run only the others")


# By hand each run tries new examples; a run that judges a change must not turn on chance.
hypothesis.settings.register_profile("judging", derandomize=True)
if os.environ.get("CI") == "true":
    hypothesis.settings.load_profile("judging")


def pytest_configure(config):
    messages.compile_catalogue()


def pytest_collection_modifyitems(config, items):
    for item in items:
        if "walks" in Path(str(item.path)).parts or {"page", "open_page", "browser"} & _fixtures(item):
            item.add_marker(pytest.mark.browser)
    wanted = [
        *([_touches_database] if config.getoption("--only-database") else []),
        *([_is_measured] if config.getoption("--measured") else []),
        *([lambda item: not _is_measured(item)] if config.getoption("--not-measured") else []),
    ]
    kept = [item for item in items if all(wants(item) for wants in wanted)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _is_measured(item):
    """Whether a test counts for the branch coverage of the domain."""
    in_domain = Path(str(item.path)).is_relative_to(Path(__file__).parent / "domain")
    return in_domain and item.get_closest_marker("unmeasured") is None


def _touches_database(item):
    """Whether a test runs on both databases: it touches one, and which it is could make a difference."""
    if item.get_closest_marker("both"):
        return True
    if any(item.get_closest_marker(name) for name in ("looks", "one", "browser")):
        return False
    return item.get_closest_marker("django_db") is not None or bool(_DATABASE_FIXTURES & _fixtures(item))


def _fixtures(item):
    """The names of a test's fixtures, without the parameters that happen to have such a name."""
    callspec = getattr(item, "callspec", None)
    return set(item.fixturenames) - set(callspec.params if callspec else ())


def pytest_unconfigure(config):
    if not _IS_HELPER:
        shutil.rmtree(_HOME, ignore_errors=True)


def chromium() -> str | None:
    """The path of a browser on this machine."""
    names = [os.environ.get("CHROMIUM", ""), *_BROWSERS]
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all tests of this process."""
    program = chromium()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail(_HOW_TO_GET)
        pytest.skip(_HOW_TO_GET)
    from playwright.sync_api import expect, sync_playwright

    # What is expected on a page waits as long as what is done there: two services share a machine in a full run.
    expect.set_options(timeout=10_000)

    arguments = [*_QUIET, "--no-sandbox"] if os.geteuid() == 0 else _QUIET
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments, headless=True)
        yield started
        started.close()


@pytest.fixture
def open_page(browser, live_server):
    """Open pages of the running service, each in a fresh context; the test fails on an error in a page's script.

    Takes the options of Playwright's ``new_context``, such as ``viewport`` or ``color_scheme``.
    """
    with contextlib.ExitStack() as stack:
        faults = []

        def open_one(**options):
            options = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 900}, **options}
            context = browser.new_context(base_url=live_server.url, timezone_id="Asia/Shanghai", **options)
            stack.callback(context.close)
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
            return page

        yield open_one
    assert not faults, faults


@pytest.fixture
def page(open_page):
    """A page of the running service in a fresh context: 1440 × 900, Chinese."""
    return open_page()


@pytest.fixture
def run_jobs(db, monkeypatch):
    """Run all jobs that are ready, here and now, in the transaction of the test."""
    from django_tasks_db.management.commands import db_worker

    from guicheng.worker import loop

    # A worker drops stale connections; this one stands in the test's transaction.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def run(at=None):
        # A worker does what time brings about as soon as it starts.
        if at is not None:
            monkeypatch.setattr(loop, "_now", lambda: at)
        loop.JobWorker(place="test", batch=True).run()

    return run


@pytest.fixture
def worker(transactional_db):
    """A worker that runs jobs beside the test, as in a real installation."""
    from django.db import connections

    from guicheng.worker.loop import JobWorker

    taking = JobWorker(place="test")
    taking.interval = 0.05

    def run():
        try:
            taking.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    yield taking
    taking.running = False
    thread.join(timeout=30)
    assert not thread.is_alive(), "a job did not end"


@pytest.fixture
def real_transactions(transactional_db):
    """Commits for real; afterwards the rows go that triggers keep, which a flush of the database could not delete."""
    from django.db import connection

    yield
    names = ("deviationend", "deviation", "edition", "editionclause", "withdrawal", "opinion", "opinionvoid")
    kept = ["processes_processedition", "processes_tablechange", "research_formversion"]
    evidence = ("caseevent", "orderevent", "equipmententry", "fieldevent", "fieldphoto", "dailyroot")
    evidence += ("checklistversion", "packfile", "rootstamp")
    mended = ("revisionevidence", "revision", "review", "lawchange", "nonconformityact")
    kept += [f"improvement_{name}" for name in mended]
    kept += [
        f"assessment_{name}" for name in ("boardrow", "counted", "tally", "sealedrun", "sealedmonth", "monthlyfile")
    ]
    kept += ["assessment_inspectionsignature", "assessment_sheetversion"]
    kept += ["research_response", *(f"operations_{name}" for name in evidence)]
    scored = ("metricversion", "householdcount", "complaintjudgement", "cardversion", "extrapoints")
    scored += ("cardresult", "cardsignature", "cardappeal", "appealanswer")
    kept += [f"assessment_{name}" for name in scored]
    tables = ["platform_auditentry", *kept, *(f"standards_{name}" for name in (*names, "clausechange"))]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        with connection.constraint_checks_disabled():
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
        for _name, sql in triggers:
            cursor.execute(sql)
