"""The user's own agents: what a file may tell, and what is said of a fault in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.linking import Coder, load_register, read_register
from dragoman.model import BadInput, BadTable

GOOD = """[Ruritania]
kind = "state"
code = "RUR"
adjectives = ["Ruritanian"]
capitals = ["Strelsau"]

[Ruritania.offices]
"foreign minister" = ["Ana Berg 2020-01-05/2024-02-01", "Karl Brandt 2024-02-01/"]

["Strelsau Dockers' Union"]
home = "Ruritania"
sectors = ["LAB"]
aliases = ["SDU", "Союз докеров"]

["Mira Lund"]
kind = "person"
of = "Strelsau Dockers' Union"
home = "Ruritania"
aliases = ["Mira J. Lund"]
"""


def own(folder: Path, text: str) -> Path:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_own_agents_stand_beside_ours(tmp_path: Path) -> None:
    coder = Coder(read_register(own(tmp_path, GOOD), load_register()))
    union = coder.code("SDU")
    assert (union.name, union.country, union.sectors) == ("Strelsau Dockers' Union", "RUR", ("LAB",))
    assert coder.code("Союз докеров").name == union.name
    assert coder.code("Ruritanian farmers").country == "RUR"
    assert coder.code("Mira J. Lund").name == "Mira Lund"
    assert coder.code("Norway").country == "NOR"


def test_an_own_office_has_its_holder_of_the_day_and_two_where_it_changes_hands(tmp_path: Path) -> None:
    terms = read_register(own(tmp_path, GOOD), load_register()).terms
    office = frozenset({"foreign minister"})
    assert [t.person for t in terms.holders("Ruritania", office, "2023-03")] == ["Ana Berg"]
    assert [t.person for t in terms.holders("Ruritania", office, "2024-02-01")] == ["Ana Berg", "Karl Brandt"]
    assert [t.person for t in terms.holders("Ruritania", office, "2030")] == ["Karl Brandt"]


def test_what_the_file_tells_of_our_agents_holds(tmp_path: Path) -> None:
    register = read_register(
        own(tmp_path, '[CIA]\nhome = "Italy"\nsectors = ["EDU"]\naliases = ["Cooking School"]\n'), load_register()
    )
    known = Coder(register).code("CIA")
    assert (known.country, known.sectors) == ("ITA", ("EDU",))
    assert register.own != load_register().own


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ('code = "RUR"', 'code = "Rur"', 3, "'Rur' is no code"),
        ('kind = "state"', 'kind = "realm"', 2, "there is no kind 'realm'"),
        ('kind = "state"', 'kind = "body"', 3, "only states have 'code'"),
        ('"SDU", ', '"SDU", "Ruritania", ', 13, "names two agents"),
        ('aliases = ["Mira', 'aliasses = ["Mira', 19, "an agent has no 'aliasses'"),
        ("2024-02-01/", "2024-02-31/", 8, "is no name with the first and the last day in office"),
        ("2020-01-05/2024-02-01", "2020-01-05/2019-02-01", 8, "is no name with the first and the last day in office"),
        ('["LAB"]', '["DOCKS"]', 12, "there is no sector 'DOCKS'"),
        ('["LAB"]', '"LAB"', 12, "no list of strings"),
        ('of = "Strelsau Dockers\' Union"', 'of = "Union"', 17, "no agent is called 'Union'"),
        ('of = "Strelsau', 'wikidata = "142"\nof = "Strelsau', 17, "'142' is no wikidata"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    with pytest.raises(BadTable) as caught:
        read_register(own(tmp_path, GOOD.replace(old, new, 1)), load_register())
    assert caught.value.where == f"{tmp_path / 'own.toml'}, line {line}"
    assert what in caught.value.what
    assert caught.value.advice


def test_a_file_that_is_no_toml_or_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="line 2"):
        read_register(own(tmp_path, "[Ruritania]\nkind = state\n"), load_register())
    with pytest.raises(BadTable, match="stands under no agent"):
        read_register(own(tmp_path, 'kind = "state"\n'), load_register())
    with pytest.raises(BadInput):
        read_register(tmp_path / "missing.toml", load_register())
