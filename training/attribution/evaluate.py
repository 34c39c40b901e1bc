"""Writes what a tagger finds in a corpus, in the corpus's form, and scores it.

python -m training.attribution.evaluate --data dev.jsonl --weights runs/1/average.pt --out predicted.jsonl
python -m training.attribution.evaluate --data dev.jsonl --model src/dragoman/extraction/attribution/model ...
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import torch
from training.attribution.base import base_tokenizer
from training.attribution.data import Document, held_back, read_documents
from training.attribution.network import Network

from dragoman.extraction.attribution.encoder import OnnxEncoder, read_linker
from dragoman.extraction.attribution.linker import Encoded, Linker
from dragoman.extraction.attribution.tagger import Attribution, Tagger
from dragoman.extraction.attribution.windows import Window, packed


class TorchEncoder:
    """The encoder before export, in 32 bits."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.no_grad()
    def __call__(self, window: Window) -> Encoded:
        """Encodes a window."""
        outputs = self.network.outputs(torch.from_numpy(window.ids)[None], torch.from_numpy(window.features)[None])
        return Encoded(*(output[0].numpy() for output in outputs))


def torch_tagger(weights: Path) -> Tagger:
    """A tagger with the weights of a training run."""
    network = Network()
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    return Tagger(base_tokenizer(), TorchEncoder(network), Linker(**network.linking()))


def onnx_tagger(folder: Path) -> Tagger:
    """A tagger with an exported model."""
    return Tagger(base_tokenizer(), OnnxEncoder(folder / "encoder.onnx"), read_linker(folder / "linker.npz"))


def record(document: Document, attributions: Iterable[Attribution]) -> dict[str, object]:
    """A document with its attributions in the form of the corpus."""
    rows = [{role: getattr(a, role) for role in ("source", "cue", "content")} for a in attributions]
    return {"id": document.id, "attributions": rows}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="a .pt file of a training run")
    parser.add_argument("--model", type=Path, help="a folder with an exported model")
    parser.add_argument("--held-back", type=int, default=0, help="only the documents that training holds back")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    tagger = torch_tagger(options.weights) if options.weights else onnx_tagger(options.model)
    documents = read_documents(options.data, tagger.tokenizer)
    if options.held_back:
        documents, _ = held_back(documents, options.held_back, seed=0)
    with options.out.open("w", encoding="utf-8") as lines:
        for document in documents:
            found = [a for window in packed(document.paragraphs) for a in tagger.read(window)]
            lines.write(json.dumps(record(document, found)) + "\n")


if __name__ == "__main__":
    main()
