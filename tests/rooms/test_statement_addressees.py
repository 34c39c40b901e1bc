"""Whom a saying was said to: a party is kept, an audience is not."""

import pytest

import dragoman


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("The Danish minister told Norway that the letter was lost.", ("Norway",)),
        ("The Danish minister told reporters that the letter was lost.", ()),
        ("The Danish minister told the BBC that the letter was lost.", ()),
        ("The Danish minister said that the letter was lost.", ()),
    ],
)
def test_addressees(text: str, addressees: tuple[str, ...]) -> None:
    _, reading = dragoman.read(text=text, published="2023-05-16")
    (statement,) = reading.statements
    assert statement.addressees == addressees
