"""The encoder (BERT's architecture, MiniLM's size) with the heads that find cues and link them."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dragoman.extraction.attribution.linker import BUCKETS, PARAGRAPH_STEPS
from dragoman.extraction.attribution.quotes import FEATURES

WIDTH, INNER, HEADS, LAYERS, VOCABULARY, POSITIONS = 384, 1536, 12, 6, 30522, 512
ROLES, ROLE_WIDTH, RELATION_WIDTH = 6, 64, 32
CUE_LABELS = 3


class ChannelDropout(nn.Module):
    """Dropout with one mask per sequence and channel; on a CPU an element-wise mask costs a third of the step."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        """Drops channels of (batch, length, width)."""
        if not self.training or self.rate == 0.0:
            return hidden
        shape = (hidden.shape[0], 1, hidden.shape[2])
        mask = torch.empty(shape, dtype=hidden.dtype).bernoulli_(1 - self.rate).div_(1 - self.rate)
        return hidden * mask


class Layer(nn.Module):
    """One layer of BERT: self-attention and feed-forward, each with residual and normalisation."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention_in = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = ChannelDropout(dropout)

    def forward(self, hidden: Tensor, blocked: Tensor | None) -> Tensor:
        """(batch, length, width) to the same; ``blocked`` is added to the attention's scores."""
        hidden = self.attention_norm(hidden + self.dropout(self._attend(hidden, blocked)))
        return self.norm(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))

    def _attend(self, hidden: Tensor, blocked: Tensor | None) -> Tensor:
        batch, length, _ = hidden.shape
        parts = self.attention_in(hidden).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        if blocked is not None:
            scores = scores + blocked.to(scores.dtype)
        mixed = torch.softmax(scores, dim=-1).to(value.dtype) @ value
        return self.attention_out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))


class Network(nn.Module):
    """Cue labels for every piece, and for every cue a row of six logits over all pieces."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.embedding_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = ChannelDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.cue_head = nn.Linear(WIDTH, CUE_LABELS)
        self.query = nn.Linear(WIDTH, ROLES * ROLE_WIDTH)
        self.key = nn.Linear(WIDTH, ROLES * ROLE_WIDTH)
        self.cue_relation = nn.Linear(WIDTH, RELATION_WIDTH)
        self.piece_relation = nn.Linear(WIDTH, RELATION_WIDTH)
        self.distance = nn.Embedding(BUCKETS, RELATION_WIDTH)
        self.paragraph_step = nn.Embedding(PARAGRAPH_STEPS, RELATION_WIDTH)
        self.relation = nn.Linear(RELATION_WIDTH, ROLES)
        nn.init.zeros_(self.features.weight)

    def encode(self, ids: Tensor, features: Tensor, blocked: Tensor | None = None) -> Tensor:
        """(batch, length) ids and features to (batch, length, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.words(ids) + self.positions(places) + self.features(features)
        hidden = self.dropout(self.embedding_norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, blocked)
        return hidden

    def link(self, hidden: Tensor, cue_mean: Tensor, distances: Tensor, steps: Tensor) -> Tensor:
        """Row logits (batch, cues, 6, length).

        ``cue_mean`` (batch, cues, length) averages a cue's pieces; ``distances`` and ``steps`` (batch, cues, length)
        number the distance bucket and the paragraph difference of every piece.
        """
        batch, length, _ = hidden.shape
        cues = cue_mean.to(hidden.dtype) @ hidden
        query = self.query(cues).view(batch, -1, ROLES, ROLE_WIDTH).transpose(1, 2)
        key = self.key(hidden).view(batch, length, ROLES, ROLE_WIDTH).permute(0, 2, 3, 1)
        dots = (query @ key).transpose(1, 2) / math.sqrt(ROLE_WIDTH)
        sums = self.cue_relation(cues)[:, :, None] + self.piece_relation(hidden)[:, None]
        sums = sums + self.distance(distances) + self.paragraph_step(steps)
        return dots.float() + self.relation(torch.relu(sums)).float().permute(0, 1, 3, 2)

    def outputs(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What is exported: cue logits (batch, length, 3), queries and keys of roles and relation side by side."""
        hidden = self.encode(ids, features)
        queries = torch.cat([self.query(hidden), self.cue_relation(hidden)], dim=-1)
        keys = torch.cat([self.key(hidden), self.piece_relation(hidden)], dim=-1)
        return self.cue_head(hidden), queries, keys

    def linking(self) -> dict[str, NDArray[np.float32]]:
        """The weights that stay outside the exported graph."""
        tensors = {
            "distance": self.distance.weight,
            "paragraph_step": self.paragraph_step.weight,
            "weight": self.relation.weight,
            "bias": self.relation.bias,
        }
        return {name: tensor.detach().numpy() for name, tensor in tensors.items()}


def pretrained(folder: Path, dropout: float = 0.1) -> Network:
    """A network whose encoder holds the weights of a BERT checkpoint (``model.safetensors`` in ``folder``)."""
    network = Network(dropout)
    weights = load_file(folder / "model.safetensors")
    network.load_state_dict(_renamed(weights), strict=False)
    network.words.weight.requires_grad_(False)
    network.positions.weight.requires_grad_(False)
    return network


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """A BERT checkpoint's tensors under this network's names; the type embedding goes into the positions."""
    out = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
    }
    for end in ("weight", "bias"):
        out[f"embedding_norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for number in range(LAYERS):
            old, new = f"encoder.layer.{number}", f"layers.{number}"
            parts = [weights[f"{old}.attention.self.{name}.{end}"] for name in ("query", "key", "value")]
            out[f"{new}.attention_in.{end}"] = torch.cat(parts)
            out[f"{new}.attention_out.{end}"] = weights[f"{old}.attention.output.dense.{end}"]
            out[f"{new}.attention_norm.{end}"] = weights[f"{old}.attention.output.LayerNorm.{end}"]
            out[f"{new}.inner.{end}"] = weights[f"{old}.intermediate.dense.{end}"]
            out[f"{new}.outer.{end}"] = weights[f"{old}.output.dense.{end}"]
            out[f"{new}.norm.{end}"] = weights[f"{old}.output.LayerNorm.{end}"]
    return out
