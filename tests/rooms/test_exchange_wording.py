"""Wordings: what is one matter, and tables that say what is wrong with them."""

from __future__ import annotations

import pytest

from dragoman.exchange.wording import has_cue, mentions, rebuffs, wording
from dragoman.model import BadTable
from dragoman.model.tables import parse_table


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the release of all prisoners", "to free the captives", True),
        ("a withdrawal of troops from the valley", "pulling its forces out of the valley", True),
        ("ruling out missile deployments", "that no missiles be deployed", True),
        ("40 prisoners freed", "60 prisoners freed", False),
        ("to lift the blockade", "not to lift the blockade", False),
        ("talks in northern Arland", "roads in northern Arland", False),
        ("its key demands", "the main proposals", False),
    ],
)
def test_one_matter(one, other, same):
    assert wording(one).same_matter(wording(other)) is same


def test_the_parties_themselves_are_no_matter():
    assert wording("Arland's demands of the Bordurian side", frozenset({"arland", "borduria"})).size() == 0


def test_mentions_by_name_or_adjective():
    assert mentions("the Bordurian army", ["Borduria"])
    assert not mentions("the boarding house", ["Borduria"])


def test_names_are_no_patterns_and_no_names_are_mentioned_nowhere():
    assert not mentions("the Bordurian army", ["Army(", "Borduria)*"])
    assert not mentions("the Bordurian army", [])


def test_a_rebuff_names_somebody():
    assert rebuffs("it is the owners, not the Union, who broke it off")
    assert not rebuffs("it is not over")


def test_a_cue_stands_for_whole_words():
    assert has_cue("reply", "its follow up")
    assert not has_cue("accusing", "recharged")


def test_a_table_that_is_no_toml_says_where():
    with pytest.raises(BadTable, match=r"cues\.toml.*line 2"):
        parse_table('a = 1\nb = "c\n', "cues.toml")
