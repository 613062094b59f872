"""Every sentence is found where it is said, and a table that does not fit is told."""

import gettext

import pytest

import messages

Row = messages.Row


def test_python_sentences_are_found_joined_and_with_their_line():
    code = (
        'a = _("One "\n      "sentence.")\nb = gettext_lazy("Two")\n'
        'c = Message("Three {n}", {"n": "1"})\nd = other("x")'
    )
    assert messages.of_python(code) == [(1, "One sentence."), (3, "Two"), (4, "Three {n}")]


@pytest.mark.parametrize("code", ["_(f'Found {n}')", "_(sentence)", "gettext(f'{n}')"])
def test_a_sentence_that_the_catalogue_cannot_hold_is_refused(code):
    with pytest.raises(SystemExit, match="one plain string"):
        messages.of_python(code, "page.py")


def test_translating_a_message_of_the_domain_is_no_sentence():
    assert messages.of_python("gettext(message.text)") == []


def test_template_sentences_are_found():
    page = (
        "{% load i18n %}{% translate 'Save' %}\n<p>{% blocktranslate trimmed with n=count %}\n  Clauses: {{ n }}\n"
        "{% endblocktranslate %}</p>{% translate \"Open\" as open %}{# {% translate 'No' %} #}\n"
        "  <ul>\n      <li>it's {{ a }}</li>\n    <li>{% translate 'Deep' %}</li>\n</ul>"
    )
    assert [sentence for _line, sentence in messages.of_template(page)] == ["Save", "Clauses: %(n)s", "Open", "Deep"]


def test_script_sentences_are_found():
    code = "import('x');\nshow(t(\"It's {n}\", {n}), t('a \\'b\\''), t(`c\nd`)); start(\"no\"); t(name)"
    assert messages.of_typescript(code) == [(2, "It's {n}"), (2, "a 'b'"), (2, "c\nd")]


SAID = {"Save": "a.py:1", "Found {n}": "a.py:2"}
GOOD = [Row("Save", "保存", "a.tsv:1"), Row("Found {n}", "找到 {n}", "a.tsv:2")]


def complaints(*table):
    return " | ".join(messages.complaints(SAID, list(table)))


def test_a_whole_table_is_silent():
    assert complaints(*GOOD) == ""
    assert complaints(*GOOD, GOOD[0]) == ""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (GOOD[:1], "a.py:2: no Chinese for “Found {n}”"),
        ([*GOOD, Row("Old", "旧", "b.tsv:1")], "b.tsv:1: nothing says “Old”"),
        ([GOOD[0], Row("Found {n}", "找到 {m}", "b.tsv:1")], "fields differ: ['n'] and ['m']"),
        ([GOOD[0], Row("Found {n}", "找到 {n", "b.tsv:1")], "fields differ"),
        ([*GOOD, Row("Save", "存储", "b.tsv:1")], "is also at a.tsv:1 with other Chinese"),
        ([GOOD[1], Row("Save", " ", "b.tsv:1")], "is empty"),
        ([GOOD[1], Row("Save", "请保存", "b.tsv:1")], "“请” is a word that the product does not use"),
    ],
)
def test_a_table_that_does_not_fit_is_told(rows, said):
    assert said in complaints(*rows)


@pytest.mark.parametrize("chinese", ["申请", "聘请物业", "邀请"])
def test_a_word_inside_another_is_allowed(chinese):
    assert complaints(GOOD[1], Row("Save", chinese, "b.tsv:1")) == ""


def test_a_compiled_catalogue_answers(tmp_path):
    (tmp_path / "a.tsv").write_text("# remark\n\nLine\\nbreak\t换\\n行\nSave\t保存\n", encoding="utf-8")
    messages.compile_catalogue(tmp_path, tmp_path / "out" / "django.mo")
    with (tmp_path / "out" / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert [catalogue.gettext(text) for text in ("Line\nbreak", "Save", "Open")] == ["换\n行", "保存", "Open"]


def test_a_line_that_is_no_row_is_refused(tmp_path):
    (tmp_path / "a.tsv").write_text("Save\t保存\tsave\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"a\.tsv:1: a row is english<TAB>chinese, this one has 3 cells"):
        list(messages.rows(tmp_path))


def test_a_sentence_with_a_number_has_one_chinese_form_for_all_numbers(tmp_path, monkeypatch):
    page = "{% load i18n %}{% blocktranslate count n=n %}{{ n }} part{% plural %}{{ n }} parts{% endblocktranslate %}"
    monkeypatch.setattr(messages, "_texts", lambda: iter([(tmp_path / "page.html", page)]))
    (tmp_path / "a.tsv").write_text("%(n)s part\t%(n)s 处\n", encoding="utf-8")
    messages.compile_catalogue(tmp_path, tmp_path / "LC" / "django.mo")
    with (tmp_path / "LC" / "django.mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert {found.ngettext("%(n)s part", "%(n)s parts", count) for count in (1, 2, 5)} == {"%(n)s 处"}
