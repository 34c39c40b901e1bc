"""Finds the statements of a document, paragraph by paragraph.

1. quotations and cues of the paragraph
2. each cue with its source
3. quotations handed to the cue beside them; the rest of a cue's content from its clause
4. inner reports, citations and trailing "according to" turned into chains
5. what is left over: quotations that continue the speaker before
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extraction.lexicon import CueLexicon, cue_lexicon
from dragoman.extraction.quotations import Quotation, quotations
from dragoman.extraction.statements.attributes import mode_of, said_on
from dragoman.extraction.statements.contents import clause_content, is_background, sentence_content, widened
from dragoman.extraction.statements.cues import Cue, CueForm, find_cues
from dragoman.extraction.statements.sources import Naming, Speaker, source_token
from dragoman.extraction.syntax import child, end_of, span_of, subject_of
from dragoman.model import Document, Links, Parsed, Polarity, Statement, Timex, content_id

FEWEST_QUOTED_WORDS = 3
"""A quotation shorter than this is a term in quotation marks, unless a comma or colon introduces it."""


@dataclass(frozen=True)
class Draft:
    """A statement in the making; spans are offsets of ``doc.text``.

    ``cited`` marks one whose cue is the relayer's ("the Post reported, citing X"): its day is the report's.
    """

    cue: Cue | None
    speaker: Speaker
    content: tuple[int, int]
    via: tuple[str, ...] = ()
    nested: bool = False
    quotation: bool = False
    cited: bool = False


def find_statements(
    document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """The statements of the parsed paragraphs, in the order of the text."""
    lexicon = cue_lexicon()
    found: list[Statement] = []
    last: Draft | None = None
    for part in parsed:
        naming = Naming(links, part.passage.start, lexicon)
        for draft in _paragraph(part.doc, naming, lexicon, last):
            found.append(_statement(document, part, draft, timexes))
            last = draft
    return tuple(found)


def _paragraph(doc: Doc, naming: Naming, lexicon: CueLexicon, before: Draft | None) -> tuple[Draft, ...]:
    quotes = quotations(doc.text)
    cues = find_cues(doc, quotes, lexicon)
    drafts = list(_cued(doc, quotes, cues, naming, lexicon))
    drafts = _without_shells(_chained(drafts, cues, naming, lexicon))
    drafts.sort(key=lambda d: d.content)
    drafts = list(_continued(doc, quotes, drafts, before))
    return tuple(_carried(drafts, before))


# ---------------------------------------------------------------- cues with their contents
def _cued(
    doc: Doc, quotes: Sequence[Quotation], cues: Sequence[Cue], naming: Naming, lexicon: CueLexicon
) -> Iterator[Draft]:
    owners = _quotation_owners(doc, quotes, cues)
    by_colon = [o for o in dict.fromkeys(owners) if o is not None and o not in cues]
    for cue in (*cues, *by_colon):
        if "cite" in cue.groups and len(cue.groups) == 1:
            continue
        source = source_token(cue)
        speaker = naming.speaker(source) if source is not None else None
        if source is None or speaker is None:
            continue
        via = naming.listeners(cue) if cue.form is CueForm.VERB else ()
        own = [q for q, owner in zip(quotes, owners, strict=True) if owner is cue]
        for quote in own:
            span = trimmed_quotation(doc, quote)
            if span is not None:
                yield Draft(cue, speaker, span, via, quotation=True)
        if cue.form is CueForm.PREPOSITION:
            span = sentence_content(cue, source)
        elif cue.groups == {"quote"}:
            span = None
        else:
            span = clause_content(cue, source, cues, lexicon)
        if span is not None:
            span = widened(span, [q for q in quotes if q not in own and not q.start < cue.start < q.end])
            if not any(_share(span, (q.start, q.end)) for q in own):
                yield Draft(cue, speaker, span, via)


def trimmed_quotation(doc: Doc, quote: Quotation) -> tuple[int, int] | None:
    """What stands between the marks, blanks dropped, the comma kept as printed."""
    text, start, end = doc.text, quote.inner_start, quote.inner_end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _share(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _quotation_owners(doc: Doc, quotes: Sequence[Quotation], cues: Sequence[Cue]) -> list[Cue | None]:
    """For each quotation that stands as a saying of its own, the cue beside it."""
    owners: list[Cue | None] = []
    for number, quote in enumerate(quotes):
        limit_before = quotes[number - 1].end if number else 0
        limit_after = quotes[number + 1].start if number + 1 < len(quotes) else len(doc.text)
        owner = None
        if not quote.single:
            if _introduced(doc.text, quote):
                owner = _cue_before(doc, quote, cues, limit_before)
            if owner is None and _free_standing(doc, quote):
                owner = _cue_after(doc, quote, cues, limit_after)
            if owner is None and _introduced(doc.text, quote) and number and owners[-1] is not None:
                between = doc.text[quotes[number - 1].end : quote.start].strip()
                owner = owners[-1] if len(between) <= 3 else None
            if owner is None and doc.text[: quote.start].rstrip().endswith(":"):
                owner = _colon_cue(doc, quote)
        owners.append(owner)
    return owners


def _introduced(text: str, quote: Quotation) -> bool:
    """Does a comma, a colon or a cue stand right before the quotation?"""
    before = text[: quote.start].rstrip()
    return bool(before) and (before[-1] in ",:" or quote.words(text) >= FEWEST_QUOTED_WORDS)


def _free_standing(doc: Doc, quote: Quotation) -> bool:
    """Does the quotation begin a sentence (or follow a clause end)?"""
    before = doc.text[: quote.start].rstrip()
    return not before or before[-1] in '.!?:;,"”’)—–-'


def _cue_before(doc: Doc, quote: Quotation, cues: Sequence[Cue], limit: int) -> Cue | None:
    """The cue that leads into the quotation: directly, or with its addressee and circumstances between."""
    before = doc.text[: quote.start].rstrip()
    for cue in reversed(cues):
        if cue.form is not CueForm.VERB or cue.end > quote.start:
            continue
        if cue.start < limit or cue.token.sent.end_char < len(before) - 1:
            return None
        between = doc.text[cue.end : quote.start].strip()
        if not between or between in {",", ":"}:
            return cue
        if before[-1] == ":" or (before[-1] == "," and not _has_clause(cue, quote.start)):
            return cue
        return None
    return None


def _colon_cue(doc: Doc, quote: Quotation) -> Cue | None:
    """The main verb of a sentence that ends in a colon before the quotation ("defended the plan in a statement:")."""
    colon = doc.char_span(quote.start, quote.start + 1, alignment_mode="expand")
    if colon is None:
        return None
    for token in colon[0].sent:
        if token.idx < quote.start and token.pos_ == "VERB" and child(token, "nsubj") is not None:
            return Cue(token, CueForm.VERB, frozenset({"quote"}), token.idx, end_of(token))
    return None


def _has_clause(cue: Cue, until: int) -> bool:
    """Does a clause of the cue's own begin before the quotation ("said he agreed, "...")?"""
    return any(c.dep_ == "ccomp" and c.i > cue.token.i and c.idx < until for c in cue.token.children)


def _cue_after(doc: Doc, quote: Quotation, cues: Sequence[Cue], limit: int) -> Cue | None:
    """The cue of the clause that follows the quotation: "..., X said", "..., said X"."""
    for cue in cues:
        if cue.form is not CueForm.VERB or cue.start < quote.end:
            continue
        between = doc.text[quote.end : cue.start]
        if cue.start >= limit or (
            any(mark in between for mark in ".!?;") and not _abbreviated(doc, quote.end, cue.start)
        ):
            return None
        subject = child(cue.token, "nsubj", "nsubjpass")
        if subject is None or subject.idx < quote.end:
            return None
        return cue
    return None


def _abbreviated(doc: Doc, start: int, end: int) -> bool:
    """Are all the full stops in the stretch part of abbreviations ("U.S.", "Mr.")?"""
    return not any(t.is_sent_start and start < t.idx < end for t in doc[1:]) and not any(
        t.text in {".", "!", "?", ";"} for t in doc if start <= t.idx < end
    )


# ---------------------------------------------------------------- chains
def _chained(drafts: list[Draft], cues: Sequence[Cue], naming: Naming, lexicon: CueLexicon) -> list[Draft]:
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
    """A trailing "according to X" behind a saying names a relayer, not a second speaker."""
    out: list[Draft] = []
    for draft in drafts:
        cue = draft.cue
        if cue is not None and cue.form is CueForm.PREPOSITION:
            told = [d for d in drafts if _is_told_in(d, draft)]
            if told:
                continue
        else:
            relays = [d for d in drafts if _is_told_in(draft, d)]
            for relay in relays:
                draft = replace(draft, via=tuple(dict.fromkeys((*draft.via, *relay.speaker.names, *relay.via))))
        out.append(draft)
    return out


def _is_told_in(draft: Draft, relay: Draft) -> bool:
    """Is ``draft`` a saying in the sentence that the "according to" of ``relay`` closes?"""
    if draft.cue is None or relay.cue is None or relay.cue.form is not CueForm.PREPOSITION:
        return False
    if draft.cue.form is CueForm.PREPOSITION or draft.speaker.names == relay.speaker.names:
        return False
    sentence = relay.cue.token.sent
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
    outer = by_token.get(cue.token.head.i)
    return outer if outer is not None and outer is not draft else None


def _without_shells(drafts: list[Draft]) -> list[Draft]:
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
            and _share(d.content, draft.content)
        ]
        if not holders or draft.nested or (draft.cue is not None and is_background(draft.cue.token)):
            out.append(draft)
    return out


# ---------------------------------------------------------------- across sentences
def _continued(doc: Doc, quotes: Sequence[Quotation], drafts: list[Draft], before: Draft | None) -> Iterator[Draft]:
    """Adds the quotations that no cue claims, but that go on where a speaker stopped."""
    left = list(drafts)
    last = before if doc.text[:1] in {'"', "“", "«", "„"} and before is not None and before.quotation else None
    for quote in quotes:
        while left and left[0].content[0] <= quote.start:
            last = left.pop(0)
            yield last
        if last is None or any(_share(d.content, (quote.start, quote.end)) for d in drafts):
            continue
        span = trimmed_quotation(doc, quote)
        if span is not None and quote.words(doc.text) > FEWEST_QUOTED_WORDS and _starts_sentence(doc, quote):
            last = Draft(None, last.speaker, span, last.via, quotation=True)
            yield last
    yield from left


def _starts_sentence(doc: Doc, quote: Quotation) -> bool:
    before = doc.text[: quote.start].rstrip()
    after = doc.text[quote.end :].lstrip()
    return (not before or before[-1] in '.!?"”') and (not after or after[0].isupper() or after[0] in '"“')


def _carried(drafts: Sequence[Draft], before: Draft | None) -> Iterator[Draft]:
    """Carries the chain on to a sentence that takes up the same source by a pronoun or "the source"."""
    for draft in drafts:
        taken_up = before is not None and before.via and not draft.via and before.speaker.names == draft.speaker.names
        if taken_up and before is not None and draft.speaker.definite and (draft.speaker.anonymous or before.nested):
            draft = replace(draft, via=before.via, nested=before.nested)
        yield draft
        before = draft


# ---------------------------------------------------------------- the finished value
def _statement(document: Document, part: Parsed, draft: Draft, timexes: Sequence[Timex]) -> Statement:
    offset, doc = part.passage.start, part.doc
    start, end = draft.content
    source = span_of(draft.speaker.token) if draft.cue is not None else None
    cue = (draft.cue.start, draft.cue.end) if draft.cue is not None else None
    spans = [s for s in (source, cue, draft.content) if s is not None]
    evidence = document.anchor(offset + min(s[0] for s in spans), offset + max(s[1] for s in spans))
    content = document.anchor(offset + start, offset + end)
    denied = draft.cue is not None and "deny" in draft.cue.groups and not draft.quotation
    return Statement(
        id=content_id("stm", document.id, str(offset + start), str(offset + end), *draft.speaker.names, *draft.via),
        speakers=draft.speaker.names,
        via=draft.via,
        anonymous=draft.speaker.anonymous,
        mode=mode_of(doc.text, draft.content, quotations(doc.text)),
        polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
        content_text=" ".join(content.exact.split()),
        said_on=None if draft.cited else said_on(part, draft.cue, draft.content, timexes),
        source=document.anchor(offset + source[0], offset + source[1]) if source is not None else None,
        cue=document.anchor(offset + cue[0], offset + cue[1]) if cue is not None else None,
        content=(content,),
        evidence=evidence,
        nested=draft.nested,
    )
