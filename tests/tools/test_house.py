"""Each house rule speaks on a breach and is silent on the right way."""

import pytest

import house
import page_rules


def rules_of(path, text):
    return [sentence for _line, sentence in house.of_python(tuple(path.split("/")), text)]


@pytest.mark.parametrize(
    ("path", "text", "word"),
    [
        ("apps/standards/jobs.py", "Clause.objects.create(text='x')", "outside a service"),
        ("apps/standards/models.py", "def close(self):\n    self.save()", "outside a service"),
        ("usecases/publish.py", "rows.filter(pk=1).update(state='x')", "outside a service"),
        ("web/views.py", "Clause.objects.filter(pk=1)", "through a selector"),
        ("worker/loop.py", "model._default_manager.get()", "through a selector"),
        ("apps/x/migrations/0001_a.py", "from guicheng.apps.x import models", "none of our code"),
        ("apps/x/migrations/0001_a.py", "from ..models import Clause", "none of our code"),
        ("apps/x/migrations/0001_a.py", "import guicheng.domain", "none of our code"),
        ("domain/targets/timer.py", "@dataclass(frozen=True)\nclass Timer:\n    minutes: int", "ClauseRef"),
        ("web/views.py", "title = '条款'", "tsv"),
        ("apps/platform/utils.py", "", "name says nothing"),
        ("domain/helpers/dates.py", "", "name says nothing"),
    ],
)
def test_a_breach_is_found(path, text, word):
    assert [sentence for sentence in rules_of(path, text) if word in sentence]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("apps/standards/services.py", "Clause.objects.create(text='x')\nrow.save()"),
        ("adapters/xlsx/write.py", "book.save(stream)"),
        ("web/views.py", "context.update(title=title)\nfound = selectors.standards_visible_to(actor)"),
        ("apps/standards/selectors.py", "Clause.objects.filter(pk=1)"),
        ("apps/x/migrations/0001_a.py", "from django.db import migrations"),
        ("domain/targets/timer.py", "@dataclass\nclass Timer:\n    ref: ClauseRef"),
        ("domain/clause/words.py", "word = '及时'"),
        ("web/views.py", '"""规程"""\n\ndef show():\n    """Show 条款."""'),
    ],
)
def test_the_right_way_is_silent(path, text):
    assert rules_of(path, text) == []


def test_a_long_line_is_told():
    assert house.of_lines("及" * 120) == []
    assert house.of_lines("a\n" + "及" * 121) == [(2, "121 characters; the most is 120")]


def test_a_lock_file_names_no_host():
    assert house.of_lock_file('"resolved": "https://host.example/a.tgz"')
    assert house.of_lock_file("--index-url https://host.example/simple")
    assert not house.of_lock_file("#    uv pip compile --no-emit-index-url a.in\nattrs==1 --hash=sha256:00")
    assert not house.of_lock_file('"funding": {\n "url": "https://host.example"\n')


@pytest.mark.parametrize(
    ("page", "word"),
    [
        ('<form method="post"><button></button></form>', "csrf"),
        ("<FORM METHOD=POST></FORM>", "csrf"),
        ("<p>Save the file</p>", "translate"),
        ("<p>保存</p>", "translate"),
        ('<input placeholder="Name">', "translate"),
        ('<button aria-label="删除"></button>', "translate"),
        ("<script>alert(1)</script>", "stands in a file"),
        ('<a onclick="go()"></a>', "inline"),
        ('<p style="color: red"></p>', "inline"),
        ('<script src="https://cdn.example/a.js"></script>', "another host"),
        ('<link rel="stylesheet" href="//cdn.example/a.css">', "another host"),
        ("{% blocktranslate count n=n %}{{ n }} tree{% plural %}{{ n }} trees{% endblocktranslate %}", "plural"),
    ],
)
def test_a_template_breach_is_found(page, word):
    assert [sentence for _line, sentence in page_rules.of_template(page) if word in sentence]


@pytest.mark.parametrize(
    "page",
    [
        '<form method="post">{% csrf_token %}<input></form>',
        '<form method="get"><input></form>',
        "<p>{% translate 'Save the file' %}</p>",
        "<p>{% blocktranslate with n=count %}Clauses: {{ n }}{% endblocktranslate %}</p>",
        "<button aria-label=\"{% translate 'Delete' %}\">×</button>",
        '<script type="application/json">{"word": "及时"}</script>',
        '<script type="module" src="{% static \'a.js\' %}"></script>',
        "{# a remark #}{% comment %}another remark{% endcomment %}<b>{{ clause.text }}</b> · 3",
        "<button>English</button><button>中文</button>",
        '<a href="https://example.org">{% translate "Source" %}</a>',
    ],
)
def test_a_good_template_is_silent(page):
    assert page_rules.of_template(page) == []


def test_a_template_complaint_names_its_line():
    page = "{% comment %}\n\n{% endcomment %}\n<p>\nwords</p>"
    assert [line for line, _sentence in page_rules.of_template(page)] == [4]
