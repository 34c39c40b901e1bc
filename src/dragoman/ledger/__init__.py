"""The record: documents, what was read in them, and people's judgements, in one SQLite file that only grows.

``record``         Ledger, the door
``browse``         lists and full-text search, a page at a time
``reads``          the other questions, ``writes`` the additions, each on an open connection
``values``         values of the model to rows and back
``supersession``   which edition of a report stands, for somebody who sees only some documents
``checks``         anchors against their documents
``tables``         the tables by name; ``migrations`` holds the SQL that makes them
``sqlite``         all that is SQLite's own
"""

from dragoman.ledger.browse import CLOSED, OPENED, DocumentHit, Found, Place, Question
from dragoman.ledger.checks import Fault
from dragoman.ledger.record import Counts, Ledger, Outcome

__all__ = ["CLOSED", "OPENED", "Counts", "DocumentHit", "Fault", "Found", "Ledger", "Outcome", "Place", "Question"]
