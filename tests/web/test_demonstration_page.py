"""The page of the demonstration: asked for with the set-up key, watched while a worker tells it, and removed."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django_tasks_db.models import DBTaskResult

from guicheng.adapters.setup_key import make_setup_key
from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.organization.selectors import demonstration
from guicheng.usecases.demonstration import how_far, job, loading
from guicheng.web.views import demonstration as page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _story(settings, tmp_path, monkeypatch):
    """Tell two short chapters, the second of which a test may change."""
    settings.SECOND_FACTOR = False
    settings.HOME = tmp_path
    cache.clear()
    chapters = tuple((title, lambda _cast: None) for title, _chapter in loading.CHAPTERS[:2])
    for module in (loading, page):
        monkeypatch.setattr(module, "CHAPTERS", chapters)


@pytest.fixture
def asked(client, settings):
    """The page right after the company was asked for."""
    key = make_setup_key(settings.HOME)
    return client.post("/demonstration/", {"key": key}).content.decode()


def work():
    """Run what waits for a worker; return whether it went well."""
    row = DBTaskResult.objects.get(task_path=loading._JOB)
    try:
        job.tell_story.func(**row.args_kwargs["kwargs"])
    except RuntimeError:
        return False
    return True


def progress(client):
    return client.get("/demonstration/progress/").json()


def test_the_password_is_shown_once_and_a_worker_tells_the_story(client, asked):
    password = re.search(r"<dt>密码</dt><dd><code>(.+?)</code>", asked)[1]
    assert Person.objects.get(username="demo-quality").check_password(password)
    assert progress(client)["state"] == "reading"
    watching = client.get("/demonstration/").content.decode()
    assert password not in watching
    assert "正在载入" in watching
    assert work()
    assert progress(client) == {"state": "ready", "done": 2, "total": 2, "sentence": ""}
    assert "已载入" in client.get("/demonstration/").content.decode()


def test_no_secret_waits_in_the_jobs(client, asked):
    password = re.search(r"<dt>密码</dt><dd><code>(.+?)</code>", asked)[1]
    row = DBTaskResult.objects.get(task_path=loading._JOB)
    assert password not in str(row.args_kwargs)


def test_how_far_it_is_is_told_chapter_by_chapter(client, asked, monkeypatch):
    seen = []
    titles = loading.CHAPTERS
    look = tuple((title, lambda _cast: seen.append(progress(client)["done"])) for title, _chapter in titles)
    monkeypatch.setattr(loading, "CHAPTERS", look)
    assert work()
    assert seen == [0, 1]


def test_a_story_that_breaks_off_is_told_and_leaves_nothing(client, asked, monkeypatch):
    def fail(_cast):
        raise RuntimeError("the disk is full")

    (one, told), (two, _chapter) = loading.CHAPTERS
    monkeypatch.setattr(loading, "CHAPTERS", ((one, told), (two, fail)))
    assert not work()
    assert demonstration() is None
    shown = client.get("/demonstration/").content.decode()
    assert "载入中断" in shown
    assert 'name="key"' in shown


def test_a_second_run_clears_away_what_a_lost_worker_left(client, asked, monkeypatch):
    class LostError(BaseException):
        pass

    def lose(_cast):
        raise LostError

    (one, told), (two, _chapter) = loading.CHAPTERS
    monkeypatch.setattr(loading, "remove_demonstration", lambda **_about: None)
    monkeypatch.setattr(loading, "CHAPTERS", ((one, told), (two, lose)))
    with pytest.raises(LostError):
        work()
    assert how_far().done == 1
    monkeypatch.undo()
    with pytest.raises(job.BrokenOffError):
        work()
    assert demonstration() is None
    assert how_far().broke_off


def test_asking_again_forgets_that_it_broke_off(client, settings, asked, monkeypatch):
    monkeypatch.setattr(loading, "CHAPTERS", (("", None),))
    with pytest.raises(TypeError):
        work()
    assert how_far().broke_off
    client.post("/demonstration/", {"key": make_setup_key(settings.HOME)})
    assert not how_far().broke_off
    assert how_far().here


def test_its_administrator_removes_it_even_while_it_is_told(client, asked):
    client.force_login(Person.objects.get(username="demo-admin"))
    assert "移除示范公司" in client.get("/demonstration/").content.decode()
    assert client.post("/demonstration/").status_code == 302
    assert not Unit.objects.filter(demonstration=True).exists()
    # The job about it went with it.
    assert not DBTaskResult.objects.filter(task_path=loading._JOB).exists()


def test_nobody_else_removes_it(client, asked):
    assert client.post("/demonstration/").status_code == 404
    assert demonstration() is not None


def test_whoever_is_signed_in_is_led_to_the_workbench_and_told_who_removes_it(client, asked):
    assert work()
    client.force_login(Person.objects.get(username="demo-quality"))
    html = client.get("/demonstration/").content.decode()
    assert "demo-admin" in html
    assert 'class="btn primary" href="/"' in html


def test_a_wrong_key_loads_nothing(client, settings):
    make_setup_key(settings.HOME)
    answer = client.post("/demonstration/", {"key": "aaaa-bbbb"})
    assert answer.status_code == 422
    assert "启动密钥不对" in answer.content.decode()
    assert demonstration() is None
