"""Two clauses that somebody sets beside one another, each in the words of its own author.

Whoever asks about two clauses mostly takes them to speak of one thing. Where no vocabulary knows that, the likeness of
their words tells it; promises of the second clause then take over the names that the first one uses. What one clause
says beyond the other may narrow it, so that two are called equal only where no such words are left.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import unlikeness
from guicheng.domain.comparison.besides import with_acts
from guicheng.domain.comparison.bounds import Act, Polarity
from guicheng.domain.comparison.channels import by_channels
from guicheng.domain.comparison.destroying import destroyed_too_early
from guicheng.domain.comparison.doubting import in_no_case, is_in_doubt, is_much, unless
from guicheng.domain.comparison.facets import words as words_of_scope
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.gates_apart import are_both_on_terms, are_rules_apart
from guicheng.domain.comparison.graded import is_grade_unsaid
from guicheng.domain.comparison.left_over import in_words
from guicheng.domain.comparison.likeness import ALIKE, Likeness, likeness, plain_content
from guicheng.domain.comparison.matters import are_of_other_matters
from guicheng.domain.comparison.naming import renamed
from guicheng.domain.comparison.narrowing import narrowed, without_leave
from guicheng.domain.comparison.one_promise import compared_as_one
from guicheng.domain.comparison.opposites import are_opposite, ended, undone_in_hours
from guicheng.domain.comparison.other_parties import are_of_other_parties
from guicheng.domain.comparison.pairing import Pairing, compare_clauses
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.placing import placed
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.qualifying import qualified
from guicheng.domain.comparison.reckoning import are_reckoned_apart
from guicheng.domain.comparison.same_words import MOST_UNKNOWN, compared_as_alternatives, compared_in_same_words
from guicheng.domain.comparison.scope import FACETS
from guicheng.domain.comparison.sequence import Order, turned
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.taken_first import taken_first
from guicheng.domain.comparison.taken_out import BUT
from guicheng.domain.comparison.telling import are_denied_apart
from guicheng.domain.comparison.term import Term
from guicheng.domain.comparison.turning import unless_turned
from guicheng.domain.comparison.unsaid import said_alike
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict, Witness
from guicheng.domain.comparison.vocabulary import Vocabulary, shipped_vocabulary
from guicheng.domain.comparison.wholes import part_of
from guicheng.domain.values.message import _

#: Share of the shorter clause's characters up to which two clauses speak of two things.
_UNLIKE = 0.35
#: Share above which clauses that put the same steps in another order speak of one service.
_SAME_SERVICE = 0.05
#: Fewest characters that say anything.
_FEWEST = 2
#: What is banned may be a thing that a facet knows, such as 燃气, and is told by its words.
_PLACES = frozenset(FACETS) - {"facility"}
#: Verdicts that more words may still turn.
_OPEN = frozenset({Verdict.CANNOT_COMPARE, Verdict.DISJOINT, Verdict.COMPATIBLE})
#: Characters and promises of a clause up to which it is one; comparing takes as long as both multiplied.
_LONGEST, _MOST = 2_000, 60


def compare_asked(
    first: Clause,
    second: Clause,
    facts: Facts = UNKNOWN,
    *,
    vocabulary: Vocabulary | None = None,
    lexicon: Lexicon | None = None,
    whoever: bool = False,
) -> Pairing:
    """Say how a clause stands to another that somebody has set beside it.

    Args:
        first: The first clause, read.
        second: The second clause, read.
        facts: What is known of the estate; with ``same_activity`` likeness decides nothing.
        vocabulary: Words for activities, scopes and stages; the shipped ones by default.
        lexicon: The words they were read by; the shipped ones by default.
        whoever: Whether clauses that name different posts may speak of one thing.
    """
    if max(len(first.text), len(second.text)) > _LONGEST:
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("One of the two is too long; divide it into clauses."))
    words = vocabulary or shipped_vocabulary()
    again = partial(_again, facts=facts, vocabulary=words, lexicon=lexicon, whoever=whoever)
    told = taken_first(first.text, second.text, again, of_one=facts.same_activity)
    if told is not None:
        return unless_turned(told, first.text, second.text)
    texts = (rephrased(first.text), rephrased(second.text))
    mine, theirs = placed(_side(*texts, words, lexicon), _side(*texts[::-1], words, lexicon), words)
    if max(len(mine.terms), len(theirs.terms)) > _MOST:
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("One of the two promises too much; divide it into clauses."))
    if whoever:
        mine, theirs = mine.of_anybody(), theirs.of_anybody()
    found, swapped = (_stand(*sides, facts, words, lexicon) for sides in ((mine, theirs), (theirs, mine)))
    told_apart = found.verdict in ONE_SIDED and (
        are_rules_apart(first.text, second.text)
        or are_denied_apart(*texts)
        or is_grade_unsaid(*texts)
        or unlikeness.are_counted_by_hours(*texts)
    )
    clash = found.verdict is Verdict.CONFLICT and turned(mine.text, theirs.text) is None
    apart = found.verdict is not Verdict.CONFLICT and are_reckoned_apart(mine, theirs)
    if told_apart or apart or (clash and are_both_on_terms(first.text, second.text)):
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("What the two have in common."), parts=found.parts)
    if found.verdict is swapped.verdict.swapped:
        heard = qualified(_in_all_numbers(found, mine, theirs), mine, theirs, words)
        heard = unless_turned(by_channels(heard, first.text, second.text), first.text, second.text)
        return in_words(heard, first.text, second.text)
    # Which promise is paired with which was chance, since it came out otherwise from the other side.
    return Pairing(Verdict.CANNOT_COMPARE, missing=_("Whether both speak of the same activity."), parts=found.parts)


def _again(first: str, second: str, **known: Any) -> Pairing:
    """Compare two texts that are left of clauses from which something has been taken out."""
    return compare_asked(read(first), read(second), **known)


def _in_all_numbers(found: Pairing, mine: Side, theirs: Side) -> Pairing:
    """Return a verdict on acts unless a number that only one clause names, and that nothing explains, may turn it."""
    acts = bool(found.parts) and all(isinstance(part.a.bound, Act) for part in found.parts)
    if not acts or found.verdict not in ONE_SIDED or (missing := unlikeness.unread_number(mine, theirs)) is None:
        return found
    return Pairing(Verdict.CANNOT_COMPARE, missing=missing, parts=found.parts)


def _stand(mine: Side, theirs: Side, facts: Facts, words: Vocabulary, lexicon: Lexicon | None) -> Pairing:
    """Say how one clause stands to another, seen from the first."""
    if facts.same_activity is not None or not mine.terms or not theirs.terms:
        return compare_clauses(mine.terms, theirs.terms, facts)
    like = likeness(plain_content(mine.text, lexicon), plain_content(theirs.text, lexicon))
    settled = _settled(mine, theirs, like) or _one(mine, theirs, like, facts, words)
    return settled or _by_promises(mine, _filled(mine, theirs, like), like, facts, words, lexicon=lexicon)


def _one(mine: Side, theirs: Side, like: Likeness, facts: Facts, words: Vocabulary) -> Pairing | None:
    """Return how two clauses stand that most likely bound one thing, None where they may be of two."""
    one = compared_as_one(mine, theirs, like, facts, words)
    return one and with_acts(one, mine, theirs, like, in_no_case)


def _by_promises(
    mine: Side, theirs: Side, like: Likeness, facts: Facts, words: Vocabulary, *, lexicon: Lexicon | None
) -> Pairing:
    """Say how one clause stands to another by what each of them promises, and by their words where that tells less."""
    plain = compare_clauses(mine.terms, theirs.terms, facts)
    if like.share > ALIKE and (missing := unlikeness.referred(mine, theirs)) is not None:
        return Pairing(Verdict.CANNOT_COMPARE, missing=missing, parts=plain.parts)
    if plain.verdict is Verdict.EQUAL:
        return with_acts(plain, mine, theirs, _beyond_cells(like, mine, theirs, words), is_much)
    if (same := compared_in_same_words(mine, theirs, facts, words)) is not None:
        return with_acts(same, mine, theirs, like, is_much)
    if plain.verdict not in _OPEN or _are_apart(mine, theirs, like, words, lexicon):
        return _told_apart(plain, like)
    liked = _of_one_thing(mine, theirs, like, facts, words)
    if liked.verdict is not Verdict.CANNOT_COMPARE:
        return liked
    # Words that nobody knows are mostly other words for one thing.
    unknown = compared_in_same_words(mine, theirs, facts, words, MOST_UNKNOWN)
    return with_acts(unknown, mine, theirs, like, is_much) if unknown else liked


def _are_apart(mine: Side, theirs: Side, like: Likeness, words: Vocabulary, lexicon: Lexicon | None) -> bool:
    """Tell whether two clauses are not of one thing, as far as their words say."""
    if like.share <= ALIKE or like.common < _FEWEST or unlikeness.are_contrasted(like):
        return True
    return _is_other(mine, theirs, words, lexicon)


def _told_apart(plain: Pairing, like: Likeness) -> Pairing:
    """Return what was found of two clauses by their promises alone; nothing compares that speaks of other things."""
    unlike = like.share <= _UNLIKE or like.common < _FEWEST or unlikeness.are_contrasted(like)
    return Pairing(Verdict.DISJOINT) if unlike and plain.verdict is Verdict.CANNOT_COMPARE else plain


def _filled(mine: Side, theirs: Side, like: Likeness) -> Side:
    """Return the second clause with what goes without saying beside a first one that is much like it."""
    if like.share <= ALIKE:
        return theirs
    return replace(theirs, terms=tuple([said_alike(mine, theirs, term, mine.terms) for term in theirs.terms]))


def read_rephrased(text: str) -> tuple[Clause, tuple[Term, ...]]:
    """Return a clause as it is read in one way of writing, with its promises.

    Args:
        text: The clause as written.
    """
    return _read(rephrased(text), shipped_vocabulary(), None)


def _side(text: str, other: str, vocabulary: Vocabulary, lexicon: Lexicon | None) -> Side:
    """Return a clause ready to be set beside another."""
    limited = part_of(text, other)
    clause, terms = _read(without_leave(limited.text, other), vocabulary, lexicon)
    return Side(clause, narrowed(terms, text, other, limited.limits))


@lru_cache(maxsize=20_000)
def _read(text: str, vocabulary: Vocabulary, lexicon: Lexicon | None) -> tuple[Clause, tuple[Term, ...]]:
    """Read a text once: a clause of a company is set beside many others."""
    clause = read(text, lexicon=lexicon)
    return clause, terms_of(clause, vocabulary, lexicon=lexicon)


def _settled(mine: Side, theirs: Side, like: Likeness) -> Pairing | None:
    """Return what two clauses' words alone settle, None where they don't."""
    if (steps := turned(mine.text, theirs.text)) is not None and like.share > _SAME_SERVICE:
        return _out_of_order(mine, theirs, steps)
    if (gone := destroyed_too_early(mine, theirs)) is not None:
        return gone
    if like.common >= _FEWEST and are_opposite(like.left, like.right):
        return ended(mine, theirs, like)
    if like.share > ALIKE and like.common >= _FEWEST and (undone := undone_in_hours(mine, theirs)) is not None:
        return undone
    return Pairing(Verdict.DISJOINT) if _is_other_work(mine, theirs, like) else compared_as_alternatives(mine, theirs)


def _out_of_order(mine: Side, theirs: Side, steps: Order) -> Pairing:
    """Return the conflict of two clauses that put two steps one before the other and the other way round."""
    cell = mine.terms[0].scope.meet(theirs.terms[0].scope) or mine.terms[0].scope
    example = _("One puts “{a}” before “{b}”, the other puts it after.", a=steps[0], b=steps[1])
    return Pairing(Verdict.CONFLICT, Witness(cell, example))


def _is_other_work(mine: Side, theirs: Side, like: Likeness) -> bool:
    """Tell whether two clauses are about other work, whatever their promises have in common."""
    return (
        unlikeness.are_done_apart(mine, theirs)
        or are_of_other_parties(mine.text, theirs.text)
        or are_of_other_matters(mine, theirs)
        or unlikeness.are_of_other_posts(mine, theirs)
        or unlikeness.are_of_other_kinds(mine, theirs)
        or unlikeness.are_contrasted(like, by_words=True)
    )


def _is_other(mine: Side, theirs: Side, vocabulary: Vocabulary, lexicon: Lexicon | None) -> bool:
    """Tell whether two clauses that are much alike speak of two things, or only one of them firmly."""
    return unlikeness.are_other_shares(mine.text, theirs.text) or unlikeness.are_loosened_apart(
        mine, theirs, vocabulary, lexicon
    )


def _of_one_thing(mine: Side, theirs: Side, like: Likeness, facts: Facts, vocabulary: Vocabulary) -> Pairing:
    """Return the verdict on two clauses that speak of one thing."""
    if (stop := ended(mine, theirs, like)) is not None:
        return stop
    liked = compare_clauses(*renamed(mine, theirs), facts)
    over = _beyond_cells(like, mine, theirs, vocabulary)
    if liked.verdict is Verdict.EQUAL:
        return with_acts(liked, mine, theirs, over, is_in_doubt)
    bans = all(part.a.bound == Act(Polarity.MUST_NOT) for part in liked.parts)
    return unless(is_in_doubt, liked, _beyond_cells(like, mine, theirs, vocabulary, _PLACES) if bans else over)


def _beyond_cells(
    like: Likeness, mine: Side, theirs: Side, vocabulary: Vocabulary, facets: Collection[str] = FACETS
) -> Likeness:
    """Return a likeness without the left over words that name cells, which scopes compare: 楼道, 地下车库."""
    told = (
        {
            char
            for hit in vocabulary.hits(side.text)
            if hit.group == "scope" and any(facet in facets for facet, _name in words_of_scope()[hit.word])
            for char in hit.word + plain_content(hit.word)
        }
        | {char for term in side.terms for char in _left_out(term)}
        for side in (mine, theirs)
    )
    left, right = (
        "".join(char for char in over if char not in cells)
        for over, cells in zip((like.left, like.right), told, strict=True)
    )
    return replace(like, left=left, right=right)


def _left_out(term: Term) -> str:
    """Return the words of what a promise leaves out, by which it is narrower than one that leaves out nothing."""
    named = (condition.what for condition in term.scope.conditions)
    return "".join(plain_content(what.removeprefix(BUT)) for what in named if what.startswith(BUT))
