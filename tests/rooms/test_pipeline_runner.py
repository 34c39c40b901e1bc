"""The main job: what a reading's id rests on, how sources are run, and the shape of what comes out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from dragoman import documents
from dragoman.documents import Source
from dragoman.ledger import Ledger
from dragoman.model import (
    CODEBOOK,
    Anchor,
    BadTable,
    Document,
    EmptySource,
    MoveKind,
    MoveStatus,
    Published,
    SourceError,
    Statement,
)
from dragoman.pipeline import runner as runner_module
from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.output import as_json, output_name, reading_schema
from dragoman.pipeline.reading import read_document, reader_version, reading_id
from dragoman.pipeline.runner import Fate, read_all, run

WRAPPED = """\
OSLO, Feb. 1 - Foreign Minister Ana Berg and Prime Minister Lena
Ruud said on Tuesday that the talks &
the vote would go on.

"We are <b>still</b> waiting for the promised
answer," Berg told reporters. Denmark's Foreign Ministry denied that it had received a letter.
"""


def _document(text: str = WRAPPED, file: str = "report.txt", published: str | None = "2022-02-01") -> Document:
    return documents.read(text.encode(), file=file, published=published, outlet="Northern Post")


# ---------------------------------------------------------------- a reading and its id
def test_the_id_is_known_before_the_reading_is_made() -> None:
    document = _document()
    assert read_document(document).id == reading_id(document)


@pytest.mark.parametrize(
    "other",
    [
        {"id": "doc-0000000000000000"},
        {"outlet": "Baltic Wire"},
        {"title": "Another headline"},
        {"url": "https://example.org/a"},
        {"published": None},
        {"published": Published("2022-02-01", "index", "told by the index")},
        {"text": "Another text."},
    ],
)
def test_the_id_changes_with_all_that_a_reading_rests_on(other: dict[str, object]) -> None:
    document = _document()
    assert reading_id(replace(document, **other)) != reading_id(document)  # type: ignore[arg-type]


def test_the_id_does_not_change_with_the_name_of_the_file() -> None:
    document = _document()
    assert reading_id(replace(document, file="copy.txt")) == reading_id(document)


def test_the_reader_names_its_versions() -> None:
    program, rules, model, codebook = reader_version().split()
    assert program.startswith("dragoman-")
    assert rules.startswith("rules-")
    assert model.startswith("en_core_web_")
    assert codebook == f"codebook-{CODEBOOK}"


def test_entries_made_without_a_record_are_those_of_a_record(tmp_path: Path) -> None:
    document = _document()
    reading = read_document(document)
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.append(document, reading)
        assert ledger.entries() == entries_of(document, reading)


# ---------------------------------------------------------------- many sources
@pytest.fixture
def sources(tmp_path: Path) -> list[Source]:
    """Three sources, the second of them empty."""
    texts = {"a.txt": WRAPPED, "b.txt": "", "c.txt": WRAPPED.replace("Denmark", "Sweden")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return [Source(tmp_path / name, name) for name in texts]


def test_outcomes_come_in_the_order_of_the_sources(sources: list[Source]) -> None:
    outcomes = list(read_all(sources))
    assert [o.source for o in outcomes] == sources
    assert [o.document is not None and o.reading is not None for o in outcomes] == [True, False, True]
    assert [isinstance(o.error, SourceError) for o in outcomes] == [False, True, False]


def test_batches_end_without_a_seam(sources: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(read_all(sources * 2))
    for size in (1, 2, 5):
        monkeypatch.setattr(runner_module, "BATCH", size)
        assert [(o.source, o.reading) for o in read_all(sources * 2)] == [(o.source, o.reading) for o in whole]


def test_sources_are_opened_only_as_they_are_wanted(sources: list[Source], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner_module, "BATCH", 1)
    taken: list[Source] = []

    def watched() -> object:
        for source in sources:
            taken.append(source)
            yield source

    next(read_all(watched()))  # type: ignore[arg-type]
    assert taken == sources[:1]


def test_more_processes_read_the_same(sources: list[Source]) -> None:
    alone = [o.reading for o in read_all(sources)]
    assert [o.reading for o in read_all(sources, n_process=2)] == alone


def test_a_run_tells_each_fate_as_it_is_done(sources: list[Source], tmp_path: Path) -> None:
    heard: list[tuple[str, Fate]] = []
    with Ledger.open(tmp_path / "a.db") as ledger:
        report = run(sources, ledger, on_line=lambda line: heard.append((line.source.file, line.fate)))
        assert heard == [("a.txt", Fate.NEW), ("b.txt", Fate.REFUSED), ("c.txt", Fate.NEW)]
        assert [(line.source, type(line.error)) for line in report.refused] == [(sources[1], EmptySource)]
        again = run(sources, ledger)
        assert [line.fate for line in again.lines] == [Fate.UNCHANGED, Fate.REFUSED, Fate.UNCHANGED]
        dated = run([replace(sources[0], published="2022-02-02")], ledger)
        assert [line.fate for line in dated.lines] == [Fate.SUPERSEDED]


def test_a_copy_under_another_name_is_known_by_both(sources: list[Source], tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(WRAPPED)
    with Ledger.open(tmp_path / "a.db") as ledger:
        run(sources[:1], ledger)
        report = run([Source(tmp_path / "copy.txt", "copy.txt")], ledger)
        assert [line.fate for line in report.lines] == [Fate.UNCHANGED]
        assert ledger.document("copy.txt")[0].id == ledger.document("a.txt")[0].id


def test_a_fault_of_a_table_meets_every_source_and_is_raised(
    sources: list[Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise BadTable("cues.toml, line 3", "no lemma", "Add one.")

    monkeypatch.setattr(runner_module, "read_parsed", failing)
    with pytest.raises(BadTable, match=r"^cues\.toml, line 3: no lemma\. Add one\.$"):
        list(read_all(sources))


# ---------------------------------------------------------------- a reading as JSON
@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("talks-2004/02.txt", "talks-2004_02.json"),
        ("000_8056aa51.txt", "000_8056aa51.json"),
        ("a/b/c.d.html", "a_b_c.d.json"),
        ("../up/one.md", "up_one.json"),
        ("/archive/one.md", "archive_one.json"),
        ("windows\\one.txt", "windows_one.json"),
        ("-", "stdin.json"),
        ("no-ending", "no-ending.json"),
    ],
)
def test_a_file_is_named_after_its_document_and_stays_in_its_folder(file: str, name: str) -> None:
    assert output_name(file) == name


def test_the_schema_is_a_schema_and_holds_the_models_enumerations() -> None:
    schema = reading_schema()
    Draft202012Validator.check_schema(schema)
    move = schema["$defs"]["move"]["properties"]
    assert move["kind"]["enum"] == [kind.value for kind in MoveKind]
    assert move["status"]["enum"] == [status.value for status in MoveStatus]


def test_the_output_has_the_schema_and_the_schema_is_strict() -> None:
    document = _document()
    reading = as_json(document, read_document(document))
    validator = Draft202012Validator(reading_schema())
    validator.validate(reading)
    assert reading["statements"]
    for broken in ({**reading, "mood": "good"}, {**reading, "published": "Tuesday"}, {**reading, "moves": [{}]}):
        with pytest.raises(ValidationError):
            validator.validate(broken)


def test_texts_are_folded_and_anchors_lead_to_the_original() -> None:
    document = _document()
    reading = read_document(document)
    written = as_json(document, reading)
    pairs = list(zip(written["statements"], reading.statements, strict=True))
    assert pairs
    for out, statement in pairs:
        start, end = out["anchors"]["evidence"]
        assert out["evidence"] == " ".join(statement.evidence.exact.split())
        assert _bare(document.original[start:end]) == _bare(statement.evidence.exact)
        spans = [document.original[s:e] for s, e in out["anchors"]["content"]]
        assert [_bare(span) for span in spans] == [_bare(fragment.exact) for fragment in statement.content]
    assert any("\n" in document.original[slice(*out["anchors"]["evidence"])] for out, _ in pairs)
    assert all("\n" not in out["evidence"] for out, _ in pairs)


def _bare(text: str) -> str:
    """Without what the offset map drops in this report: tags and wraps."""
    return " ".join(text.replace("<b>", "").replace("</b>", "").split())


def _named(document: Document, statement: Statement, *names: str) -> dict[str, object]:
    reading = replace(read_document(document), statements=(replace(statement, speakers=names),), moves=())
    (out,) = as_json(document, reading)["statements"]
    return {key: out[key] for key in ("speaker", "speakers") if key in out}


def test_joint_speakers_are_one_string_and_a_list() -> None:
    document = _document()
    statement = read_document(document).statements[0]
    assert _named(document, statement) == {"speaker": None}
    assert _named(document, statement, "Ana Berg") == {"speaker": "Ana Berg"}
    joint = _named(document, statement, "Norway", "Sweden", "Denmark")
    assert joint == {"speaker": "Norway, Sweden and Denmark", "speakers": ["Norway", "Sweden", "Denmark"]}


def test_what_has_no_words_in_the_text_has_no_anchor() -> None:
    document = _document()
    reading = read_document(document)
    spoken = replace(reading.statements[0], source=None, cue=None)
    (out,) = as_json(document, replace(reading, statements=(spoken,), moves=()))["statements"]
    assert (out["speaker_text"], out["cue_text"]) == (None, None)
    assert (out["anchors"]["source"], out["anchors"]["cue"]) == (None, None)
    assert isinstance(spoken.evidence, Anchor)


def test_one_text_of_which_two_things_are_told_does_not_flip_the_record(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(WRAPPED, "utf-8")
    sources = [
        Source(tmp_path / "a.txt", "a.txt", outlet="Northern Post", published="2022-01-18"),
        Source(tmp_path / "b.txt", "b.txt", outlet="Northern Post", published="2022-01-19"),
        Source(tmp_path / "c.txt", "c.txt", outlet="Northern Post", published="2022-01-18"),
    ]
    with Ledger.open(tmp_path / "record.db") as ledger:
        first, second = run(sources, ledger), run(sources, ledger)
        assert [line.fate for line in second.lines] == [Fate.UNCHANGED, Fate.REFUSED, Fate.UNCHANGED]
        assert ledger.counts().readings == 1
    assert str(first.lines[1].error) == (
        "b.txt: it is byte for byte a.txt, of which another date, outlet, title or address is told. "
        "Tell the same of both, or leave one out."
    )


def test_one_text_of_two_outlets_is_two_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WRAPPED, "utf-8")
    sources = [
        Source(tmp_path / "a.txt", "a.txt", outlet="Northern Post"),
        Source(tmp_path / "b.txt", "b.txt", outlet="Baltic Wire"),
    ]
    with Ledger.open(tmp_path / "record.db") as ledger:
        first, second = run(sources, ledger), run(sources[::-1], ledger)
        assert [line.fate for line in first.lines] == [Fate.NEW, Fate.NEW]
        assert [line.fate for line in second.lines] == [Fate.UNCHANGED, Fate.UNCHANGED]
        assert {info.outlet for info in ledger.documents()} == {"Northern Post", "Baltic Wire"}
