"""Cuts out what was said: clauses, objects with their predicate, quotations."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Phrase

from dragoman.extraction.lexicon import CueLexicon, listed
from dragoman.extraction.quotations import Quotation
from dragoman.extraction.spans import Span
from dragoman.extraction.statements.cues import Cue, CueForm
from dragoman.extraction.syntax import child, children, end_of, is_that, text_of

_CLAUSAL = ("ccomp",)
_OPEN = ("xcomp", "ccomp")
FEWEST_OBJECT_WORDS = 4
"""An object of fewer words is a bare noun."""

_EDGE = " \t\n,;:—–-"


def clause_content(cue: Cue, source: Token | None, cues: Sequence[Cue], lexicon: CueLexicon) -> Span | None:
    """The span of ``doc.text`` that the cue's clause or object gives as content; None where it gives none."""
    head = _content_head(cue, lexicon)
    if head is None:
        return _sentence_before(cue, source) if "say" in cue.groups else None
    token = cue.token
    left = _left_edge(head, cue)
    if head.i > token.i or left.i > token.i:
        last = _forward_end(cue, head, source, cues)
        return trimmed(token.doc, left.idx, end_of(last)) if last.i >= left.i else None
    return _backward_span(cue, head, source)


def _sentence_before(cue: Cue, source: Token | None) -> Span | None:
    """The sentence up to a trailing "..., the union said" that the parser took for its second main clause."""
    token = cue.token
    if token.dep_ not in {"conj", "parataxis"} or token.head.dep_ != "ROOT" or source is None or source.i > token.i:
        return None
    first, comma = token.sent.start, source.left_edge.i - 1
    if not first <= token.head.i < comma or token.doc[comma].text != ",":
        return None
    while token.doc[first].dep_ == "cc" or token.doc[first].is_punct:
        first += 1
    return trimmed(token.doc, token.doc[first].idx, end_of(token.doc[comma - 1]))


def _content_head(cue: Cue, lexicon: CueLexicon) -> Token | None:
    """The word that the content hangs together in: the complement clause's verb, or the object."""
    token, groups = cue.token, cue.groups
    if cue.form is CueForm.NOUN:
        return next((c for c in children(token, "acl", "ccomp") if c.i > token.i), None)
    if "direct" in groups or "judge" in groups or "describe" in groups:
        found = _object_with_predicate(cue)
        if found is not None:
            return found
    if token.dep_ == "pcomp" and listed("predicative", token.head.lower_):
        return child(token, *_CLAUSAL) or child(token.head.head, *_CLAUSAL)
    if groups & {"say", "deny"}:
        found = child(token, *_CLAUSAL) or _phrase_clause(token) or _cited_clause(token, lexicon)
        if found is not None and not _is_bare_subjectless(found, token):
            return found
    if groups & {"commit", "deny"}:
        found = child(token, *_OPEN)
        if found is not None:
            return found
    if "deny" in groups:
        return child(token, "dobj", "nsubjpass")
    if "object" in groups:
        return _weighty_object(token)
    return None


def _phrase_clause(token: Token) -> Token | None:
    """The clause of a cue phrase, which the parser hangs from its second word ("made clear [that ...]")."""
    for complement in children(token, "ccomp", "xcomp", "acomp", "oprd", "dobj", "prt", "prep", "advcl"):
        for clause in children(complement, "ccomp", "advcl", "acl"):
            if any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
                return clause
    return None


def _cited_clause(token: Token, lexicon: CueLexicon) -> Token | None:
    """The that-clause which the parser hangs from an inserted "citing X," instead of from the cue."""
    for inserted in children(token, "advcl"):
        if "cite" in lexicon.groups(inserted.lemma_.lower()):
            return child(inserted, "ccomp")
    return None


def _is_bare_subjectless(clause: Token, cue: Token) -> bool:
    """A gerund or infinitive after the cue that the parser calls a clause, but that has no subject of its own."""
    return clause.tag_ == "VBG" and child(clause, "nsubj", "nsubjpass", "mark", "aux") is None and clause.i > cue.i


def _object_with_predicate(cue: Cue) -> Token | None:
    """The object (or the addressee) where something is predicated of it: an infinitive, "of doing", "as such"."""
    token, groups = cue.token, cue.groups
    for clause in children(token, "ccomp", "xcomp"):
        infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
        if (
            "direct" in groups
            and infinitive
            and (child(clause, "nsubj") is not None or child(token, "dobj", "dative") or _addressee(token) is not None)
        ):
            return clause
        if "direct" in groups and (mark := child(clause, "mark")) and listed("wishing", mark.lower_):
            return clause
        if "describe" in groups and clause.pos_ in {"NOUN", "ADJ", "PROPN"} and child(clause, "nsubj") is not None:
            return clause
    for prep in children(token, "prep"):
        wish = child(prep, "pcomp") if listed("wishing", prep.lower_) else None
        if "direct" in groups and wish is not None and child(wish, "nsubj") is not None:
            return wish
    return child(token, "dobj", "nsubjpass") if is_predicated(cue) else None


def is_predicated(cue: Cue) -> bool:
    """Is something said of the cue's object ("described it as", "accused X of")?"""
    token, groups = cue.token, cue.groups
    if child(token, "dobj", "nsubjpass") is None:
        return False
    if "describe" in groups and (child(token, "oprd") is not None or _has_preposition(token, "describing")):
        return True
    if "describe" in groups and _late_predicate(token) is not None:
        return True
    return "judge" in groups and _has_preposition(token, "judging")


def _late_predicate(token: Token) -> Token | None:
    """The "as" behind an insertion ("rejected the demands — A and B — as ..."), wherever the parser hung it."""
    for word in token.sent:
        if (
            word.i > token.i + 1
            and listed("predicative", word.lower_)
            and word.nbor(-1).text in {"—", "–", "-", ",", ")"}
        ):
            following = word.nbor(1) if word.i + 1 < word.sent.end else None
            if following is not None and following.is_quote:
                return word
    return None


def _has_preposition(token: Token, words: str) -> bool:
    return any(listed(words, p.lower_) and p.n_rights > 0 for p in children(token, "prep"))


def _addressee(token: Token) -> Token | None:
    """The noun behind "called on", "appealed to", "asked for"."""
    for prep in children(token, "prep"):
        if listed("addressing", prep.lower_):
            return child(prep, "pobj")
    return None


def _weighty_object(token: Token) -> Token | None:
    """An object that is more than a bare noun: of some length, or in quotation marks; a passive's subject."""
    if child(token, "agent") is not None:
        return child(token, "nsubjpass")
    found = child(token, "dobj")
    if found is None or found.i < token.i:
        return None
    words = [t for t in found.subtree if not t.is_punct]
    quoted = any(t.is_quote for t in found.subtree) or found.nbor(-1).is_quote
    return found if len(words) >= FEWEST_OBJECT_WORDS or quoted else None


def _left_edge(head: Token, cue: Cue) -> Token:
    """The first token of the content: for objects and addressees, before the clause proper."""
    token = cue.token
    starts = [head.left_edge]
    if head.i > token.i:
        for near in children(token, "dobj", "dative", "prep"):
            if not token.i < near.i < head.i or not cue.groups & {"direct", "judge", "describe"}:
                continue
            if near.dep_ != "prep" or listed("calling", near.lower_):
                starts.append(near.left_edge)
    if cue.groups & {"direct"} and "say" in cue.groups and _is_finite(head):
        starts = [head.left_edge]
    first = min(starts, key=lambda t: t.i)
    that = next((m for m in children(head, "mark") if is_that(m)), None)
    if that is not None and that.i > first.i > token.i:
        first = that  # what stands before is inserted: "reported, citing X, that ..."
    while first.i < head.i and ((first.is_punct and first.text not in "\"“‘'[(") or is_that(first)):
        first = first.nbor(1)
    return first


def _is_finite(head: Token) -> bool:
    return not any(c.lower_ == "to" and c.dep_ == "aux" for c in head.children)


def _forward_end(cue: Cue, head: Token, source: Token | None, cues: Sequence[Cue]) -> Token:
    """The last token of content that follows its cue: the sentence's end, or where another saying begins."""
    sentence = _sentence(head)
    last = sentence[-1].i
    inside = {t.i for t in head.subtree}
    above = {t.i for t in cue.token.ancestors}
    for other in cues:
        at = other.token.i
        if other is cue or not head.i < at <= last:
            continue
        if at in above:
            last = min(at, *(c.left_edge.i for c in children(other.token, "nsubj") if c.i > head.i), at) - 1
            continue
        if other.form is CueForm.PREPOSITION or (
            other.form is CueForm.VERB and (at not in inside or is_background(other.token) or _is_inserted(other))
        ):
            last = min(last, _clause_start(other.token) - 1)
    for loose in children(cue.token, "advcl", "conj"):
        if head.i < loose.i <= last and loose.i not in inside and _stands_apart(loose, cue.token):
            last = min(last, _clause_start(loose) - 1)
    if source is not None and head.i < source.i <= last:
        last = min(last, source.left_edge.i - 1)
    if cue.token.i > head.i:
        last = min(last, cue.token.i - 1)
    return _before_semicolon(head, last, cues)


def _before_semicolon(head: Token, last: int, cues: Sequence[Cue]) -> Token:
    """The content's last token, or the one before a semicolon behind which another saying follows."""
    sentence_end = head.sent.end
    for token in head.doc[head.i : last + 1]:
        if token.text == ";" and any(token.i < c.token.i <= sentence_end for c in cues):
            return token.nbor(-1)
    return head.doc[max(last, head.i)]


def _is_inserted(cue: Cue) -> bool:
    """A ", citing X" behind what was reported."""
    return "cite" in cue.groups and cue.token.tag_ == "VBG" and cue.token.nbor(-1).text == ","


def is_background(clause: Token) -> bool:
    """A clause of circumstance ("after Western governments warned that ..."): the reporter's, whoever it hangs from."""
    mark = child(clause, "mark")
    return clause.dep_ == "advcl" and mark is not None and listed("circumstance", mark.lower_)


def _stands_apart(clause: Token, cue: Token) -> bool:
    """A clause of the reporter's: coordinated with its own subject, or loosely added after a comma."""
    if clause.dep_ == "conj":
        return child(clause, "nsubj", "nsubjpass") is not None or clause.tag_ == cue.tag_
    mark = child(clause, "mark", "advmod")
    comma = clause.left_edge.i > 0 and clause.doc[clause.left_edge.i - 1].text == ","
    return comma and mark is not None and listed("circumstance", mark.lower_)


def _clause_start(token: Token) -> int:
    """Index of the first token of the clause, its conjunction and comma included."""
    start: int = min([token.i, *(c.left_edge.i for c in token.children if c.i < token.i and c.dep_ != "punct")])
    while start > 0 and (token.doc[start - 1].dep_ == "cc" or token.doc[start - 1].text in {",", ";", "—", "–", "-"}):
        start -= 1
    return start


def _backward_span(cue: Cue, head: Token, source: Token | None) -> Span | None:
    """Content that stands before its cue, or around it."""
    doc = head.doc
    own = {t.i for t in (source.subtree if source is not None else ())} | {cue.token.i}
    tokens = [t for t in head.subtree if t.i not in own and t.dep_ != "punct"]
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1]
    if last.i > cue.token.i and not any(t.dep_ in {"ROOT", "aux", "dobj", "prep"} for t in tokens if t.i > cue.token.i):
        last = max((t for t in tokens if t.i < cue.token.i), key=lambda t: t.i, default=last)
    if first.i > head.i:
        first = head
    while first.i < last.i and (first.dep_ == "cc" or is_that(first)):
        first = first.nbor(1)
    return trimmed(doc, first.idx, end_of(last))


def sentence_content(cue: Cue, source: Token) -> Span | None:
    """The content of "according to X": the sentence, less the phrase where that stands at its edge."""
    sentence = _sentence(cue.token)
    phrase_first = cue.token.i
    phrase_last = max(t.i for t in source.subtree)
    before = [t for t in sentence if t.i < phrase_first and not t.is_punct and t.dep_ != "cc"]
    after = [t for t in sentence if t.i > phrase_last and not t.is_punct]
    if before and len(after) <= 2:
        return trimmed(sentence.doc, before[0].idx, end_of(before[-1]))
    if after and len(before) <= 1:
        return trimmed(sentence.doc, after[0].idx, end_of(after[-1]))
    if before and after:
        return trimmed(sentence.doc, before[0].idx, end_of(after[-1]))
    return None


def _sentence(token: Token) -> Phrase:
    return token.sent


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """The span without blanks, dangling punctuation and a closing full stop; None where nothing remains."""
    text = text_of(doc)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or _is_full_stop(doc, end - 1)):
        end -= 1
    return (start, end) if start < end else None


def _is_full_stop(doc: Doc, at: int) -> bool:
    """Is it a token of its own, and not the end of an abbreviation?"""
    stop = doc.char_span(at, at + 1)
    return stop is not None and stop.text == "."


def widened(span: Span, quotes: Sequence[Quotation]) -> Span:
    """The span, grown to hold every quotation that it cuts through."""
    start, end = span
    for quote in quotes:
        if quote.start < end and start < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    return start, end
