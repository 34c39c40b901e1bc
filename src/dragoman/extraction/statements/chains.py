"""Chains: citations, trailing "according to" and inner reports turned into relayers of one saying."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extraction.spans import share
from dragoman.extraction.statements.contents import is_background
from dragoman.extraction.statements.cues import Cue, CueForm
from dragoman.extraction.statements.drafts import Draft
from dragoman.extraction.statements.insertions import behind, host_of
from dragoman.extraction.statements.sources import Naming, Speaker
from dragoman.extraction.syntax import child, subject_of


def chained(drafts: list[Draft], cues: Sequence[Cue], naming: Naming) -> list[Draft]:
    """The drafts with their relayers: those that a citation, a trailing "according to" or an outer report names."""
    out = drafts
    for cue in cues:
        if "cite" in cue.groups and cue.form is CueForm.VERB:
            out = _cited(out, cue, naming)
    out = _relayed(out)
    return _nested(out)


def _cited(drafts: list[Draft], citing: Cue, naming: Naming) -> list[Draft]:
    """ "The Post reported, citing X, that": X speaks, the Post relays. "RIA cited X as saying": likewise."""
    token = citing.token
    cited = child(token, "dobj") or child(token, "nsubjpass")
    speaker = naming.speaker(cited) if cited is not None else None
    if cited is None or speaker is None or naming.agent(cited) is None:
        return drafts
    relayer = subject_of(token) if child(token, "nsubjpass") is None else None
    relay = naming.speaker(relayer) if relayer is not None and relayer is not cited else None
    out = []
    for draft in drafts:
        cue = draft.cue
        if cue is None:
            out.append(draft)
        elif cue.token.dep_ == "pcomp" and cue.token.head.head == token:
            names = relay.names if relay is not None else ()
            out.append(replace(draft, speaker=speaker, via=(*names, *draft.via)))
        elif _hangs_from(token, cue) or (
            cue.form is CueForm.PREPOSITION and token.sent == cue.token.sent and token.i > cue.token.i
        ):
            out.append(replace(draft, speaker=speaker, via=(*draft.speaker.names, *draft.via), cited=True))
        else:
            out.append(draft)
    return out


def _hangs_from(token: Token, cue: Cue) -> bool:
    """Does an inserted "citing X" belong to the cue, directly or by way of the clause that the cue opens?"""
    if cue.form is not CueForm.VERB or token.dep_ not in {"advcl", "acl", "conj", "prep", "dep"}:
        return False
    return bool(token.head == cue.token or (token.head.dep_ == "ccomp" and token.head.head == cue.token))


def _relayed(drafts: list[Draft]) -> list[Draft]:
    """A trailing "according to X" behind a saying, or an inserted "X said", names a relayer, not a second speaker."""
    out: list[Draft] = []
    for draft in drafts:
        if any(_is_told_in(d, draft) for d in drafts):
            continue
        for relay in (d for d in drafts if _is_told_in(draft, d)):
            via = tuple(dict.fromkeys((*draft.via, *relay.speaker.names, *relay.via)))
            content = behind(relay.cue, relay.speaker.token, draft.content) if relay.cue else draft.content
            draft = replace(draft, via=via, content=content)
        out.append(draft)
    return out


def _is_told_in(draft: Draft, relay: Draft) -> bool:
    """Is ``draft`` a saying in the sentence that the words of ``relay`` open, close, or are put into?"""
    if draft.cue is None or relay.cue is None or draft.speaker.names == relay.speaker.names:
        return False
    host = host_of(relay.cue, relay.speaker.token)
    if host is not None:
        return draft.cue.token == host and not draft.quotation
    if relay.cue.form is not CueForm.PREPOSITION or draft.cue.form is CueForm.PREPOSITION:
        return False
    sentence = relay.cue.token.sent
    if relay.cue.token.i == sentence.start:
        return draft.cue.token == sentence.root and not draft.quotation
    if not sentence.start_char <= draft.cue.start < relay.cue.start or draft.content[1] > relay.cue.start + 1:
        return False
    return draft.quotation or draft.cue.token == sentence.root


def _nested(drafts: list[Draft]) -> list[Draft]:
    """A said that B told C that X: B speaks, A relays; A's own record, which holds nothing else, is left out."""
    by_token = {d.cue.token.i: d for d in drafts if d.cue is not None and not d.quotation}
    out, shells = [], set()
    for draft in drafts:
        outer = _outer(draft, by_token)
        if outer is not None and _is_another(draft.speaker, outer.speaker):
            via = tuple(dict.fromkeys((*draft.via, *outer.speaker.names, *outer.via)))
            draft = replace(draft, via=via, nested=True)
            if draft.cue is None or "commit" not in draft.cue.groups:
                shells.add(id(outer))
        out.append(draft)
    return [d for d in out if id(d) not in shells]


def _is_another(inner: Speaker, outer: Speaker) -> bool:
    """Does somebody else speak in the inner report? A pronoun there takes up the outer speaker."""
    return inner.known and inner.token.pos_ != "PRON" and inner.names != outer.names


def _outer(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    cue = draft.cue
    if cue is None or cue.form is not CueForm.VERB or cue.token.dep_ != "ccomp":
        return None
    if "deny" not in cue.groups and child(cue.token, "ccomp", "xcomp", "prep") is None:
        return None  # "said that they proposed a levy": an act told, no words
    outer = by_token.get(cue.token.head.i)
    return outer if outer is not None and outer is not draft else None


def without_inner_sayings(drafts: list[Draft]) -> list[Draft]:
    """Drops a saying inside another's content, unless it is an inner report with its relayer."""
    out = []
    for draft in drafts:
        holders = [
            d
            for d in drafts
            if d is not draft
            and draft.cue is not None
            and d.content[0] <= draft.cue.start
            and draft.cue.end <= d.content[1]
            and d.cue is not draft.cue
            and share(d.content, draft.content)
        ]
        if not holders or draft.nested or (draft.cue is not None and is_background(draft.cue.token)):
            out.append(draft)
    return out


def carried(drafts: Iterable[Draft], before: Draft | None) -> Iterator[Draft]:
    """Carries the chain on to a sentence that takes up the same source by a pronoun or "the source"."""
    for draft in drafts:
        taken_up = before is not None and before.via and not draft.via and before.speaker.names == draft.speaker.names
        if taken_up and before is not None and draft.speaker.definite and (draft.speaker.anonymous or before.nested):
            draft = replace(draft, via=before.via, nested=before.nested)
        yield draft
        before = draft
