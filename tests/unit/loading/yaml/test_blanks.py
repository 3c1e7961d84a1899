"""Blanks and hidden characters: what is meant stays, what misleads is named and read as meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.loading import read_text
from servicemap.loading.yaml.blanks import belongs, suspects, without_hidden
from tests.steps import calls_of

NBSP = "\u00a0"
HEAD = "teams:\n  A:\n"
TAIL = "\nend_users: [C]\n"


def said(text: str) -> list[str]:
    return [
        f"{f.location.line}:{f.location.column} {f.code}"
        for f in read_text(HEAD + text + TAIL).findings
    ]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("क्\u200dष", 2),
        ("👩🏽\u200d🚀", 2),
        ("🏳\ufe0f\u200d🌈", 2),
        ("❤\ufe0f", 1),
        ("#\ufe0f\u20e3", 1),
        ("葛\U000e0100", 1),
        ("ᠠ\u180b", 1),
        ("ខ្មែរ\u200bខ្មែរ", 5),
        ("\u1100\u1160", 1),
    ],
)
def test_a_hidden_character_that_belongs_to_its_word(text: str, at: int) -> None:
    assert belongs(text, at)
    assert suspects(text) == []
    assert without_hidden(text) == text


@pytest.mark.parametrize(
    "text", ["a\u200db", "a\ufe0f", "1\ufe0f", "a\u200bb", "\U000e0067", "\u200d"]
)
def test_a_hidden_character_that_belongs_to_nothing(text: str) -> None:
    assert len(suspects(text)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"    about: Note{NBSP}:{NBSP}oui{NBSP}#1\n    serves: {{C: x}}", []),
        (f"    about: Note:{NBSP}oui\n    serves: {{C: x}}", []),
        (f"    about: Oui{NBSP}\n    serves: {{C: x}}", []),
        (f"    about: |\n      eins{NBSP}zwei\n      {NBSP}drei\n    serves: {{C: x}}", []),
        (f"    about: 'eins\n      {NBSP}zwei'\n    serves: {{C: x}}", []),
        (f"    allow: {{no-owner: Oui{NBSP}oui}}\n    serves: {{C: x}}", []),
        (f"    about: eins\n{NBSP * 6}zwei\n    serves: {{C: x}}", ["4:1 SM010"]),
        (f"    serves:\n      -{NBSP}C", ["4:8 SM010"]),
        (f"    serves:\n      - customer:{NBSP}C\n        service: x", ["4:18 SM010"]),
        (f"    'serves':{NBSP}{{C: x}}", ["3:14 SM010"]),
        (f"    serves: {{C: x,{NBSP}D: y}}\n  D: {{serves: {{C: z}}}}", ["3:19 SM010"]),
        ("    serves: \u200b{C: x}", ["3:13 SM010"]),
        ("    about: Donau\u200bdampf\n    serves: {C: x}", ["3:17 SM010"]),
        (f"    # 🚀🚀{NBSP}\n    serves: {{C:{NBSP}x}}", ["4:16 SM010"]),
    ],
)
def test_where_a_blank_is_read_as_it_looks_and_where_not(text: str, found: list[str]) -> None:
    assert said(text) == found
    loaded = read_text(HEAD + text + TAIL)
    assert any(one.provider == "a" and one.customer == "c" for one in loaded.map.reliances)


def test_titles_keep_the_blanks_of_their_language() -> None:
    loaded = read_text(f"map: {{title: Le{NBSP}prix}}\n" + HEAD + "    serves: {C: x}" + TAIL)
    assert loaded.findings == ()


def test_lines_end_as_they_may() -> None:
    text = HEAD + f"    serves:{NBSP}{{C: x}}" + TAIL
    for end in ("\n", "\r\n"):
        (finding,) = read_text(text.replace("\n", end)).findings
        assert finding.location[1:3] == (3, 12)


@given(st.text(alphabet=f"a:-,{{}}[]'\"#\n {NBSP}\u200b\u3000\u00ad|é", max_size=60))
def test_any_text_is_answered_and_keeps_its_length(text: str) -> None:
    loaded = read_text(text)
    assert len(loaded.sources["map.yaml"]) == len(text)


@pytest.mark.parametrize(
    "many",
    [NBSP * 50, f"a{NBSP}" * 25, f"{{a: b,{NBSP}" * 10, f"{{a:{NBSP}" * 10, "\u200b\n" * 10],
)
def test_many_of_them_take_time_in_proportion(many: str) -> None:
    assert len(read_text(many * 2_000).findings) < 100  # a second; minutes if each saw them all
    once, twice = many * 250, many * 500
    assert calls_of(lambda: read_text(twice)) < 2.1 * calls_of(lambda: read_text(once))
