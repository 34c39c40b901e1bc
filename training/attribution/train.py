"""Trains the attribution tagger within a time box.

    python -m training.attribution.train --data train.jsonl.gz --out runs/1 --minutes 60 --seed 1

Writes ``last.pt`` and ``average.pt`` (the moving average of the weights), anew at every snapshot.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, distributed, multiprocessing
from torch.nn import functional
from training.attribution.base import base_folder, base_tokenizer
from training.attribution.data import (
    LARGEST_WINDOW,
    SMALLEST_WINDOW,
    Document,
    Example,
    examples,
    held_back,
    read_documents,
)
from training.attribution.network import Network, pretrained

from dragoman.extraction.attribution.linker import distance_buckets, paragraph_steps

log = logging.getLogger("train")

MASK = 103  # the id of [MASK]
IGNORED = -100
ROW_WEIGHTS = torch.tensor([1.0, 0.5, 0.5, 0.3, 0.5, 0.5])[None, None, :, None]
WARMED_UP = 5  # steps that compile
POOL = 256  # windows sorted by length together, so that batches hold little padding


@dataclass(frozen=True)
class Settings:
    """What a run is made of; every field is an option of the command."""

    seed: int = 1
    minutes: float = 60.0
    batch_pieces: int = 1500
    encoder_rate: float = 2.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    masked: float = 0.08
    unlabelled: float = 0.0  # the share of windows in which no cue inside a content counts as wrong
    dropout: float = 0.1
    decay: float = 0.01
    average: float = 0.85
    round_seconds: float = 20.0
    held_back: int = 36
    snapshot_minutes: float = 8.0
    workers: int = 2

    def factor(self, share: float) -> float:
        """The learning rate's factor when ``share`` of the time is over: up, then down to nothing, in lines."""
        return max(1e-3, min(share / self.warm_up, (1 - share) / (1 - self.warm_up)))


@dataclass(frozen=True)
class Batch:
    """Padded tensors of several examples; ``b`` windows, ``l`` pieces, ``c`` cues."""

    ids: Tensor  # (b, l)
    features: Tensor  # (b, l)
    blocked: Tensor | None  # (b, 1, 1, l): 0 or minus infinity, added to the scores of attention
    cues: Tensor  # (b, l), labels, IGNORED where none counts
    means: Tensor  # (b, c, l)
    distances: Tensor  # (b, c, l)
    steps: Tensor  # (b, c, l)
    rows: Tensor  # (b, c, 6, l)
    counted: Tensor  # (b, c, 1, l): 1 where a row's piece counts
    pieces: int
    attributions: int


def collate(batch: list[Example], settings: Settings, generator: np.random.Generator) -> Batch:
    """Pads examples to one length and number of cues; replaces a share of pieces by [MASK]."""
    size, length = len(batch), max(len(e.window.ids) for e in batch)
    most = max(1, max(len(e.spans) for e in batch))
    ids, features = np.zeros((size, length), np.int64), np.zeros((size, length), np.int64)
    blocked = np.full((size, 1, 1, length), -1e4, np.float32)
    cues = np.full((size, length), IGNORED, np.int64)
    means, counted = np.zeros((size, most, length), np.float32), np.zeros((size, most, 1, length), np.float32)
    distances, steps = np.zeros((size, most, length), np.int64), np.zeros((size, most, length), np.int64)
    rows = np.zeros((size, most, 6, length), np.float32)
    for i, example in enumerate(batch):
        window, here, n = example.window, len(example.window.ids), len(example.spans)
        real = window.starts >= 0
        hidden = (generator.random(here) < settings.masked) & real
        counts = real & ~(example.inner & (generator.random() < settings.unlabelled))
        ids[i, :here] = np.where(hidden, MASK, window.ids)
        features[i, :here] = window.features
        blocked[i, 0, 0, :here] = 0
        cues[i, :here] = np.where(counts, example.cues, IGNORED)
        if n:
            rows[i, :n, :, :here] = example.rows
            counted[i, :n, 0, :here] = real
            distances[i, :n, :here] = distance_buckets(example.spans, here)
            steps[i, :n, :here] = paragraph_steps(example.spans, window.paragraphs)
            for j, (start, end) in enumerate(example.spans):
                means[i, j, start:end] = 1 / (end - start)
    lengths = [len(e.window.ids) for e in batch]
    arrays = (ids, features, blocked, cues, means, distances, steps, rows, counted)
    return Batch(*(torch.from_numpy(a) for a in arrays), sum(lengths), sum(len(e.spans) for e in batch))


def batches(documents: list[Document], settings: Settings, rank: int = 0) -> Iterator[Batch]:
    """Batches without end, every worker its share: each pass packs and orders the windows anew."""
    chance, generator = random.Random(settings.seed), np.random.default_rng([settings.seed, rank])
    while True:
        windows = list(examples(documents, lambda: chance.randint(SMALLEST_WINDOW, LARGEST_WINDOW)))
        chance.shuffle(windows)
        grouped = []
        for start in range(0, len(windows), POOL):
            pool = sorted(windows[start : start + POOL], key=lambda e: len(e.window.ids))
            grouped += _groups(pool, settings.batch_pieces)
        chance.shuffle(grouped)
        for group in grouped[rank :: settings.workers]:
            yield collate(group, settings, generator)


def _groups(pool: list[Example], pieces: int) -> Iterator[list[Example]]:
    group: list[Example] = []
    for example in pool:
        if group and (len(group) + 1) * len(example.window.ids) > pieces:
            yield group
            group = []
        group.append(example)
    if group:
        yield group


def losses(network: Network, batch: Batch) -> Tensor:
    """Cue loss and the six weighted row losses, each summed and divided by the number of cues: shape (7,)."""
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encode(batch.ids, batch.features, batch.blocked)
        cue_logits = network.cue_head(hidden)
        row_logits = network.link(hidden, batch.means, batch.distances, batch.steps)
    cue = functional.cross_entropy(
        cue_logits.float().flatten(0, 1), batch.cues.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    row = functional.binary_cross_entropy_with_logits(row_logits.float(), batch.rows, reduction="none")
    row = (row * batch.counted * ROW_WEIGHTS).sum((0, 1, 3))
    return torch.cat([cue[None], row]) / max(1, batch.attributions)


def optimiser(network: Network, settings: Settings) -> torch.optim.AdamW:
    """AdamW with a higher rate for what is not pretrained, and no decay for biases and norms."""
    groups = []
    for is_head in (False, True):
        for decayed in (False, True):
            chosen = [
                p
                for name, p in network.named_parameters()
                if p.requires_grad
                and is_head == (not name.startswith(("layers.", "embedding_norm.")))
                and decayed == (p.ndim > 1)
            ]
            rate = settings.head_rate if is_head else settings.encoder_rate
            groups.append({"params": chosen, "rate": rate, "weight_decay": settings.decay if decayed else 0.0})
    return torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), fused=True)


def train(documents: list[Document], settings: Settings, out: Path, rank: int = 0, start: Path | None = None) -> None:
    """Trains until the time box is full, as one of ``settings.workers`` processes; from the weights of ``start``.

    Local SGD (Stich 2019): every worker steps on its own batches, and every few seconds all take the mean of their
    weights. On a shared machine this waits far less than a mean of the gradients at every step.
    """
    torch.manual_seed(settings.seed)
    network = pretrained(base_folder(), settings.dropout).train()
    if start is not None:
        network.load_state_dict(torch.load(start, weights_only=True))
    torch.manual_seed(settings.seed * 1000 + rank)
    network.encode = torch.compile(network.encode, dynamic=True)  # type: ignore[method-assign]
    adam = optimiser(network, settings)
    trained = [p for p in network.parameters() if p.requires_grad]
    average = [p.detach().clone() for p in trained]
    size = sum(len(part) for d in documents for part in d.paragraphs)
    told, steps, rounds, clock = Told(size), 0, 0, Clock(settings)
    for batch in batches(documents, settings, rank):
        if steps == WARMED_UP and rounds == 0:
            _wait(settings)
            clock = Clock(settings)  # compiling is not training
        for group in adam.param_groups:
            group["lr"] = group["rate"] * settings.factor(clock.share())
        loss = losses(network, batch)
        loss.sum().backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0, foreach=True)
        adam.step()
        adam.zero_grad(set_to_none=True)
        steps += 1
        told.add(loss.detach(), batch.pieces)
        if steps <= WARMED_UP or clock.seconds() < (rounds + 1) * settings.round_seconds:
            continue
        rounds += 1
        _share_weights(trained, settings.workers)
        torch._foreach_lerp_(average, [p.detach() for p in trained], 1 - min(settings.average, rounds / (5 + rounds)))
        if rank == 0 and rounds % 3 == 0:
            told.tell(steps, clock)
        if rank == 0 and clock.snapshot_due():
            _save(network, trained, average, out)
        if rounds * settings.round_seconds >= clock.box:
            break
    if rank == 0:
        _save(network, trained, average, out)


class Clock:
    """The time box and its snapshots, by wall clock."""

    def __init__(self, settings: Settings) -> None:
        self.box, self.every = settings.minutes * 60, settings.snapshot_minutes * 60
        self.began, self.saved = time.monotonic(), 0.0

    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.began

    def share(self) -> float:
        """The part of the box that is used up."""
        return min(1.0, self.seconds() / self.box)

    def snapshot_due(self) -> bool:
        """Whether it is time for a snapshot; asks once for each."""
        due = self.seconds() - self.saved > self.every
        self.saved = self.seconds() if due else self.saved
        return due


class Told:
    """What the log says of the progress of one worker."""

    def __init__(self, size: int) -> None:
        self.size, self.pieces, self.losses, self.count = size, 0, torch.zeros(7), 0

    def add(self, loss: Tensor, pieces: int) -> None:
        """Counts a step."""
        self.pieces += pieces
        self.losses += loss
        self.count += 1

    def tell(self, steps: int, clock: Clock) -> None:
        """Logs the mean losses since the last time, without their weights."""
        weights = torch.tensor([1.0, *ROW_WEIGHTS.flatten().tolist()])
        plain = " ".join(f"{value:.2f}" for value in (self.losses / weights / self.count).tolist())
        log.info(
            "step %d  time %.3f  pass %.2f  %.0f pieces/s  cue and rows: %s",
            *(steps, clock.share(), self.pieces / self.size, self.pieces / clock.seconds(), plain),
        )
        self.losses, self.count = torch.zeros(7), 0


def _wait(settings: Settings) -> None:
    if settings.workers > 1:
        distributed.barrier()


def _share_weights(trained: list[Tensor], workers: int) -> None:
    """Replaces the weights by their mean over the processes."""
    if workers == 1:
        return
    flat = torch.cat([p.detach().flatten() for p in trained])
    distributed.all_reduce(flat)
    places = torch.split(flat.div_(workers), [p.numel() for p in trained])
    for weight, mean in zip(trained, places, strict=True):
        weight.data.copy_(mean.view_as(weight))


def _save(network: Network, trained: list[Tensor], average: list[Tensor], out: Path) -> None:
    torch.save(network.state_dict(), out / "last.pt")
    _swap(trained, average)
    torch.save(network.state_dict(), out / "average.pt")
    _swap(trained, average)


def _swap(trained: list[Tensor], average: list[Tensor]) -> None:
    for weight, mean in zip(trained, average, strict=True):
        held = weight.detach().clone()
        weight.data.copy_(mean)
        mean.copy_(held)


def _settings() -> tuple[argparse.Namespace, Settings]:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the corpus, JSON Lines or .gz")
    parser.add_argument("--out", type=Path, required=True, help="a folder for the weights")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from (default: base weights)")
    parser.add_argument("--documents", type=int, help="train on so many documents only (to try things)")
    for name, default in vars(Settings()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(default), default=default)
    options = parser.parse_args()
    return options, Settings(**{name: getattr(options, name) for name in vars(Settings())})


def main() -> None:
    """The command."""
    options, settings = _settings()
    options.out.mkdir(parents=True, exist_ok=True)
    multiprocessing.spawn(_work, (options, settings), nprocs=settings.workers)


def _work(rank: int, options: argparse.Namespace, settings: Settings) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    if settings.workers > 1:
        meeting = f"file://{options.out.resolve()}/meeting-{os.getppid()}"
        distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=settings.workers)
    _, documents = held_back(read_documents(options.data, base_tokenizer()), settings.held_back, seed=0)
    documents = documents[: options.documents]
    if rank == 0:
        log.info("%s, %d documents", settings, len(documents))
    train(documents, settings, options.out, rank, options.start)


if __name__ == "__main__":
    main()
