from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guicheng.web.marks import Mark, marked, pieces

KINDS = ["read", "vague", "unread", "conflict"]


def marks_in(text):
    places = st.integers(0, len(text) + 2)
    return st.lists(st.builds(Mark, places, places, st.sampled_from(KINDS)), max_size=6)


@given(st.text(max_size=30).flatmap(lambda text: st.tuples(st.just(text), marks_in(text))))
def test_the_pieces_joined_are_the_text_whatever_the_marks(given_text):
    text, marks = given_text
    found = list(pieces(text, marks))
    assert "".join(piece.text for piece in found) == text
    assert all(text[piece.start : piece.end] == piece.text for piece in found)


def test_a_place_is_marked_and_its_neighbours_are_not():
    found = [(piece.text, piece.kind) for piece in pieces("应及时到场", [Mark(1, 3, "vague")])]
    assert found == [("应", ""), ("及时", "vague"), ("到场", "")]


def test_the_stronger_mark_wins_where_two_overlap():
    found = [(piece.text, piece.kind) for piece in pieces("每日停水停电", [Mark(0, 4, "read"), Mark(2, 6, "conflict")])]
    assert found == [("每日", "read"), ("停水", "conflict"), ("停电", "conflict")]


def test_a_mark_outside_the_text_is_left_out():
    assert [piece.kind for piece in pieces("短", [Mark(0, 9, "vague"), Mark(1, 1, "read")])] == [""]


def test_what_a_clause_holds_is_never_markup():
    html = marked('<script>alert("1")</script>&', [Mark(0, 8, "vague")])
    assert html == (
        '<mark class="m-vague" data-start="0" data-end="8">&lt;script&gt;</mark>'
        "alert(&quot;1&quot;)&lt;/script&gt;&amp;"
    )
