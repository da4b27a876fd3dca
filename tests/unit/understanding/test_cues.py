"""The lexicon finds by pairs of characters what looking for every word finds."""

from __future__ import annotations

import pytest

from archive.naming.rulefile import packaged_rules
from archive.understanding.cues import lexicon_for
from archive.understanding.view import fold_in_place

TEXTS = (
    "",
    "約",
    "會議紀錄\n時間：5月3日\n出席：林小姐、王先生\n決議：主視覺改為夜景，下週三前交二校",
    "Quotation no. 8814\nunit price, quantity, subtotal\nvalid for 30 days",
    "滿意度調查 survey results：非常滿意 62%，建議事項如下",
)


@pytest.mark.parametrize("text", TEXTS)
def test_words_that_stand_in_a_text_are_found_in_the_lexicons_order(text: str) -> None:
    lexicon = lexicon_for(packaged_rules().class_words)
    folded = fold_in_place(text)
    wanted = [term for term in lexicon.body if term.text in folded]
    assert list(lexicon.body_in(folded)) == wanted
    titles = {id(term) for term in lexicon.titles if term.text in folded}
    assert {id(term) for term in lexicon.titles_in(folded)} == titles
