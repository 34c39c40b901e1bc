"""Runs the quantised encoder with onnxruntime, one window at a time on one thread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime

from dragoman.extraction.attribution.linker import Encoded, Linker
from dragoman.extraction.attribution.windows import Window

_SLOWER = ["SkipLayerNormFusion"]
"""Fusions of the runtime to leave off: on a CPU this one takes several times as long as the two steps that it joins."""

OUTPUTS = ("cue_logits", "queries", "keys")


class OnnxEncoder:
    """An encoder in a file. Activations are quantised by window, so a window's result is its own."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )

    def __call__(self, window: Window) -> Encoded:
        """Encodes a window."""
        inputs = {"ids": window.ids[None], "features": window.features[None]}
        return Encoded(*(output[0] for output in self._session.run(OUTPUTS, inputs)))


def read_linker(path: Path) -> Linker:
    """The linker whose arrays lie in an ``.npz`` file."""
    with np.load(path, allow_pickle=False) as arrays:
        return Linker(**{name: arrays[name].astype(np.float32) for name in Linker.__dataclass_fields__})
