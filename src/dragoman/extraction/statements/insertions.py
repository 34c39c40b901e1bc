"""Sayings put into the sentence that they tell: "Norway, an official said on Monday, has rejected the offer".

The parser hangs such words now from the one verb, now from the other, so they are known by the commas around them.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from dragoman.extraction.spans import Span
from dragoman.extraction.statements.contents import trimmed
from dragoman.extraction.statements.cues import Cue, CueForm
from dragoman.extraction.syntax import end_of, is_that

_LONGEST = 16
"""Tokens behind the cue and its source, up to the closing comma."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEFORE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "AUX"})
"""What the sentence breaks off with: its subject, or an auxiliary of its verb."""

_BEFORE_VERB = frozenset({"AUX", "ADV", "PART"})


def host_of(cue: Cue, source: Token) -> Token | None:
    """The verb of the sentence into which the cue with its source is put; None where it stands in none.

    Either the sentence goes on with the verb ("Norway, he said, refused to"), or with the that-clause of the verb
    before ("Norway demanded, he said, that ...").
    """
    doc, first = cue.token.doc, min(cue.token.i, source.left_edge.i)
    if (
        not (cue.form is CueForm.PREPOSITION or "say" in cue.groups)
        or first - 1 <= cue.token.sent.start
        or doc[first - 1].text != ","
    ):
        return None
    if any(token.text == "," for token in doc[first : max(cue.token.i, source.i)]):
        return None
    following = _behind_comma(cue, source)
    if following is None:
        return None
    before = doc[first - 2]
    if is_that(following):
        return before if before.pos_ == "VERB" else None
    return _verb_from(following, before) if before.pos_ in _BEFORE else None


def content_around(cue: Cue) -> Span | None:
    """What an inserted cue tells: the sentence around it."""
    words = [token for token in cue.token.sent if not token.is_punct and token.dep_ != "cc"]
    return trimmed(cue.token.doc, words[0].idx, end_of(words[-1])) if words else None


def behind(cue: Cue, source: Token, content: Span) -> Span:
    """The content of the verb before an insertion without the insertion, where the clause that follows holds both."""
    following = _behind_comma(cue, source)
    if following is None or not is_that(following) or not content[0] <= cue.start < content[1]:
        return content
    return trimmed(cue.token.doc, end_of(following), content[1]) or content


def _behind_comma(cue: Cue, source: Token) -> Token | None:
    """The token behind the comma that closes the insertion; None where a clause of its own stands before it."""
    start, end = max(cue.token.i, source.i) + 1, cue.token.sent.end
    for token in cue.token.doc[start : min(start + _LONGEST, end - 1)]:
        if token.text == ",":
            return token.nbor(1)
        if token.is_quote or (token.tag_ in _FINITE and not source.is_ancestor(token)):
            return None
    return None


def _verb_from(token: Token, before: Token) -> Token | None:
    """The main verb of the finite verb that begins with the token: "rejected" of "has not rejected".

    Its auxiliary may stand ``before`` the insertion.
    """
    end = token.sent.end
    ahead = list(takewhile(lambda t: t.pos_ in _BEFORE_VERB, token.doc[token.i : end]))
    at = token.i + len(ahead)
    run = [*ahead, *token.doc[at : min(at + 1, end)]]
    if not any(t.tag_ in _FINITE for t in (before, *run)):
        return None
    return next((t for t in reversed(run) if t.pos_ in {"VERB", "AUX"}), None)
