"""What a poster says of how to read its lines is so on that sheet."""

import pytest

from servicemap.posters.poster import draw
from servicemap.wording.catalogues import LANGUAGES
from servicemap.wording.phrases import Words
from tests.drawing.sketches import part, read, words

pytestmark = pytest.mark.usefixtures("hurried")

ONWARD = """
teams:
  Kitchen: {serves: {Waiters: Meals}}
  Waiters: {serves: {Guests: Dinner}}
suppliers:
  Farm: {serves: {Kitchen: Milk}}
end_users: [Guests]
"""
BACK = ONWARD.replace("end_users: [Guests]", "end_users: {Guests: {serves: {Kitchen: Wishes}}}")
ANSWERED = ONWARD.replace(
    "{serves: {Guests: Dinner}}", "{serves: {Guests: Dinner, Kitchen: Bills}}"
)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("text", [ONWARD, BACK, ANSWERED], ids=["onward", "back", "answered"])
def test_a_direction_is_named_only_where_all_lines_have_it(text: str, language: str) -> None:
    m = read(text)._replace(language=language)
    straight = "follow_left" if language == "ar" else "follow"
    key = straight if text == ONWARD else "follow_lines"
    _, *said = words(part(draw(m), "head", "title"))
    assert "".join("".join(said).split()) == "".join(Words(m)[key].split())


def test_where_there_are_no_lines_nobody_is_told_to_follow_them() -> None:
    assert words(part(draw(read("teams: [Kitchen]")), "head", "title")) == ["map"]


def test_a_subtitle_is_all_that_stands_there() -> None:
    m = read("map: {subtitle: From field to table}\n" + ONWARD)
    assert words(part(draw(m), "head", "title"))[1:] == ["From field to table"]
