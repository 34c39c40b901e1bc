"""The tagger: paragraphs in, attributions out, in bounded memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files

from tokenizers import Tokenizer

from dragoman.extraction.attribution.decoder import Found, Settings, decode
from dragoman.extraction.attribution.encoder import OnnxEncoder, read_linker
from dragoman.extraction.attribution.linker import Encoded, Linker
from dragoman.extraction.attribution.windows import Window, packed, pieces_of
from dragoman.extraction.spans import Span

Encoder = Callable[[Window], Encoded]
MODEL = files("dragoman.extraction.attribution") / "model"


@dataclass(frozen=True)
class Attribution:
    """Who says what, as character spans ``[start, end)`` of the text; only a content may have several.

    ``source`` is empty where nobody is named ("is expected"); ``score`` is the probability of the cue, 0 to 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True)
class Tagger:
    """Finds attributions with an encoder, a linker and a decoder.

    Every window is encoded alone, so that what is found depends on the paragraphs of one text and on nothing else:
    neither on other texts nor on the number of processes.
    """

    tokenizer: Tokenizer
    encoder: Encoder
    linker: Linker
    settings: Settings = field(default=Settings())

    def tag(self, paragraphs: Iterable[tuple[int, str]], *, nested: bool = False) -> Iterator[Attribution]:
        """The attributions of one text in the order of their cues.

        ``paragraphs`` are pairs of the offset in the text and the paragraph, in order; ``nested`` keeps attributions
        inside others' contents. The work is done window by window as results are taken; a relation that crosses the
        edge of a window is not found.
        """
        pieces = (pieces_of(text, offset, self.tokenizer) for offset, text in paragraphs)
        for window in packed(pieces):
            yield from self.read(window, nested=nested)

    def read(self, window: Window, *, nested: bool = False) -> Iterator[Attribution]:
        """The attributions of one window."""
        encoded = self.encoder(window)
        found = decode(
            encoded.cue_logits,
            lambda spans: self.linker.rows(encoded, spans, window.paragraphs),
            window.starts >= 0,
            self.settings,
            nested=nested,
        )
        return (_anchored(one, window) for one in found)


def _anchored(found: Found, window: Window) -> Attribution:
    def characters(span: Span) -> Span:
        return int(window.starts[span[0]]), int(window.ends[span[1] - 1])

    return Attribution(
        source=() if found.source is None else (characters(found.source),),
        cue=(characters(found.cue),),
        content=tuple(characters(span) for span in found.content),
        score=found.score,
    )


@cache
def shipped_tagger() -> Tagger:
    """The tagger with the model in the package, loaded once a process."""
    with as_file(MODEL) as folder:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return Tagger(tokenizer, OnnxEncoder(folder / "encoder.onnx"), read_linker(folder / "linker.npz"))


@cache
def model_version() -> str:
    """Eight hexadecimal digits that change with the weights."""
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "linker.npz"):
        digest.update((MODEL / name).read_bytes())
    return digest.hexdigest()[:8]


def has_model() -> bool:
    """Whether the package holds a trained model."""
    return (MODEL / "encoder.onnx").is_file()
