"""Which blocks of a page are its report: trafilatura's choice, carried over to blocks with offsets.

trafilatura (Barbaresi 2021) decides well but keeps no offsets and wants whole pages; so its text is only asked which
words it kept, and where it keeps nothing the density of links decides (Kohlschütter et al. 2010).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.documents.blocks import Block, Role
from dragoman.documents.dates import is_date_line
from dragoman.model import Zone

LARGEST = 2 * 1024 * 1024
"""Code points of a page that trafilatura is asked about; for larger ones links decide."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}(?: ?\([^()]{1,80}\)){0,5}\Z")
_SHINGLE = 4
_KEPT_SHARE = 0.8
_FEWEST_WORDS = 6
_MOST_LINKED = 0.75


class Candidate(NamedTuple):
    """A visible block, the share of its letters inside links, and whether it is the page's top heading."""

    block: Block
    linked: float
    top: bool = False


def select(original: str, candidates: Sequence[Candidate]) -> list[Block]:
    """The blocks of the report, in order; none where the page has no paragraph."""
    prose = [_is_prose(c) for c in candidates]
    if not any(prose):
        return []
    chosen = _chosen(original, candidates)
    kept = [p and c for p, c in zip(prose, chosen, strict=True)]
    if not any(kept):
        kept = prose
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    lead = first
    while lead and candidates[lead - 1].block.role is Role.HEADING:
        lead -= 1
    return [
        candidate.block
        for index, candidate in enumerate(candidates)
        if kept[index]
        or (lead <= index < last and (prose[index] or chosen[index] or _is_furniture(candidate)))
        or (index < lead and (candidate.top or is_date_line(candidate.block.text)))
    ]


def _is_furniture(candidate: Candidate) -> bool:
    """A heading, caption or byline: no text, but part of a report between whose paragraphs it stands."""
    return candidate.block.role is Role.HEADING or candidate.block.zone in (Zone.CAPTION, Zone.CREDIT)


def _is_prose(candidate: Candidate) -> bool:
    block = candidate.block
    return (
        block.role is not Role.HEADING
        and block.zone is None
        and candidate.linked < _MOST_LINKED
        and (block.text.count(" ") >= 2 * _FEWEST_WORDS or bool(_SENTENCE_END.search(block.text)))
        and block.text.count(" ") >= 2
    )


def _chosen(original: str, candidates: Sequence[Candidate]) -> list[bool]:
    """Which candidates trafilatura keeps."""
    lines = _kept_text(original).splitlines()
    shingles = {shingle for line in lines for shingle in _shingles(line)}
    return [_share_in(shingles, c.block.text) >= _KEPT_SHARE for c in candidates]


def _kept_text(original: str) -> str:
    if len(original) > LARGEST:
        return ""
    try:
        import trafilatura  # Here, since it takes half a second that plain text should not wait for.

        text = trafilatura.extract(original, output_format="txt", include_comments=False, favor_recall=True)
    except Exception:  # Whatever a broken page does to somebody else's parser, links can still decide.
        return ""
    return text or ""


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    """Runs of four words; a shorter text is one run."""
    words = _WORD.findall(text.casefold())
    for start in range(max(1, len(words) - _SHINGLE + 1)):
        yield tuple(words[start : start + _SHINGLE])


def _share_in(shingles: set[tuple[str, ...]], text: str) -> float:
    own = list(_shingles(text))
    return sum(shingle in shingles for shingle in own) / len(own)
