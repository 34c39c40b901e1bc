"""Forms of a name that are one: what is left without accents, case, hyphens and curly apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dragoman.linking.tables import strings, table

_UNDIVIDED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "’": "'"})
"""Letters that Unicode does not take for a plain one with an accent."""


def fold(name: str) -> str:
    """The name without accents, case, hyphens and curly apostrophes: forms that are alike are one name."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        name = name.translate(_UNDIVIDED)
    return " ".join(name.replace("-", " ").casefold().split())


def key(form: str) -> str:
    """A form of a name as the tables have it: folded, each word without a closing full stop or possessive ending."""
    words = (word.rstrip(".").removesuffix("'s").rstrip("'") for word in fold(form).split())
    return " ".join(word for word in words if word)


@cache
def _letters() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = dict(row.split() for row in strings(table("spellings.toml"), "letters", "spellings.toml"))
    return re.compile("|".join(map(re.escape, rows))), rows


def spelling(form: str) -> str:
    """What transliterations of one name have in common: "Zelenskyy" and "Zelenskiy" are alike (``spellings.toml``)."""
    pattern, rows = _letters()
    one_way = pattern.sub(lambda match: rows[match[0]], key(form))
    return "".join(letter for at, letter in enumerate(one_way) if letter != one_way[at - 1 : at])
