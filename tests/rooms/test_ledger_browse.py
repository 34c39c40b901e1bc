"""Lists and search of a record, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.documents import read
from dragoman.ledger import CLOSED, OPENED, Ledger, Place, Question, sqlite
from dragoman.model import BadDate, BadInput
from dragoman.pipeline.reading import read_document

REPORTS = (
    (
        "Foreign Minister Ana Berg said on Tuesday that Norway had sent a written answer to Sweden.",
        "2023-03-07",
        "Post",
    ),
    ("A union official, who asked not to be named, said the offer was rejected.", "2023-03-09", "Coast Courier"),
    ("Sweden demanded a new offer from Norway. Ana Berg denied that any letter was lost.", "2023-03", "Post"),
    ("Ana Berg said that she would wait.", None, None),
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("browse") / "talks.db") as ledger:
        for number, (text, day, outlet) in enumerate(REPORTS):
            document = read(text.encode(), file=f"{number}.txt", published=day, outlet=outlet)
            ledger.append(document, read_document(document))
        yield ledger


def _files(ledger: Ledger, question: Question) -> list[str]:
    return [hit.document.file for hit in ledger.find_documents(question, limit=9).hits]


def test_documents_come_the_latest_first_and_those_without_a_date_last(ledger: Ledger) -> None:
    assert _files(ledger, Question()) == ["2.txt", "1.txt", "0.txt", "3.txt"]


def test_a_page_is_a_part_of_the_whole(ledger: Ledger) -> None:
    for question in (Question(), Question("said OR berg"), Question("ana berg")):
        whole = ledger.find_documents(question, limit=9).hits
        pages = [ledger.find_documents(question, limit=2, offset=n) for n in (0, 2, 4)]
        assert tuple(hit for page in pages for hit in page.hits) == whole
        assert {page.total for page in pages} == {len(whole)}


def test_a_document_is_told_without_its_text(ledger: Ledger) -> None:
    for info in ledger.documents():
        assert ledger.info(info.id) == info
        assert ledger.info(info.file).recorded
    with pytest.raises(BadInput):
        ledger.info("none")


def test_words_are_found_inflected_and_phrases_as_they_stand(ledger: Ledger) -> None:
    assert _files(ledger, Question("offering")) == ["2.txt", "1.txt"]
    assert _files(ledger, Question('"new offer"')) == ["2.txt"]
    (hit,) = ledger.find_documents(Question('"new offer"'), limit=9).hits
    assert f"{OPENED}new offer{CLOSED}" in hit.snippet.replace(f"{CLOSED} {OPENED}", " ")


@pytest.mark.parametrize("words", ['"', "* ( ) : ^", 'a" OR "b', "NEAR(x y)", "\0", "-", "words:said", "x" * 5000])
def test_no_word_is_an_operator(ledger: Ledger, words: str) -> None:
    ledger.find_documents(Question(words), limit=9)
    ledger.find_entries(Question(words), limit=9)


def test_days_count_to_the_last_that_a_date_can_mean(ledger: Ledger) -> None:
    assert ledger.days() == (("2023-03-07", 1), ("2023-03-09", 1), ("2023-03-31", 1))
    assert _files(ledger, Question(until="2023-03-09")) == ["1.txt", "0.txt"]
    assert _files(ledger, Question(since="2023-03-09")) == ["2.txt", "1.txt"]
    with pytest.raises(BadDate):
        ledger.find_entries(Question(since="yesterday"), limit=9)


def test_entries_are_found_by_name_kind_outlet_and_source(ledger: Ledger) -> None:
    def found(question: Question) -> set[tuple[str, str]]:
        hits = ledger.find_entries(question, limit=50).hits
        return {(hit.document.file, str(getattr(hit.value, "kind", "statement"))) for hit in hits}

    assert {file for file, _ in found(Question(name="Ana Berg", kind="statement"))} == {"0.txt", "2.txt", "3.txt"}
    assert {file for file, _ in found(Question(kind="demand"))} == {"2.txt"}
    assert {file for file, _ in found(Question(unnamed=True))} == {"1.txt"}
    assert {file for file, _ in found(Question(outlet="Coast Courier"))} == {"1.txt"}
    assert found(Question(name="Nobody")) == set()


def test_entries_are_found_by_their_place(ledger: Ledger) -> None:
    first = ledger.find_entries(Question(kind="statement", outlet="Coast Courier"), limit=1).hits[0]
    evidence = first.value.evidence  # type: ignore[union-attr]
    met = Question(places=(Place(first.document.id, evidence.start, evidence.end),))
    assert first in ledger.find_entries(met, limit=9).hits
    assert not ledger.find_entries(Question(places=(Place(first.document.id, 0, 0),)), limit=9).hits


def test_only_the_current_reading_is_searched_and_the_stamp_tells_of_a_new_one(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "talks.db") as ledger:
        stamps = [ledger.stamp()]
        for day in ("2023-03-07", "2023-03-08"):
            document = read(REPORTS[0][0].encode(), file="a.txt", published=day)
            ledger.append(document, read_document(document))
            stamps.append(ledger.stamp())
        assert len(set(stamps)) == 3
        hits = ledger.find_entries(Question("answer"), limit=9).hits
        assert {hit.document.published.date for hit in hits if hit.document.published} == {"2023-03-08"}
        assert len(ledger.find_documents(Question("answer"), limit=9).hits) == 1


def test_a_record_of_an_earlier_schema_learns_whose_its_entries_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read(REPORTS[0][0].encode(), file="a.txt")
    steps = sqlite.migrations()
    with monkeypatch.context() as then:
        then.setattr(sqlite, "migrations", lambda: tuple(step for step in steps if step.version < 4))
        with Ledger.open(tmp_path / "talks.db") as ledger:
            ledger.append(document, read_document(document))
    with Ledger.open(tmp_path / "talks.db") as migrated, Ledger.open(tmp_path / "new.db") as new:
        new.append(document, read_document(document))
        asked = Question(name="Ana Berg")
        assert migrated.find_entries(asked, limit=9).hits == new.find_entries(asked, limit=9).hits != ()
