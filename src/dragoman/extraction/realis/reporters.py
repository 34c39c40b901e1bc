"""Who reports an event: the subject of the verb of saying above it, or whoever follows "according to"."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from dragoman.extraction.lexicon import cue_lexicon
from dragoman.extraction.realis.forms import lemma
from dragoman.extraction.realis.tables import listed
from dragoman.extraction.syntax import REACH, child, children, object_of, subject_of

_CUES = frozenset({"say", "deny", "judge", "commit", "cite"})
_REPORTED = frozenset({"ccomp", "xcomp", "advcl", "acl", "pcomp", "dobj", "pobj"})


def reporter_of(token: Token) -> Token | None:
    """The head of the phrase that names who reports the event; None where the reporter of the news does himself."""
    below = token
    for above in (token, *islice(token.ancestors, REACH)):
        if (source := _according_to(above)) is not None:
            return source
        if above.i != token.i and below.dep_ in {"ccomp", "xcomp", "parataxis"} and _is_saying(above):
            return subject_of(above)
        for inserted in children(above, "parataxis"):
            if _is_saying(inserted):
                return subject_of(inserted)
        below = above
    return None


def _is_saying(verb: Token) -> bool:
    word = lemma(verb)
    return bool(cue_lexicon().groups(word) & _CUES) or listed("saying", word)


def _according_to(token: Token) -> Token | None:
    for prep in children(token, "prep", "advmod"):
        if listed("according", prep.lower_):
            return object_of(prep, "to") or child(prep, "pobj")
    return None
