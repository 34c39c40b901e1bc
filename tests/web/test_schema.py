"""Whatever schemathesis thinks of sending: no server error, and no answer that the served description does not tell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import one_of
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.testclient import TestClient
from web_samples import asking, token

from dragoman.ledger import Ledger

SOUND = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]


@pytest.fixture(scope="module")
def site(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    record = Path(shutil.copy(examples, tmp_path_factory.mktemp("schema") / "talks.db"))
    with Ledger.open(record) as ledger, asking(ledger) as client:
        yield client


@pytest.fixture(scope="module")
def described(site: TestClient) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", site.app)


@pytest.fixture(scope="module")
def known(site: TestClient) -> dict[str, str]:
    """Things that are there: the token, and an id for each name of a parameter of a path."""
    document = site.get("/api/v1/documents").json()["values"][0]["id"]
    return {
        "token": token(site),
        "document": document,
        "statement": site.get(f"/api/v1/documents/{document}/statements").json()["values"][0]["id"],
        "item": site.get("/api/v1/demands").json()["values"][0]["id"],
        "agent": site.get("/api/v1/agents").json()["values"][0]["id"],
    }


def test_every_answer_is_one_that_is_described(described: schemathesis.BaseSchema, known: dict[str, str]) -> None:
    operations = [operation.ok() for operation in described.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:
        _probe(operation, known)


def _probe(operation: schemathesis.APIOperation, known: dict[str, str]) -> None:
    """Send what fits the description, what does not, and what names things that are there."""
    fitting = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    takes_something = operation.body or operation.query or operation.path_parameters
    misfits = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE) if takes_something else fitting

    @given(one_of(fitting, fitting.map(lambda case: _about_what_is_there(case, known)), misfits))
    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    def sent(case: schemathesis.Case) -> None:
        response = case.call(headers={"x-dragoman-token": known["token"]})
        case.validate_response(response, checks=SOUND)

    sent()


def _about_what_is_there(case: schemathesis.Case, known: dict[str, str]) -> schemathesis.Case:
    case.path_parameters = {name: known.get(name, "none") for name in case.path_parameters or {}}
    if isinstance(case.body, dict) and "subjects" in case.body:
        case.body["subjects"] = [known["statement"]]
    return case
