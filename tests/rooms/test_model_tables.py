"""The tables that rooms keep beside their code: each is read, and a broken one says where."""

from importlib.resources import files

import pytest

from dragoman.model import BadTable
from dragoman.model.tables import parse_table, read_table

SHIPPED = [
    (package, table.name)
    for package in (f"dragoman.{room}" for room in ("documents", "timex", "linking", "extraction", "exchange"))
    for table in sorted((files(package) / "data").iterdir(), key=lambda found: found.name)
    if table.name.endswith(".toml")
]


@pytest.mark.parametrize(("package", "name"), SHIPPED)
def test_every_shipped_table_is_toml_and_holds_something(package: str, name: str) -> None:
    assert read_table(package, name)


def test_a_table_that_is_no_toml_names_file_and_line() -> None:
    with pytest.raises(BadTable, match=r"^timex/data/rules\.toml: this is not TOML: .*line 2"):
        parse_table('a = 1\nb = "c\n', "timex/data/rules.toml")


def test_a_table_cannot_be_changed_by_whoever_reads_it() -> None:
    with pytest.raises(TypeError):
        parse_table("a = 1", "a.toml")["a"] = 2  # type: ignore[index]
