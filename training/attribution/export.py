"""Exports a trained network to what the package ships: an int8 encoder, the linking weights, the tokenizer.

python -m training.attribution.export --weights runs/1/average.pt --out src/dragoman/extraction/attribution/model
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from training.attribution.base import base_tokenizer
from training.attribution.network import Network

from dragoman.extraction.attribution.encoder import OUTPUTS

log = logging.getLogger("export")

OPSET = 20  # the first with Gelu as one operator


class Exported(nn.Module):
    """The part of the network that becomes the graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(1, length) ids and features to cue logits, queries and keys."""
        return self.network.outputs(ids, features)


def export(network: Network, out: Path, *, keep_heads: bool = True, reduce_range: bool = False) -> None:
    """Writes ``encoder.onnx`` (int8), ``linker.npz`` and ``tokenizer.json`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "plain.onnx", Path(folder) / "prepared.onnx"
        write_graph(network, plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        heads = [n.name for n in onnx.load(prepared).graph.node if n.op_type in ("MatMul", "Gemm")][-5:]
        quantize_dynamic(
            str(prepared),
            str(out / "encoder.onnx"),
            per_channel=True,
            reduce_range=reduce_range,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=heads if keep_heads else [],
        )
    np.savez(out / "linker.npz", **network.linking())
    base_tokenizer().save(str(out / "tokenizer.json"), pretty=False)
    log.info("%.1f MB", sum(path.stat().st_size for path in out.iterdir()) / 1e6)


def write_graph(network: Network, path: Path) -> None:
    """Writes the network as a 32-bit graph with one window a run and any length."""
    example = torch.full((1, 20), 1000), torch.zeros((1, 20), dtype=torch.long)
    names = ["ids", "features"]
    torch.onnx.export(
        Exported(network.eval()),
        example,
        str(path),
        input_names=names,
        output_names=list(OUTPUTS),
        dynamic_axes={name: {1: "length"} for name in (*names, *OUTPUTS)},
        opset_version=OPSET,
        dynamo=False,
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--quantise-heads", action="store_true")
    parser.add_argument("--reduce-range", action="store_true", help="7 bits a weight, for processors without VNNI")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    network = Network()
    network.load_state_dict(torch.load(options.weights, map_location="cpu", weights_only=True))
    export(network, options.out, keep_heads=not options.quantise_heads, reduce_range=options.reduce_range)


if __name__ == "__main__":
    main()
