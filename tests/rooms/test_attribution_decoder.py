"""Cues, sources and contents from logits made by hand."""

import itertools

import numpy as np
import pytest

pytest.importorskip("tokenizers")

from dragoman.extraction.attribution.decoder import Settings, best_segment, cues_of, decode, fragments
from dragoman.extraction.attribution.linker import BUCKETS, Encoded, Linker, distance_buckets, paragraph_steps

LENGTH = 12
DEFAULT = Settings()
REAL = np.ones(LENGTH, dtype=bool)


def cue_logits(labels: str) -> np.ndarray:
    """O, B and I by piece as confident logits; "b" where no cue is a little likelier than its beginning."""
    logits = {"O": (6, 0, 0), "B": (0, 6, 0), "I": (0, 0, 6), "b": (0.6, 0.1, -6)}
    return np.array([logits[label] for label in labels.ljust(LENGTH, "O")], dtype=np.float32)


def row(source: str = "", content: str = "", strength: float = 4.0) -> np.ndarray:
    """The six logits of a cue's row from marks: x inside; a fragment is a run of x."""
    rows = []
    for marks in (source.ljust(LENGTH, "."), content.ljust(LENGTH, ".")):
        inside = np.array([mark == "x" for mark in marks])
        start = inside & ~np.concatenate([[False], inside[:-1]])
        end = inside & ~np.concatenate([inside[1:], [False]])
        rows += [inside, start, end]
    return np.where(np.stack(rows), strength, -strength).astype(np.float32)


def read(labels: str, *rows_in_order: np.ndarray, settings: Settings = DEFAULT, nested: bool = False):
    known = {}
    spans, _ = cues_of(cue_logits(labels), REAL, settings)
    for span, one in zip(spans, rows_in_order, strict=bool(spans)):
        known[span] = one
    joint = rows_in_order[0]
    return decode(
        cue_logits(labels),
        lambda s: np.stack([known.get((a, b), joint) for a, b in s.tolist()]),
        REAL,
        settings,
        nested=nested,
    )


def test_a_cue_with_its_source_and_two_fragments():
    (found,) = read("OOOOBI", row("...x", "xxx...xxxxx"))
    assert found.cue == (4, 6)
    assert found.source == (3, 4)
    assert found.content == ((0, 3), (6, 11))


def test_no_source_where_no_segment_is_likely():
    (found,) = read("BO", row("", "..xxx"))
    assert found.source is None


def test_a_cue_without_content_is_none():
    assert read("BO", row("..x", "")) == []


def test_an_unsure_cue_is_left_out():
    assert read("bO", row("", "..xx"), settings=Settings(cue_threshold=0.4)) == []
    assert len(read("bO", row("", "..xx"), settings=Settings(cue_threshold=0.2, sourceless_threshold=0.2))) == 1


def test_a_cue_without_a_source_must_be_surer():
    dial = Settings(cue_threshold=0.2, sourceless_threshold=0.5)
    assert read("bO", row("", "..xx"), settings=dial) == []
    assert len(read("bO", row("....x", "..xx"), settings=dial)) == 1


def test_special_pieces_belong_to_nothing():
    real = REAL.copy()
    real[5] = False
    (found,) = decode(cue_logits("BOOOOB"), lambda s: np.stack([row("", "...xxxxx")] * len(s)), real, Settings())
    assert found.content == ((3, 5), (6, 8))


def test_neighbouring_cues_of_one_content_are_one():
    """ "It is feared that ...": "It" and "is feared"."""
    (found,) = read("BOBI", row("", ".....xxxx"), row("", ".....xxxxx"))
    assert found.cue == (0, 4)


def test_neighbouring_cues_of_different_contents_stay_two():
    found = read("OOOBOBI", row("", "xxx"), row("", "........xxx"))
    assert [one.content for one in found] == [((0, 3),), ((8, 11),)]


def test_an_inner_attribution_is_dropped_unless_asked_for():
    rows = row("", "..xxxxxxxx"), row("", "......xxxx", strength=2.0)
    assert [one.cue for one in read("BOOOBO", *rows)] == [(0, 1)]
    both = read("BOOOBO", *rows, nested=True)
    assert [(one.cue, one.content) for one in both] == [((0, 1), ((2, 10),)), ((4, 5), ((6, 10),))]


def test_of_two_that_hold_each_other_the_likelier_stays():
    both = read("BOOOOB", row("", "..xxxx"), row("", "xxxx.."), nested=True)
    assert [one.cue for one in both] == [(0, 1)]


def test_a_fragment_goes_whole_to_the_stronger_cue():
    strong, weak = row("", ".xxxxx", strength=5.0), row("", "....xxxxxx", strength=2.0)
    found = read("BOOOOOOOOOOB", strong, weak)
    assert [one.content for one in found] == [((1, 6),), ((6, 10),)]
    mostly_taken = row("", "...xxxx", strength=2.0)
    assert [one.content for one in read("BOOOOOOOOOOB", strong, mostly_taken)] == [((1, 6),)]


@pytest.mark.parametrize("seed", range(20))
def test_viterbi_finds_the_best_of_all_labellings(seed):
    generator = np.random.default_rng(seed)
    inside, starts, ends = generator.normal(size=(3, 7))

    def score(labels):
        total = 0.0
        for place, label in enumerate(labels):
            if label == 0:
                continue
            fresh = place == 0 or labels[place - 1] != label
            last = place == len(labels) - 1 or labels[place + 1] != label
            total += inside[place] + fresh * starts[place] + last * ends[place]
        return total

    # Labels 1 and 2 both mean inside: where they meet, one fragment ends and another begins.
    best = max(score(labels) for labels in itertools.product((0, 1, 2), repeat=7))
    found = fragments(inside.tolist(), starts.tolist(), ends.tolist())
    assert sum(strength for _, strength in found) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(20))
def test_the_best_segment_is_the_best_of_all(seed):
    logits = np.random.default_rng(seed).normal(size=(3, 9)).astype(np.float32)
    inside, starts, ends = logits.astype(float)
    scores = {(s, e): inside[s:e].sum() + starts[s] + ends[e - 1] for s in range(9) for e in range(s + 1, 10)}
    best = max(scores, key=scores.get)
    assert best_segment(logits, -1e9) == best
    assert best_segment(logits, scores[best] + 0.01) is None


def test_distances_and_paragraph_steps():
    spans = np.array([[5, 7]])
    buckets = distance_buckets(spans, 300)[0] - BUCKETS // 2
    assert buckets[:9].tolist() == [-5, -4, -3, -2, -1, 0, 0, 1, 2]
    assert buckets.max() == BUCKETS // 2
    assert (np.diff(buckets) >= 0).all()
    steps = paragraph_steps(np.array([[2, 3]]), np.array([0, 1, 1, 2, 3, 9]))
    assert steps.tolist() == [[1, 2, 2, 3, 4, 4]]


def test_a_row_is_the_dot_product_plus_the_relation():
    generator = np.random.default_rng(1)
    queries, keys = generator.normal(size=(2, 5, 6 * 4 + 3)).astype(np.float32)
    linker = Linker(
        distance=generator.normal(size=(BUCKETS, 3)).astype(np.float32),
        paragraph_step=generator.normal(size=(5, 3)).astype(np.float32),
        weight=generator.normal(size=(6, 3)).astype(np.float32),
        bias=generator.normal(size=6).astype(np.float32),
    )
    paragraphs = np.array([0, 0, 0, 1, 1])
    spans = np.array([[1, 3]])
    logits = linker.rows(Encoded(np.zeros((5, 3), np.float32), queries, keys), spans, paragraphs)
    assert logits.shape == (1, 6, 5)
    query, key = queries[1:3].mean(axis=0), keys[4]
    hidden = query[24:] + key[24:] + linker.distance[BUCKETS // 2 + 2] + linker.paragraph_step[3]
    expected = query[8:12] @ key[8:12] / 2 + linker.weight[2] @ np.maximum(hidden, 0) + linker.bias[2]
    assert logits[0, 2, 4] == pytest.approx(expected, rel=1e-5)
