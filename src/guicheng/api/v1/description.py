"""The description of the calls: what the framework cannot know, such as the codes that a call is refused with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from guicheng.api.v1.callers import SIGNED_IN
from guicheng.api.v1.doors import CALLS, Declared
from guicheng.api.v1.limits import MOST_CALLS, MOST_WRITES
from guicheng.api.v1.once import LONGEST_KEY
from guicheng.api.v1.problems import CODES

_BASE: Final = "/api/v1"
TAGS: Final = [
    {"name": "caller", "description": "Who the token or session belongs to."},
    {"name": "units", "description": "The tree: company, regions, estates."},
    {"name": "posts", "description": "Posts of the company."},
    {"name": "people", "description": "People, the posts they fill, and the roles they hold."},
    {
        "name": "estates",
        "description": "Places, points, equipment with its history, rosters, who is on duty, calendars.",
    },
    {"name": "audit", "description": "Who wrote what, when and from where."},
    {"name": "documents", "description": "Files that come in, and drafts made of them."},
    {"name": "standards", "description": "Standards with their counts."},
    {"name": "processes", "description": "Processes of the library, and taking them over as drafts."},
    {"name": "clauses", "description": "The draft of a standard, clause by clause, with reading, findings, history."},
    {"name": "talk", "description": "Conversations about clauses and standards."},
    {"name": "scope", "description": "Services, facts of units, what is in scope, and where standards are missing."},
    {"name": "elements", "description": "Seven elements, SMART, yearly cost and known values of a standard."},
    {"name": "contracts", "description": "Texts of contracts, and what the standards say of their promises."},
    {"name": "reports", "description": "Consistency, compliance, and what a change means."},
    {"name": "deviations", "description": "Where a person signed that a clause may differ, and until when."},
    {"name": "checks", "description": "Findings that somebody accepted, or that were there at the import."},
    {"name": "routes", "description": "Which way approvals of a unit go."},
    {"name": "approval", "description": "Drafts sent, approved, sent back, withdrawn."},
    {"name": "editions", "description": "What was published, what is in force on a day, and what differs."},
    {"name": "processes", "description": "Step tables with proof, approval, editions, and the clauses they realise."},
    {"name": "orders", "description": "Work orders with the clauses that they are held to, and what happened to them."},
    {"name": "attainment", "description": "Figures of months, exactly what each counts, and sealed months."},
    {"name": "overviews", "description": "How far promises come, the board of a month, and reports of months."},
    {"name": "nonconformities", "description": "What broke a clause, why, who mends it, and whether that lasted."},
    {"name": "reviews", "description": "Which standards are due to be reviewed because of what, and what came of it."},
    {"name": "plans", "description": "What published frequencies make due, how it stands, excuses and suspensions."},
    {"name": "rounds", "description": "Checklists compiled from clauses, and the rounds over them."},
    {"name": "inspections", "description": "Scoring sheets, plans and inspections with scores, samples, findings."},
    {"name": "cases", "description": "Running cases of processes, their open work, forms and logs."},
    {"name": "scores", "description": "Satisfaction with its formulas, scorecards, their results and appeals."},
    {"name": "surveys", "description": "Questionnaires, whom they ask, and answers without identities."},
    {"name": "handouts", "description": "Manuals, handbooks of posts and public notices, as Word file or PDF."},
    {"name": "field", "description": "Phones, what they say was done, photos, and how far tasks are."},
    {"name": "evidence", "description": "The chain of what was received, roots of days, proofs, holds and retention."},
    {"name": "demands", "description": "What customers want, what that rests on, and the clauses that answer it."},
    {"name": "groups", "description": "Groups of customers."},
    {"name": "interviews", "description": "Interviews and forums, people as roles, with notes and quotes."},
    {"name": "feedback", "description": "Complaints, ratings and calls, their marks of people covered."},
    {"name": "themes", "description": "What customers speak of: proposed by mining, judged by people, with trends."},
    {"name": "inbox", "description": "What a person is told and follows."},
    {
        "name": "notices",
        "description": "What a person was told: of approvals, orders, rounds, cases, work that is late.",
    },
    {"name": "words", "description": "The company's words over the shipped lexicon."},
    {"name": "parameters", "description": "Named values that clauses use."},
    {"name": "views", "description": "Lists of standards that people keep."},
]
_INTRODUCTION: Final = """\
Everything of the workbench for programs: organization, standards, drafts, approval, editions, audit.

**Who calls.** A program sends the token that an administrator issued, as `Authorization: Bearer gc_…`. Its scopes are
names of permissions, and it reaches the unit for which it was issued and those below. Each call says which permission
it needs. What is out of reach is answered like what is absent.

**Lists** come in pages of 100: `items` holds the rows, `next` the cursor of the next page, empty at the end.

**Writing once.** A writing call may carry an `Idempotency-Key` of its caller's choice. Sent again with the same key
within two days it gets the same answer and nothing happens twice. A call that was refused frees its key.

**Editing together.** Whoever edits a clause names the `revision` that they saw. Was it changed since, the call is
refused as `stale` with the text that stands there now.

**Limits.** A token or person may call {calls} times a minute, {writes} times of them writing. Beyond that a call is
answered with status 429, and `Retry-After` says after how many seconds to go on.

**Language.** Sentences come in Chinese, or in English where the cookie `language=en` is sent.

**Refusals** are `application/problem+json` (RFC 9457). Act on `code`, which never changes its meaning:

| code | status | meaning |
| --- | --- | --- |
{codes}
"""
_WHY: Final = {
    401: "Nobody was let in.",
    403: "It is visible, and not allowed.",
    404: "There is no such thing within reach.",
    409: "What stands there now is in the way.",
    413: "Too large.",
    422: "The call, or a value in it, is not what it has to be.",
    410: "Forgotten.",
    429: "Too often.",
    503: "Nothing was kept; later it can be.",
}


def introduction() -> str:
    """Return what stands before the calls."""
    rows = [f'| <a id="{code}"></a>`{code}` | {found.status} | {found.meaning} |' for code, found in CODES.items()]
    return _INTRODUCTION.format(calls=MOST_CALLS, writes=MOST_WRITES, codes="\n".join(rows))


def described(schema: Any) -> Any:
    """Return the description with permissions, codes, media types and headers; its parts in a lasting order."""
    for path, methods in schema["paths"].items():
        for method, call in methods.items():
            declared = CALLS[method.upper(), path.removeprefix(_BASE)]
            _describe(call, declared)
    schema["paths"] = dict(sorted(schema["paths"].items(), key=_by_noun))
    shapes = schema["components"]["schemas"]
    schema["components"]["schemas"] = {name: shapes[name] for name in sorted(shapes)}
    return schema


def _describe(call: dict[str, Any], declared: Declared) -> None:
    needs = "Anybody who was let in." if declared.needs == SIGNED_IN else f"Needs `{declared.needs}`."
    refused = ", ".join(f"`{code}`" for code in sorted(declared.codes, key=_by_status))
    call["description"] = f"{call.get('description', '')}\n\n{needs}\n\nRefused with {refused}."
    if declared.once:
        call["parameters"].append(_KEY)
    call["responses"] = {str(status): call["responses"][status] for status in sorted(call["responses"])}
    for status, answer in call["responses"].items():
        if int(status) >= 400:
            _describe_refusal(answer, int(status), declared.codes)


def _describe_refusal(answer: dict[str, Any], status: int, refuses: Iterable[str]) -> None:
    codes = [code for code in refuses if CODES[code].status == status]
    answer["description"] = f"{_WHY[status]} " + " ".join(f"`{code}`: {CODES[code].meaning}" for code in codes)
    content = answer["content"].pop("application/json")
    answer["content"]["application/problem+json"] = {**content, "examples": {code: _example(code) for code in codes}}
    if status == 429:
        answer["headers"] = {
            "Retry-After": {"description": "Seconds.", "required": True, "schema": {"type": "integer", "minimum": 1}}
        }


def _example(code: str) -> dict[str, Any]:
    found = CODES[code]
    told = {"type": f"{_BASE}/docs#{code}", "title": found.meaning, "status": found.status, "code": code}
    return {"summary": found.meaning, "value": told}


def _by_noun(path: tuple[str, dict[str, Any]]) -> int:
    """Return where a path stands: nouns in the order of the work, and within one as the code declares them."""
    call = next(iter(path[1].values()))
    return [tag["name"] for tag in TAGS].index(call["tags"][0])


def _by_status(code: str) -> tuple[int, str]:
    return CODES[code].status, code


_KEY: Final = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Sent again with the same key, the call is answered as before and nothing happens twice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
    "example": "work-order-2026-1123-17",
}
