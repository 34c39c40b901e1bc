"""The main job: from bytes to a reading, from sources to the record, each on one screen of numbered steps.

``read_document``  one document to its reading
``read_all``       many sources to their readings, parsed in batches; a bad one stops no other
``run``            many sources into the record
``entries_of``     a reading as the fold takes it, without a record
``as_json``        a reading as ``extract`` writes it; ``reading_schema`` describes it
``statement_rows``, ``move_rows``  entries as flat tables
"""

from dragoman.pipeline.entries import entries_of
from dragoman.pipeline.output import as_json, output_name, reading_schema
from dragoman.pipeline.reading import read_document, reader_version, reading_id
from dragoman.pipeline.runner import Fate, Outcome, RunReport, read_all, run
from dragoman.pipeline.tables import MoveRow, StatementRow, move_rows, statement_rows

__all__ = [
    "Fate", "MoveRow", "Outcome", "RunReport", "StatementRow", "as_json", "entries_of", "move_rows", "output_name",
    "read_all", "read_document", "reader_version", "reading_id", "reading_schema", "run", "statement_rows",
]  # fmt: skip
