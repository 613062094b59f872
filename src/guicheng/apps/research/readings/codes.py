"""Codes of public links, invitations and respondents: drawn, written for people, and kept as digests alone.

A respondent's code is the only thing by which their answers are found again. It lies in their browser and on the page
that thanks them; the service keeps a keyed digest of it, from which nobody gets back to the code.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

#: No letter that is taken for a figure, read aloud or copied from paper.
LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
LINK_LENGTH: Final = 8
CODE_LENGTH: Final = 20
TOKEN_LENGTH: Final = 16
_GROUP: Final = 4


def draw(length: int) -> str:
    """Return letters drawn by chance, about 5 bits each."""
    return "".join(secrets.choice(LETTERS) for _letter in range(length))


def code_of(text: str) -> str:
    """Return a code as the service writes it, "" for what is none; blanks, dashes and capitals do not matter.

    Example:
        >>> code_of("ABCD-efgh jkmn pqrs tuvw")
        'abcdefghjkmnpqrstuvw'
    """
    found = "".join(letter for letter in text.lower() if letter not in " -\t\n\u3000")
    return found if len(found) == CODE_LENGTH and set(found) <= set(LETTERS) else ""


def shown(code: str) -> str:
    """Return a code in groups of four, for people who copy it."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def digest_of(link: str, code: str) -> str:
    """Return the digest under which the answers of a code are kept in the survey with that link."""
    return _keyed("response", f"{link}:{code}").hex()


def token_of(key: UUID) -> str:
    """Return the token of an invitation: the same each time, since a reminder carries the link of the first letter."""
    number = int.from_bytes(_keyed("invitation", str(key)))
    letters = []
    for _letter in range(TOKEN_LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def token_digest(token: str) -> str:
    """Return the digest under which an invitation is found by its token."""
    return _keyed("token", token).hex()


def seed_of(code: str) -> int:
    """Return the seed of a respondent, from 0 to 2⁶² - 1; nobody gets back from it to the code."""
    return int.from_bytes(hashlib.sha256(f"seed:{code}".encode()).digest()[:8]) >> 2


def _keyed(purpose: str, value: str) -> bytes:
    return salted_hmac(f"guicheng.research.{purpose}", value, algorithm="sha256").digest()
