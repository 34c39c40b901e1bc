"""Finds the statements of a document, paragraph by paragraph.

1. quotations and cues of the paragraph
2. each cue with its source; the quotations handed to it, or else what its clause gives
3. citations, trailing "according to" and inner reports turned into chains
4. quotations that go on where a speaker stopped
5. chains carried on to a sentence that takes up the same source
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extraction.lexicon import CueLexicon, cue_lexicon
from dragoman.extraction.quotations import Quotation, quotations
from dragoman.extraction.statements.attributes import mode_of, said_on
from dragoman.extraction.statements.chains import carried, chained, without_inner_sayings
from dragoman.extraction.statements.contents import clause_content, sentence_content, widened
from dragoman.extraction.statements.cues import Cue, CueForm, find_cues
from dragoman.extraction.statements.drafts import Draft, Span, share
from dragoman.extraction.statements.quoted import continued, quotation_owners, trimmed_quotation
from dragoman.extraction.statements.sources import Naming, source_token
from dragoman.extraction.syntax import span_of, text_of
from dragoman.model import Document, Links, Parsed, Polarity, Statement, Timex, content_id


@dataclass(frozen=True)
class _Paragraph:
    """One parsed paragraph with what has been found in it so far."""

    doc: Doc
    naming: Naming
    lexicon: CueLexicon
    quotes: tuple[Quotation, ...]
    cues: tuple[Cue, ...]


def find_statements(
    document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """The statements of the parsed paragraphs, in the order of the text."""
    lexicon = cue_lexicon()
    found: list[Statement] = []
    last: Draft | None = None
    for part in parsed:
        quotes = quotations(text_of(part.doc))
        naming = Naming(links, part.passage.start, lexicon)
        paragraph = _Paragraph(part.doc, naming, lexicon, quotes, find_cues(part.doc, quotes, lexicon))
        for draft in _drafts(paragraph, last):
            found.append(_statement(document, part, draft, quotes, timexes))
            last = draft
    return tuple(found)


def _drafts(paragraph: _Paragraph, before: Draft | None) -> tuple[Draft, ...]:
    drafts = chained(list(_cued(paragraph)), paragraph.cues, paragraph.naming)
    ordered = sorted(without_inner_sayings(drafts), key=lambda draft: draft.content)
    return tuple(carried(continued(paragraph.doc, paragraph.quotes, ordered, before), before))


def _cued(paragraph: _Paragraph) -> Iterator[Draft]:
    """A draft for each content of each cue."""
    owners = quotation_owners(paragraph.doc, paragraph.quotes, paragraph.cues)
    by_colon = [owner for owner in dict.fromkeys(owners) if owner is not None and owner not in paragraph.cues]
    for cue in (*paragraph.cues, *by_colon):
        source = source_token(cue, paragraph.lexicon) if cue.groups != {"cite"} else None
        speaker = paragraph.naming.speaker(source) if source is not None else None
        if source is None or speaker is None:
            continue
        via = paragraph.naming.listeners(cue) if cue.form is CueForm.VERB else ()
        heard = paragraph.naming.addressees(cue) if "say" in cue.groups else ()
        own = [quote for quote, owner in zip(paragraph.quotes, owners, strict=True) if owner is cue]
        for quote in own:
            yield Draft(cue, speaker, trimmed_quotation(paragraph.doc, quote), via, quotation=True, addressees=heard)
        span = _clause(paragraph, cue, source, own)
        if span is not None:
            yield Draft(cue, speaker, span, via, addressees=heard)


def _clause(paragraph: _Paragraph, cue: Cue, source: Token, own: Sequence[Quotation]) -> Span | None:
    """What the cue gives besides its quotations, grown to hold the quotations that it cuts through."""
    if cue.form is CueForm.PREPOSITION:
        span = sentence_content(cue, source)
    else:
        span = clause_content(cue, source, paragraph.cues, paragraph.lexicon) if cue.groups != {"quote"} else None
    if span is None:
        return None
    span = widened(span, [q for q in paragraph.quotes if q not in own and not q.start < cue.start < q.end])
    return None if any(share(span, (quote.start, quote.end)) for quote in own) else span


def _statement(
    document: Document, part: Parsed, draft: Draft, quotes: Sequence[Quotation], timexes: Sequence[Timex]
) -> Statement:
    """The finished value, its spans turned into anchors of the canonical text."""
    offset, cue = part.passage.start, draft.cue
    start, end = (offset + at for at in draft.content)
    content = document.anchor(start, end)
    source = document.anchor(*(offset + at for at in span_of(draft.speaker.token))) if cue is not None else None
    cued = document.anchor(offset + cue.start, offset + cue.end) if cue is not None else None
    anchors = [anchor for anchor in (source, cued, content) if anchor is not None]
    denied = cue is not None and "deny" in cue.groups and not draft.quotation
    return Statement(
        id=content_id("stm", document.id, str(start), str(end), *draft.speaker.names, *draft.via),
        speakers=draft.speaker.names,
        via=draft.via,
        anonymous=draft.speaker.anonymous,
        mode=mode_of(text_of(part.doc), draft.content, quotes),
        polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
        content_text=" ".join(content.exact.split()),
        said_on=None if draft.cited else said_on(part, cue, draft.content, timexes),
        source=source,
        cue=cued,
        content=(content,),
        evidence=document.anchor(min(a.start for a in anchors), max(a.end for a in anchors)),
        addressees=draft.addressees,
        nested=draft.nested,
    )
