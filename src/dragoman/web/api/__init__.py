"""What the pages show, as JSON under ``/api/v1``; its description is served at ``/api/v1/openapi.json``.

``application``  ``create_api``: the routes and the one shape of errors put together
``parameters``   what requests may say: days, pages, ids, the token of changes
``exchange``     the record and the state of a day: a list a kind of item
``documents``    documents and what was read in them; search
``review``       the queue and judgements
``reading``      reports that are read in
``shapes``       the shapes of requests and answers
``shaping``      values of the model in those shapes
"""

from dragoman.web.api.application import create_api

__all__ = ["create_api"]
