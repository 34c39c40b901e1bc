"""In which language a report is written."""

from __future__ import annotations

import py3langid

from dragoman.documents.tables import table
from dragoman.model import NotEnglish

SAMPLE = 4000
"""Code points of the body that are looked at."""
_FEWEST_LETTERS = 40
_MARGIN = 10.0
"""Natural logarithm of how much likelier than English the other language must be; the model is overconfident."""


def check_english(body: str, file: str) -> str:
    """``en``; raises NotEnglish where the body is surely written in another language. Too short to tell is English."""
    sample = body[:SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return "en"
    scores = dict(py3langid.rank(sample))
    code = max(scores, key=lambda name: scores[name])
    if scores[code] - scores["en"] > _MARGIN:
        name = table("languages.toml")["names"].get(code, code)
        raise NotEnglish(file, f"the report reads as {name}", "Dragoman reads English; give a translation.")
    return "en"
