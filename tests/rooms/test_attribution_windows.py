"""Word pieces, quotation states and windows of the attribution tagger."""

import numpy as np
import pytest

pytest.importorskip("tokenizers")

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from dragoman.extraction.attribution.quotes import Case, Quoted, case_of, quotation_states
from dragoman.extraction.attribution.windows import CLS, SEP, packed, pieces_of

WORDS = ["the", "minister", "said", "talks", "would", "resume", "##s", ".", '"', "“", "”", ",", "a", "2"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    vocabulary = {"[UNK]": 0} | {word: number for number, word in enumerate(WORDS, 1)} | {":": 1024}
    small = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    small.normalizer = normalizers.BertNormalizer(lowercase=True)
    small.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return small


def states(text: str) -> str:
    """o outside, i inside, [ opening mark, ] closing mark."""
    return "".join("oi[]"[state] for state in quotation_states(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("no", "oo"),
        ('"a" b', "[i]oo"),
        ("“a”", "[i]"),
        ("„a“ b „c”", "[i]ooo[i]"),
        ("«a» b", "[i]oo"),
        ("''a'' b", "[[i]]oo"),
        ("``a'' b", "[[i]]oo"),
        ("‘a’ b", "[i]oo"),
        ("it’s “on”", "ooooo[ii]"),
        ("“it’s on”", "[iiiiiii]"),
        ("“a", "[i"),
        ("a” b", "oooo"),
        ("‘90s", "oooo"),
        ("‘90s “a”", "ooooo[i]"),
    ],
)
def test_quotation_states(text, expected):
    assert states(text) == expected


def test_a_great_many_marks_take_linear_work():
    text = "“" * 10_000 + '"' * 9_999
    assert len(quotation_states(text)) == len(text)


@pytest.mark.parametrize(
    ("word", "case"),
    [("talks", Case.LOWER), ("Berg", Case.TITLE), ("EU", Case.UPPER), ("A", Case.TITLE), ("2022", Case.DIGIT)],
)
def test_case(word, case):
    assert case_of(word) is case


def test_pieces_know_their_place_in_the_document(tokenizer):
    text = 'The MINISTERS said "talks'
    pieces = pieces_of(text, 100, tokenizer)
    found = [text[s - 100 : e - 100] for s, e in zip(pieces.starts, pieces.ends, strict=True)]
    assert found == ["The", "MINISTER", "S", "said", '"', "talks"]
    quoted = [Quoted.OUTSIDE] * 4 + [Quoted.OPENING, Quoted.INSIDE]
    cases = [Case.TITLE, Case.UPPER, Case.UPPER, Case.LOWER, Case.LOWER, Case.LOWER]
    assert pieces.features.tolist() == [4 * q + c for q, c in zip(quoted, cases, strict=True)]


@pytest.mark.parametrize(
    "text", ["", "   ", "\ud800 said", "e\u0301\u0301 “🙂\u200d\u0301”", "x" * 5000, "\x00\x07", "''" * 3000]
)
def test_odd_text_gives_pieces_within_it(text, tokenizer):
    pieces = pieces_of(text, 0, tokenizer)
    assert ((pieces.starts >= 0) & (pieces.starts < pieces.ends) & (pieces.ends <= len(text))).all()


def test_whole_paragraphs_share_a_window_while_they_fit(tokenizer):
    paragraphs = [pieces_of("the minister said", 0, tokenizer), pieces_of("talks resume", 20, tokenizer)]
    one = list(packed(paragraphs, lambda: 8))
    assert [window.ids.tolist() for window in one] == [[CLS, 1, 2, 3, SEP, 4, 6, SEP]]
    assert one[0].paragraphs.tolist() == [0, 0, 0, 0, 0, 1, 1, 1]
    assert one[0].starts.tolist() == [-1, 0, 4, 13, -1, 20, 26, -1]
    paragraphs.append(pieces_of("a", 40, tokenizer))
    assert [len(window.parts) for window in packed(paragraphs, lambda: 8)] == [2, 1]


def test_a_paragraph_that_ends_in_a_colon_stays_with_the_next(tokenizer):
    paragraphs = [
        pieces_of(text, 0, tokenizer) for text in ("talks resume", "the minister said:", "“talks would resume”")
    ]
    windows = list(packed(paragraphs, lambda: 8))
    assert [len(window.parts) for window in windows] == [1, 2]
    assert len(windows[1].ids) == 12


def test_what_one_window_cannot_hold_is_parted_at_the_colon_too(tokenizer):
    introduced = pieces_of("the " * 246, 0, tokenizer)
    windows = list(packed([pieces_of("the minister said:", 0, tokenizer), introduced]))
    assert [len(window.parts) for window in windows] == [1, 1]


def test_a_long_paragraph_is_cut_without_loss(tokenizer):
    pieces = pieces_of("the minister said talks would resume . " * 3000, 0, tokenizer)
    windows = list(packed([pieces], lambda: 128))
    assert np.concatenate([window.parts[0].starts for window in windows]).tolist() == pieces.starts.tolist()
    assert max(len(window.ids) for window in windows) <= 250


def test_a_window_beyond_the_trained_positions_is_refused(tokenizer):
    with pytest.raises(ValueError, match="8 to 250"):
        list(packed([pieces_of("the minister", 0, tokenizer)], lambda: 400))
