"""The finished value: a draft's spans turned into anchors of the canonical text, with what is told besides."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.extraction.spans import Span
from dragoman.extraction.statements.attributes import mode_of, said_on
from dragoman.extraction.statements.drafts import Draft
from dragoman.extraction.statements.paragraphs import Paragraph
from dragoman.extraction.syntax import span_of, text_of
from dragoman.model import Anchor, Document, Mode, Polarity, Statement, Timex, content_id


def statement_of(
    document: Document,
    paragraph: Paragraph,
    draft: Draft,
    timexes: Sequence[Timex],
    *,
    content_in: Paragraph | None = None,
) -> Statement:
    """The statement of a draft whose cue and source stand in the paragraph, its content there or in another one."""
    said_in, cue = content_in or paragraph, draft.cue
    content = _anchor(document, said_in, draft.content)
    source = _anchor(document, paragraph, span_of(draft.speaker.token)) if cue is not None else None
    cued = _anchor(document, paragraph, (cue.start, cue.end)) if cue is not None else None
    anchors = [anchor for anchor in (source, cued, content) if anchor is not None]
    denied = cue is not None and "deny" in cue.groups and not draft.quotation
    introduced = said_in is not paragraph and text_of(paragraph.doc).rstrip().endswith(":")
    seen_from_cue = content.start - paragraph.offset, content.end - paragraph.offset
    return Statement(
        id=content_id("stm", document.id, str(content.start), str(content.end), str(cued.start) if cued else ""),
        speakers=draft.speaker.names,
        via=draft.via,
        anonymous=draft.speaker.anonymous,
        mode=Mode.DIRECT if introduced else mode_of(text_of(said_in.doc), draft.content, said_in.quotes),
        polarity=Polarity.DENIED if denied else Polarity.ASSERTED,
        content_text=" ".join(content.exact.split()),
        said_on=None if draft.cited else said_on(paragraph.part, cue, seen_from_cue, timexes),
        source=source,
        cue=cued,
        content=(content,),
        evidence=document.anchor(min(a.start for a in anchors), max(a.end for a in anchors)),
        addressees=draft.addressees,
        nested=draft.nested,
    )


def _anchor(document: Document, paragraph: Paragraph, span: Span) -> Anchor:
    return document.anchor(paragraph.offset + span[0], paragraph.offset + span[1])
