"""Files that are no YAML, or more than a map may be: each mistake with its place and the cure."""

import pytest

from servicemap.loading import read_text
from tests.steps import calls_of

FACTORY = "teams:\n  Factory:\n    serves: {Shoppers: Toys}\nend_users: [Shoppers]\n"


def said(text: str | bytes) -> list[str]:
    """Each finding on one line: place, code, message, and the cure behind an arrow."""
    return [
        f"{f.location.line}:{f.location.column} {f.code} {f.message} -> {f.hint}"
        for f in read_text(text).findings
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "teams:\n\tFactory:\n",
            "2:1 SM001 a tab stands here, and YAML indents with spaces -> use spaces",
        ),
        (
            "teams:\n  Factory:\n  \towner: Bo\n",
            "3:3 SM001 a tab stands here, and YAML indents with spaces -> use spaces",
        ),
        (
            "teams:\n  Factory: {owner: 'Bo}\n  Stores:\n",
            "2:20 SM001 the quotation mark that opens here is never closed -> close it at the end"
            " of the text; an apostrophe inside '...' is written twice",
        ),
        (
            "teams:\n  Factory: {owner: Bo\n  Stores:\n    owner: Al\n",
            "3:9 SM001 the '{' that opens in line 2 is not closed before this -> close it with '}',"
            " or put a comma between two entries",
        ),
        (
            "end_users: [Shoppers\nteams:\n  Factory:\n",
            "2:6 SM001 the '[' that opens in line 1 is not closed before this -> close it with ']',"
            " or put a comma between two entries",
        ),
        (
            "teams:\n  Factory:\n    about: Note: toys\n",
            "3:16 SM001 a second ': ' stands in this line, so it is not clear what is the key ->"
            " put text with a colon in quotation marks",
        ),
        (
            "teams:\n  Factory:\n    owner: Bo\n      about: Toys\n",
            "4:7 SM001 this key is indented below a line that already holds text -> indent it like"
            " the keys it belongs with, or put text with a colon in quotation marks",
        ),
        (
            "teams:\n  Factory:\n    owner: Bo\n   about: Toys\n",
            "4:4 SM001 this line is not indented like the lines it belongs with -> give all keys of"
            " one entry the same number of spaces",
        ),
        (
            "teams:\n  Factory:\n    about: 'it's'\n",
            "3:16 SM001 this stands behind text that has already ended -> an apostrophe inside"
            " '...' is written twice; or put the whole text in \"...\"",
        ),
        (
            "teams:\n  Factory:\n    owner: Bo\n    about\n",
            "4:5 SM001 this line has no colon, so it is neither a key nor part of the text"
            " before it"
            " -> write 'key: value', or indent it further where it goes on with the line before",
        ),
        (
            "teams:\n  Factory:\n    objectives:\n      - Toys\n      On time\n    owner: Bo\n",
            "5:7 SM001 this line has no colon, so it is neither a key nor part of the text"
            " before it"
            " -> write 'key: value', or indent it further where it goes on with the line before",
        ),
        (
            "teams:\n  Factory:\n    objectives:\n    - Toys\n    owner: Bo\n    - Games\n",
            "6:5 SM001 this line is not indented like the lines it belongs with -> give all keys of"
            " one entry the same number of spaces",
        ),
        (
            "- Factory\nteams:\n",
            "2:1 SM001 this line does not continue the list above it, and belongs to nothing else"
            " -> begin it with '- ', indent it like the key it belongs to, or remove"
            " the dash above it",
        ),
        (
            "teams:\n  Factory: {owner: @bo}\n",
            "2:20 SM001 text cannot begin with '@' -> put the text in quotation marks",
        ),
        (
            "teams:\n  Factory: {owner: *bo}\n",
            "2:20 SM001 '*bo' repeats something called '&bo', which does not stand before it in"
            " this file -> if it is text, write it in quotation marks: '*bo'",
        ),
        (
            "teams:\n  Factory: {owner: & Co}\n",
            "2:20 SM001 text that begins with '&' or '*' means something else in YAML -> put the"
            " text in quotation marks",
        ),
        (
            "teams: - Factory\n",
            "1:8 SM001 a list that begins with '-' cannot stand here -> put the dash on the next"
            " line, indented; or write the list as [one, two]",
        ),
        (
            'teams:\n  Factory: {about: "C:\\toys\\quick"}\n',
            '2:28 SM001 a backslash in "..." begins an escape, and this is none that exists ->'
            " use '...' instead, or write the backslash twice",
        ),
        (
            "teams:\n  Factory: {serves: {Stores:}}\n",
            "2:28 SM001 a colon stands here with nothing after it -> put a space and a value after"
            " it, or the text in quotation marks",
        ),
        (
            "%COLOUR red\nteams: [Factory]\n",
            "1:1 SM001 a line that begins with '%' is an instruction to YAML, and a map has none ->"
            " remove it, or put the text in quotation marks",
        ),
        (
            FACTORY + "---\nteams: [Stores]\n",
            "5:1 SM001 a second document begins here, and a file holds one -> remove the line"
            " '---', or move what follows into a file of its own",
        ),
    ],
)
def test_what_is_no_yaml(text: str, finding: str) -> None:
    assert said(text) == [finding]


def test_what_stood_before_the_mistake_is_kept() -> None:
    loaded = read_text(FACTORY + "prospects:\n  Schools:\n\towner: Bo\n")
    assert [f.code for f in loaded.findings] == ["SM001"]
    assert list(loaded.map.parties) == ["factory", "shoppers", "schools"]
    assert [one.id for one in loaded.map.reliances] == ["factory/toys > shoppers"]


def test_what_may_stand_behind_a_mistake_is_not_called_missing() -> None:
    broken = "teams:\n  Factory:\n    serves: {Stores: Toys, Facttory: Toys}\n  Stores: 'oh\n"
    assert [(f.code, f.hint[:21]) for f in read_text(broken).findings] == [
        ("SM007", "did you mean Factory?"),  # it reads like one that is there
        ("SM001", "close it at the end o"),
    ]


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (
            FACTORY.encode("utf-16"),
            "1:1 SM001 this file is UTF-16, and a map is UTF-8 -> save it again as UTF-8; editors"
            " offer it under 'Save as'",
        ),
        (
            FACTORY.encode("utf-16-be"),
            "1:1 SM001 this file is UTF-16, and a map is UTF-8 -> save it again as UTF-8; editors"
            " offer it under 'Save as'",
        ),
        (
            "teams:\n  Käserei:\n".encode("latin-1"),
            "2:4 SM001 this file is not UTF-8: byte 0xE4 stands here, which is 'ä' in Windows text"
            " -> save it again as UTF-8; editors offer it under 'Save as'",
        ),
        (
            b"teams:\n  Fac\0tory:\n",
            "2:6 SM001 this file holds NUL bytes: it is no text -> save it again as UTF-8 text",
        ),
    ],
)
def test_what_is_no_text(content: bytes, finding: str) -> None:
    assert said(content) == [finding]


@pytest.mark.parametrize(
    "content",
    [
        FACTORY.encode("utf-8-sig"),
        FACTORY.replace("\n", "\r\n").encode(),
        FACTORY.replace("\n", "\r").encode(),
        FACTORY.encode().rstrip(),
        b"---\n" + FACTORY.encode() + b"...\n",
        b"# yaml-language-server: $schema=servicemap.schema.json\n\n" + FACTORY.encode(),
    ],
    ids=["byte-order mark", "CRLF", "CR", "no last line end", "document marks", "comment"],
)
def test_what_editors_do_to_files_changes_nothing(content: bytes) -> None:
    loaded = read_text(content)
    assert loaded.findings == ()
    assert [one.id for one in loaded.map.reliances] == ["factory/toys > shoppers"]


SMALLEST = "a map can begin like this:\nteams:\n  Purchasing:\n    serves: {Stores: Stock orders}"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "1:1 SM005 nothing stands in this file"),
        ("# later\n", "1:1 SM005 nothing stands in this file"),
        ("~", "1:1 SM005 nothing stands in this file"),
        ("Harbour Toys", "1:1 SM002 this file holds only text, where the keys of a map belong"),
        ("- Factory\n", "1:1 SM002 this file holds a list, where the keys of a map belong"),
    ],
)
def test_a_file_without_keys_is_shown_a_small_map(text: str, finding: str) -> None:
    assert said(text) == [f"{finding} -> {SMALLEST}"]
    example = SMALLEST.partition("\n")[2] + "\n  Stores: {serves: {Shoppers: Toys}}\n"
    assert read_text(example + "end_users: [Shoppers]\n").findings == ()


LIMITS = {
    "100,000 brackets": (
        "[" * 100_000,
        "SM010 lists and mappings are nested more than 64 levels deep here -> the limit is 64"
        " levels; no map needs more than eight",
    ),
    "100,000 dashes": (
        "- " * 100_000,
        "SM010 lists and mappings are nested more than 64 levels deep here -> the limit is 64"
        " levels; no map needs more than eight",
    ),
    "an alias bomb": (
        "teams: {A: {objectives: &a [x, x, x, x, x, x, x, x, x, x]}}\nend_users:\n"
        + "".join(
            f"  {chr(n + 1)}: {{objectives: &{chr(n + 1)} [{', '.join([f'*{chr(n)}'] * 10)}]}}\n"
            for n in range(ord("a"), ord("m"))
        ),
        "SM010 the aliases of this file stand for more than 10,000 entries -> the limit is 10,000;"
        " write out what is meant",
    ),
    "a long text": (
        "teams: {A: {about: " + "x" * 70_000 + "}}",
        "SM010 about: a text of 70,000 characters is longer than a map may hold -> the limit is"
        " 65,536 characters; link to the document instead",
    ),
    "a long name": (
        "teams:\n  " + "x" * 300 + ":\n",
        "SM010 a name of 300 characters is longer than any sign can show -> the limit is 200"
        " characters; a sentence belongs under about:",
    ),
}


@pytest.mark.parametrize("what", LIMITS)
def test_limits_are_named_at_once(what: str) -> None:
    text, finding = LIMITS[what]
    assert finding in [line.partition(" ")[2] for line in said(text)]
    assert calls_of(lambda: said(text)) < 500_000  # billions without the limit


def test_a_bomb_of_merge_keys_is_refused_key_by_key_and_never_merged() -> None:
    levels = "".join(
        f"  T{n}: &t{n}\n    <<: [{', '.join([f'*t{n - 1}'] * 3)}]\n" for n in range(1, 60)
    )
    text = "teams:\n  T0: &t0 {owner: Bo}\n" + levels
    found = said(text)
    assert calls_of(lambda: said(text)) < 10_000
    assert found[0] == (
        "4:5 SM010 merge keys ('<<') are not read, so that every entry says what it means ->"
        " write the keys out where they belong"
    )
    assert {line.split()[1] for line in found} == {"SM010"}
    assert len(found) < 30


def test_aliases_within_the_bound_repeat_what_they_name() -> None:
    loaded = read_text(
        "teams:\n  A: &a {owner: Bo, serves: &whom [Shoppers]}\n  B: *a\n  C: {serves: *whom}\n"
        "end_users: [Shoppers]\n"
    )
    assert loaded.findings == ()
    assert loaded.map.parties["b"].owner == "Bo"
    assert [one.provider for one in loaded.map.reliances] == ["a", "b", "c"]


def test_something_that_holds_itself_is_not_followed() -> None:
    assert said("teams:\n  A: {objectives: &a [*a]}\n") == [
        "2:23 SM001 '*a' repeats something called '&a', which does not stand before it in this file"
        " -> if it is text, write it in quotation marks: '*a'"
    ]


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("teams: !!python/object:os.system [A]\n", "!!python/object:os.system", "1:8"),
        ("teams:\n  A: {owner: !important Bo}\n", "!important", "2:14"),
        ("teams:\n  !!str A:\n", "!!str", "2:3"),
    ],
)
def test_tags_are_refused(text: str, tag: str, place: str) -> None:
    assert said(text) == [
        f"{place} SM010 '{tag}' is a YAML tag, and a map is plain text without tags -> remove it;"
        " text that begins with '!' belongs in quotation marks"
    ]


HIDDEN = "remove it; it can make text look different from what it says"


@pytest.mark.parametrize(
    ("text", "what", "place"),
    [
        ("teams:\n  Ware\u202ehouse:\n", "right-to-left override (U+202E)", "2:7"),
        ("teams:\n  A: {owner: x\u2066y}\n", "left-to-right isolate (U+2066)", "2:15"),
        ("teams:\n  Ägä: {owner: Bo\x1b}\n", "control character U+001B", "2:18"),
        ('teams:\n  A: {owner: "x\\u202ey"}\n', "right-to-left override (U+202E)", "2:14"),
        ("teams: [A] # \u202e hidden\n", "right-to-left override (U+202E)", "1:14"),
        ("teams:\n  A: {about: x\x85y}\n", "control character U+0085", "2:15"),
        ("teams:\n  A: {about: x\u2028y}\n", "line separator (U+2028)", "2:15"),
    ],
)
def test_hidden_characters_are_refused_where_they_stand(text: str, what: str, place: str) -> None:
    loaded = read_text(text)
    assert said(text) == [f"{place} SM010 an invisible character stands here: {what} -> {HIDDEN}"]
    shown = loaded.sources["map.yaml"]
    assert all(c.isprintable() or c == "\n" for c in shown)  # excerpts obey nobody
    assert len(shown) == len(text)


def test_a_name_is_known_without_its_hidden_characters() -> None:
    loaded = read_text("teams:\n  Ware\u202ehouse: {serves: [Stores]}\nend_users: [Stores]\n")
    assert list(loaded.map.parties) == ["warehouse", "stores"]


def test_hidden_characters_beyond_twenty_are_counted() -> None:
    found = said("teams:\n" + "".join(f"  A{n}\x07:\n" for n in range(50)))
    assert len(found) == 21
    assert found[-1] == (
        "22:6 SM010 30 more such characters follow in this file -> remove them all"
    )


def test_places_count_characters_and_not_bytes() -> None:
    (finding,) = read_text("teams:\n  Ägäis 倉庫 𝄞: {owner: Bo, sevres: {}}\n").findings
    assert finding.location[1:] == (2, 27, 2, 33)
    (finding,) = read_text("\ufeffteams: {A: {sevres: {}}}").findings
    assert finding.location[1:] == (1, 13, 1, 19)


def test_without_libyaml_the_answers_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (FACTORY, "teams:\n  A: {serves: [B], takes: 3}\n", "teams: [A\n", "[" * 80, "&a [*a]")
    fast = [read_text(text) for text in texts]
    monkeypatch.setitem(__import__("sys").modules, "yaml._yaml", None)
    slow = [read_text(text) for text in texts]
    assert [(one.map, [f[:3] for f in one.findings]) for one in slow] == [
        (one.map, [f[:3] for f in one.findings]) for one in fast
    ]
