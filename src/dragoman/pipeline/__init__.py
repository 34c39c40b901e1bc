"""The main job: from bytes to a reading, from sources to the record, each on one screen of numbered steps.

``reading``   ``read_document``: one document to its reading
``runner``    ``read_all``: many sources, parsed in batches, a bad one stops no other; ``run``: into the record
``entries``   ``entries_of``: a reading as the fold takes it, without a record
``output``    ``as_json``: a reading as ``extract`` writes it; ``reading_schema`` describes it
``flat``      ``annotated``: the flat forms of ``extract``, JSON Lines in and out
``tables``    ``statement_rows``, ``move_rows``: entries as flat tables
``library``   what the package's public names lead to

Each module is a door of its own, so that tables and entries load no parser.
"""
