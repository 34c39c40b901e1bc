"""Statements from attributions: the tagger proposes source, cue and content, rules over the parse give the rest.

1. the main word of each cue; a saying that is denied, or only possible, is none
2. the names behind the source, and whom it was said to
3. a draft for each fragment of the content, quotations without their marks
4. chains as for the rules: citations, trailing "according to", inner reports

The corpus that the tagger learned from also holds attitudes, plans and acts ("backed the bill"). Statements are
sayings: the cue is a word of saying, and the content a quotation or a clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span as Phrase
from spacy.tokens import Token

from dragoman.extraction.lexicon import cue_lexicon
from dragoman.extraction.spans import Span, share
from dragoman.extraction.statements.assembly import statement_of
from dragoman.extraction.statements.chains import chained
from dragoman.extraction.statements.contents import FEWEST_OBJECT_WORDS, is_predicated, trimmed
from dragoman.extraction.statements.cues import Cue, CueForm, is_unreal
from dragoman.extraction.statements.drafts import Draft
from dragoman.extraction.statements.paragraphs import Paragraph
from dragoman.extraction.statements.quoted import FEWEST_WORDS, trimmed_quotation
from dragoman.extraction.statements.sources import Speaker, source_token
from dragoman.extraction.syntax import child, subject_of, text_of
from dragoman.model import Document, Links, Parsed, Statement, Timex

if TYPE_CHECKING:
    from dragoman.extraction.attribution import Attribution

_FORMS = {"VERB": CueForm.VERB, "AUX": CueForm.VERB, "ADP": CueForm.PREPOSITION}
_RELATIVE = frozenset({"WDT", "WP"})
_VERBAL = frozenset({"VERB", "AUX"})
_ATTRIBUTIVE = frozenset({"relcl", "acl", "amod", "compound"})
_CIRCUMSTANCES = frozenset({"prep", "npadvmod"})
_QUOTING = frozenset({"quote", "cite"})
"""Groups of cues whose content is a quotation."""

_PREDICATING = frozenset({"judge", "describe"})
_INSERTING = frozenset(" ,")
_OPEN = frozenset({"judge", "direct", "describe", "deny", "commit"})
"""Groups of cues whose content may be an infinitive."""

_WIDEST_GAP = 12
"""Code points between two fragments of one content that may be joined: a mark, a small word."""


@dataclass(frozen=True)
class Tagged:
    """A draft made of an attribution, with the paragraph that its content stands in and the tagger's probability."""

    draft: Draft
    content_in: Paragraph
    score: float


def tagged_statements(
    document: Document,
    parsed: Sequence[Parsed],
    links: Links,
    timexes: Sequence[Timex],
    attributions: Iterable[Attribution],
) -> tuple[tuple[Statement, float], ...]:
    """The statements that the attributions give, in the order of their cues, with the probability of each."""
    lexicon = cue_lexicon()
    paragraphs = [Paragraph.of(part, links, lexicon) for part in parsed]
    found: list[tuple[Statement, float]] = []
    waiting = list(attributions)
    for paragraph in paragraphs:
        own = [one for one in waiting if _lies_in(one.cue[0], paragraph)]
        made = [tagged for one in own for tagged in _drafts(one, paragraph, paragraphs)]
        found += _statements(document, paragraph, made, timexes)
    return tuple(found)


def _statements(
    document: Document, paragraph: Paragraph, made: Sequence[Tagged], timexes: Sequence[Timex]
) -> Iterator[tuple[Statement, float]]:
    """The drafts of a paragraph's cues with their chains, as values."""
    by_content = {(id(one.draft.cue), one.draft.content): one for one in made}
    for draft in chained([one.draft for one in made], paragraph.cues, paragraph.naming):
        tagged = by_content[id(draft.cue), draft.content]
        yield statement_of(document, paragraph, draft, timexes, content_in=tagged.content_in), tagged.score


def _drafts(one: Attribution, paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> Iterator[Tagged]:
    cue = _cue(one.cue[0], paragraph)
    if cue is None or not one.source or not _lies_in(one.source[0], paragraph):
        return
    speaker = _speaker(cue, one.source[0], paragraph)
    if speaker is None:
        return
    via = paragraph.naming.listeners(cue) if cue.form is CueForm.VERB else ()
    heard = paragraph.naming.addressees(cue) if "say" in cue.groups else ()
    for fragment in _joined(one, paragraph):
        home = next((p for p in paragraphs if _lies_in(fragment, p)), None)
        content = _content(fragment, home) if home is not None else None
        if home is None or content is None:
            continue
        quoted = _is_quoted(content, home)
        if quoted or _is_told(_inner_phrase(content, home), cue):
            yield Tagged(Draft(cue, speaker, content, via, quotation=quoted, addressees=heard), home, one.score)


def _joined(one: Attribution, paragraph: Paragraph) -> list[Span]:
    """The fragments of the content; those joined that hardly anything parts, or a mere "..., he said, ..."."""
    joined = [one.content[0]]
    for fragment in one.content[1:]:
        gap = joined[-1][1], fragment[0]
        if _is_narrow(gap, one) or _is_insertion(gap, one, paragraph):
            joined[-1] = joined[-1][0], fragment[1]
        else:
            joined.append(fragment)
    return joined


def _is_narrow(gap: Span, one: Attribution) -> bool:
    """Is it a mark or a small word, and neither source nor cue?"""
    return gap[1] - gap[0] <= _WIDEST_GAP and not any(share(gap, span) for span in (*one.cue, *one.source))


def _is_insertion(gap: Span, one: Attribution, paragraph: Paragraph) -> bool:
    """Does nothing but source and cue, in a sentence that goes on behind them, part two pieces outside quotations?"""
    inserted = sorted((*one.cue, *one.source))
    if not _lies_in(gap, paragraph) or not all(gap[0] <= start and end <= gap[1] for start, end in inserted):
        return False
    text, offset = text_of(paragraph.doc), paragraph.offset
    edges = zip((gap[0], *(end for _, end in inserted)), (*(start for start, _ in inserted), gap[1]), strict=True)
    between = "".join(text[start - offset : end - offset] for start, end in edges)
    return set(between) <= _INSERTING


def _is_quoted(content: Span, paragraph: Paragraph) -> bool:
    """Is it a quotation, and not a term in quotation marks?"""
    quote = next((q for q in paragraph.quotes if q.inner_start <= content[0] and content[1] <= q.inner_end), None)
    return quote is not None and quote.words(text_of(paragraph.doc)) >= FEWEST_WORDS


def _is_told(phrase: Phrase, cue: Cue) -> bool:
    """Does the cue tell the phrase, and neither quote a term from it nor name an act or a circumstance?"""
    root = phrase.root
    circumstance = root.dep_ in _CIRCUMSTANCES and root.head == cue.token
    act = cue.form is CueForm.VERB and not cue.groups & _OPEN and _is_bare_infinitive(root)
    if (cue.groups and cue.groups <= _QUOTING) or circumstance or act or phrase[-1].tag_ in _RELATIVE:
        return False
    return _is_clause(phrase, cue) or _is_object(phrase, cue)


def _is_bare_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and child(token, "nsubj", "nsubjpass") is None


def _is_clause(phrase: Phrase, cue: Cue) -> bool:
    verbs = (token for token in phrase if token.pos_ in _VERBAL and not _below_noun(token, phrase))
    return any(cue.form is not CueForm.NOUN or verb.tag_ != "VBG" for verb in verbs)


def _is_object(phrase: Phrase, cue: Cue) -> bool:
    """Is it an object that is a content by itself: what is denied, what something is said of, or more than a noun?"""
    words = sum(not token.is_punct for token in phrase)
    predicated = bool(cue.groups & _PREDICATING) and words >= FEWEST_WORDS and is_predicated(cue)
    return "deny" in cue.groups or predicated or ("object" in cue.groups and words >= FEWEST_OBJECT_WORDS)


def _below_noun(token: Token, phrase: Phrase) -> bool:
    """Does the verb only say more of a noun in the phrase ("the statements made by Norway")?"""
    while phrase.start <= token.head.i < phrase.end and token.head != token:
        if token.dep_ in _ATTRIBUTIVE:
            return True
        token = token.head
    return token.dep_ in _ATTRIBUTIVE and token.pos_ not in _VERBAL


def _lies_in(span: Span, paragraph: Paragraph) -> bool:
    passage = paragraph.part.passage
    return passage.start <= span[0] and span[1] <= passage.end


def _phrase(span: Span, paragraph: Paragraph) -> Phrase:
    """The tokens that a span of the canonical text touches."""
    return _inner_phrase((span[0] - paragraph.offset, span[1] - paragraph.offset), paragraph)


def _inner_phrase(span: Span, paragraph: Paragraph) -> Phrase:
    """The tokens that a span of the paragraph touches."""
    phrase = paragraph.doc.char_span(*span, alignment_mode="expand")
    assert phrase is not None, "the span holds words"
    return phrase


def _cue(span: Span, paragraph: Paragraph) -> Cue | None:
    """The cue that the rules know there, or one made of the phrase's main word where that is a word of saying."""
    phrase = _phrase(span, paragraph)
    known = next((cue for cue in paragraph.cues if phrase.start <= cue.token.i < phrase.end), None)
    if known is not None:
        return known
    lexicon = paragraph.lexicon
    for token in (phrase.root, *phrase):
        form, lemma = _FORMS.get(token.pos_, CueForm.NOUN), token.lemma_.lower()
        said = {"say"} if form is CueForm.NOUN and lemma in lexicon.clause_nouns else set()
        groups = frozenset(said) if form is CueForm.NOUN else lexicon.groups(lemma)
        if groups and not is_unreal(token, lexicon):
            return Cue(token, form, groups, phrase.start_char, phrase.end_char)
    return None


def _speaker(cue: Cue, span: Span, paragraph: Paragraph) -> Speaker | None:
    """Who is named in the source; a relative pronoun takes up the noun before it."""
    phrase = _phrase(span, paragraph)
    ruled = source_token(cue, paragraph.lexicon)
    token: Token = phrase.root
    if ruled is not None and phrase.start <= ruled.i < phrase.end:
        token = ruled
    elif token.tag_ in _RELATIVE:
        token = subject_of(cue.token) or token
    return paragraph.naming.speaker(token)


def _content(span: Span, paragraph: Paragraph) -> Span | None:
    """The fragment as statements give it: without the marks around it, "that" and dangling punctuation."""
    start, end = span[0] - paragraph.offset, span[1] - paragraph.offset
    for quote in paragraph.quotes:
        if not quote.single and quote.start <= start and end <= quote.end:
            return trimmed_quotation(paragraph.doc, quote)
    phrase = _phrase(span, paragraph)
    if len(phrase) > 1 and phrase[0].lower_ == "that" and phrase[0].dep_ == "mark":
        start = phrase[1].idx
    return trimmed(paragraph.doc, start, end)
