"""Finds the statements of a document, paragraph by paragraph.

1. quotations and cues of the paragraph
2. each cue with its source; the quotations handed to it, or else what its clause gives
3. citations, trailing "according to" and inner reports turned into chains
4. quotations that go on where a speaker stopped
5. chains carried on to a sentence that takes up the same source
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extraction.lexicon import cue_lexicon
from dragoman.extraction.quotations import Quotation
from dragoman.extraction.spans import Span, share
from dragoman.extraction.statements.assembly import statement_of
from dragoman.extraction.statements.chains import carried, chained, without_inner_sayings
from dragoman.extraction.statements.contents import clause_content, sentence_content, widened
from dragoman.extraction.statements.cues import Cue, CueForm
from dragoman.extraction.statements.drafts import Draft
from dragoman.extraction.statements.insertions import content_around, host_of
from dragoman.extraction.statements.paragraphs import Paragraph
from dragoman.extraction.statements.quoted import continued, quotation_owners, trimmed_quotation
from dragoman.extraction.statements.sources import source_token
from dragoman.model import Document, Links, Parsed, Statement, Timex


def find_statements(
    document: Document, parsed: Sequence[Parsed], links: Links, timexes: Sequence[Timex]
) -> tuple[Statement, ...]:
    """The statements of the parsed paragraphs, in the order of the text."""
    lexicon = cue_lexicon()
    found: list[Statement] = []
    last: Draft | None = None
    for part in parsed:
        paragraph = Paragraph.of(part, links, lexicon)
        for draft in _drafts(paragraph, last):
            found.append(statement_of(document, paragraph, draft, timexes))
            last = draft
    return tuple(found)


def _drafts(paragraph: Paragraph, before: Draft | None) -> tuple[Draft, ...]:
    drafts = chained(list(_cued(paragraph)), paragraph.cues, paragraph.naming)
    ordered = sorted(without_inner_sayings(drafts), key=lambda draft: draft.content)
    return tuple(carried(continued(paragraph.doc, paragraph.quotes, ordered, before), before))


def _cued(paragraph: Paragraph) -> Iterator[Draft]:
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


def _clause(paragraph: Paragraph, cue: Cue, source: Token, own: Sequence[Quotation]) -> Span | None:
    """What the cue gives besides its quotations, grown to hold the quotations that it cuts through."""
    if host_of(cue, source) is not None:
        span = content_around(cue)
    elif cue.form is CueForm.PREPOSITION:
        span = sentence_content(cue, source)
    else:
        span = clause_content(cue, source, paragraph.cues, paragraph.lexicon) if cue.groups != {"quote"} else None
    if span is None:
        return None
    span = widened(span, [q for q in paragraph.quotes if q not in own and not q.start < cue.start < q.end])
    return None if any(share(span, (quote.start, quote.end)) for quote in own) else span
