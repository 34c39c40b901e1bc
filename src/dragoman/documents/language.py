"""In which language a report is written."""

from __future__ import annotations

import re

import py3langid

from dragoman.documents.tables import table
from dragoman.model import NotEnglish

SAMPLE = 4000
"""Code points of the body that are looked at."""
_FEWEST_LETTERS = 40
_ENGLISH_SHARE = 0.2
"""Share of English function words that settles it: foreign names mislead the detection, these do not."""
_MARGIN = 10.0
"""Natural logarithm of how much likelier than English the other language must be; the model is overconfident."""
_FILE = "languages.toml"
_WORD = re.compile(r"[^\W\d_]+")


def check_english(body: str, file: str) -> str:
    """``en``; raises NotEnglish for a body that is surely in another language. Too short to tell counts as English."""
    sample = body[:SAMPLE]
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS or _english_share(sample) >= _ENGLISH_SHARE:
        return "en"
    scores = dict(py3langid.rank(sample))
    code = max(scores, key=lambda name: scores[name])
    if scores[code] - scores["en"] > _MARGIN:
        name = table(_FILE)["names"].get(code, code)
        raise NotEnglish(file, f"the report reads as {name}", "Dragoman reads English; give a translation.")
    return "en"


def _english_share(sample: str) -> float:
    words = _WORD.findall(sample.lower())
    known = table(_FILE)["english"]["words"]
    return sum(word in known for word in words) / max(1, len(words))
