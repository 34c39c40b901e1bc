"""The record: documents, what was read in them, and people's judgements, in one SQLite file that only grows.

``record``         Ledger, the door
``reads``          the questions, ``writes`` the additions, each on an open connection
``values``         values of the model to rows and back
``supersession``   which edition of a report stands, for somebody who sees only some documents
``checks``         anchors against their documents
``tables``         the tables by name; ``migrations`` holds the SQL that makes them
``sqlite``         all that is SQLite's own
"""

from dragoman.ledger.checks import Fault
from dragoman.ledger.record import Counts, Ledger, Outcome

__all__ = ["Counts", "Fault", "Ledger", "Outcome"]
