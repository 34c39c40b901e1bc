"""The page: an exchange to look at, to check word by word and to correct, on the user's own machine.

``app``          ``create_app``: routes, guards and errors put together
``guards``       who may ask: host, origin, size, token, session; the headers of every answer
``snapshots``    states folded once a day asked for and kept while the record stays as it is
``comparisons``  what changed between two days, kept likewise
``places``       addresses of everything that has a page
``pages``        one module a page: what it asks of the record, and the values that its template shows
``notes``        what is told of a finding beside its words, ``named`` of dates and agents; ``marks`` cuts the text
``api``          the same as JSON under ``/api/v1``
``intake``       reports dropped or pasted, read in the background with progress

It holds no SQL and no rule of the exchange: it shows what ``ledger``, ``exchange`` and ``brief`` say.
"""

from dragoman.web.app import create_app
from dragoman.web.guards import Access

__all__ = ["Access", "create_app"]
