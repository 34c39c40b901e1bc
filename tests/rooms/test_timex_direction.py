"""Day names: behind publication under a past verb, ahead of it under a future, modal or planned one.

The reports are published on Tuesday 2022-01-18; each sentence has one day name besides "Tuesday".
"""

import pytest
from test_timex_values import times_of

from dragoman.model import Timex

AHEAD = (
    "Nurses announced a two-day strike from Thursday.",
    "The committee put off its decision to Friday.",
    "An extra session has been called for Saturday.",
    "He threatened to leave the talks unless they answered by Monday.",
    "The road will stay closed through Sunday.",
    "The opposition wants the minister dismissed on Thursday.",
    "They want the siege lifted by Friday.",
    "The union had scheduled a vote for Friday.",
    "Talks scheduled for Friday were called off.",
    "The strike, planned for Monday, was averted.",
    "If a deal is not reached by Friday, workers will strike.",
    "A new round starts on Thursday, after months of silence.",
    "The runoff is on Sunday.",
    "The ministers cancelled Friday's meeting.",
    "Foreign Minister Ana Berg will meet her counterpart on Friday, an official said.",
    "The two sides are to meet again on Thursday in Vienna.",
    "The reply is due Thursday.",
    "A second round of talks is scheduled for Monday.",
    "The delegation plans to travel to Geneva on Saturday.",
    "The envoy is expected on Friday in Oslo.",
    "The ceasefire holds until Friday.",
    "The union must answer by Friday, the company said.",
    "Friday's meeting will focus on wages, both sides said.",
    "The negotiators meet Friday in Geneva.",
    "The ministry said on Tuesday that talks would resume on Thursday.",
    "The minister said the hostages could be freed on Saturday.",
    "The union said it would strike on Monday if no offer came.",
    "The president agreed to receive the envoys on Friday.",
    "The parties have agreed to meet on Thursday.",
    "A vote is planned for Sunday.",
    "Parliament is set to vote on Thursday.",
    "The deadline is Friday.",
    "The strike begins Monday.",
    "The rebels have until Friday to lay down their arms.",
    "The prime minister is travelling to Warsaw on Friday.",
    "Workers are to walk out on Monday, the union announced.",
    "Diplomats expect a reply on Friday.",
    "The government hopes to sign the deal on Wednesday.",
    "He urged both sides to attend the talks on Friday.",
    "The company called on the union to return to the table on Thursday.",
    "The mediator invited both parties to a meeting on Saturday.",
    "They were to meet again on Friday.",
    "A ceremony is slated for Sunday.",
    "The court will hear the case Wednesday.",
    "The spokesman said that the minister may answer on Thursday.",
    "Ahead of Friday's summit, both leaders softened their tone.",
    "The two leaders discussed preparations for Friday's summit.",
    "The talks, which are due to open on Thursday, were welcomed by the mediator.",
    "The ministers are meeting in Brussels on Wednesday.",
    "An agreement could be signed as early as Friday.",
    "The exchange of prisoners has been postponed until Saturday.",
    "The hearing has been set for Thursday.",
    "On Friday, the committee will decide whether to accept the offer.",
    "The general ordered his troops to withdraw by Saturday.",
    "The mediator wants an answer by Thursday.",
    "The foreign ministers are likely to discuss the proposal on Friday.",
    "She said she was going to present the plan on Thursday.",
    "The ferry workers threatened to stop work from Monday.",
    "A decision is not expected before Thursday.",
    "The president is due to give a speech Friday.",
    "The summit on Friday is seen as a last chance.",
    "Both delegations arrive on Thursday.",
    "The ministers will gather and vote on Friday.",
    "The cabinet would not say whether it will answer by Friday.",
    "Voters go to the polls on Sunday.",
    "The premier has promised to reply on Thursday.",
    "The rebels gave the government until Friday to respond.",
)

BEHIND = (
    "The truce lasted until Sunday.",
    "The prime minister, who met the union on Friday, kept silent.",
    "The ministry said Monday that talks would resume.",
    "The agency had reported Monday that the letter was sent.",
    "On Saturday, the rebels rejected the offer.",
    "The company presented its offer on Friday.",
    "The figures were released on Friday by the ministry.",
    "The statement, issued Friday, did not name the country.",
    "Speaking on Sunday, the premier ruled out concessions.",
    "The talks ended without agreement on Saturday.",
    "The union has been on strike since Friday.",
    "The two sides have been talking since Monday.",
    "The hostages were freed on Sunday.",
    "In a letter sent on Friday, the minister asked for more time.",
    "The envoy, who arrived on Sunday, declined to comment on Monday.",
    "The minister told reporters on Monday he would not resign.",
    "After a meeting on Friday, the two leaders shook hands.",
    "Friday's ruling is binding on all parties.",
    "The minister denied on Monday that a reply had been sent.",
    "The army said it had shot down a drone on Sunday.",
    "The leaders met on Friday to discuss the truce.",
    "The envoy managed to leave the city on Saturday.",
    "He declined to comment on Friday.",
    "Friday's talks were constructive, the ministry said.",
    "The clashes on Sunday killed two people.",
    "Union members began to vote on Friday.",
    "Negotiators failed to reach a deal on Sunday.",
    "The agreement signed on Friday ends the strike.",
    "The ministry announced on Monday plans to resume talks.",
    "The company might have sent the letter on Friday, an official said.",
    "Ana Berg, the foreign minister, on Monday accused the rebels of breaking the truce.",
    "Police detained the leader on Friday for planning the protest.",
    "According to a statement on Friday, the talks will resume.",
    "The offer made on Saturday was the last, the company says.",
    "Residents said shelling resumed on Sunday.",
    "The minister, quoted by the agency Monday, said no reply had come.",
    "Asked on Monday about the letter, he said nothing.",
    "A spokesman said in a statement late Monday that the deal was dead.",
    "The talks broke down on Friday when the union walked out.",
    "The rebels have rejected the offer that was made on Friday.",
    "Hours after Saturday's attack, the two sides traded blame.",
    "The vote on Sunday went in favour of the deal.",
    "Monday's statement drew a sharp reply.",
    "It follows a similar offer on Friday.",
    "The embassy wrote on Sunday that the claim was false.",
    "The president called for talks in a speech on Friday.",
)


def day_in(text: str) -> Timex:
    return next(t for t in times_of(text) if t.rule == "weekday" and t.text != "Tuesday")


@pytest.mark.parametrize("text", AHEAD)
def test_a_day_under_a_future_verb_lies_ahead(text: str) -> None:
    day = day_in(text)
    assert day.edtf is not None
    assert "2022-01-18" < day.edtf <= "2022-01-24"


@pytest.mark.parametrize("text", BEHIND)
def test_a_day_under_a_past_verb_lies_behind(text: str) -> None:
    day = day_in(text)
    assert day.edtf is not None
    assert "2022-01-12" <= day.edtf < "2022-01-18"


@pytest.mark.parametrize(
    "text",
    ["The minister said Tuesday that a reply had come.", "The envoys will meet on Tuesday.", "The vote is Tuesday."],
)
def test_the_day_of_publication_counts_on_both_sides(text: str) -> None:
    (day,) = times_of(text)
    assert day.edtf == "2022-01-18"


@pytest.mark.xfail(reason="the parser takes the verb of a clipped sentence for a noun")
def test_a_clipped_sentence_looks_ahead() -> None:
    assert day_in("Talks resume Thursday in Doha.").edtf == "2022-01-20"
