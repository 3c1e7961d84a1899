"""Characters that nobody sees, or that look like others: each named once, with what to type."""

from collections.abc import Callable
from pathlib import Path

from tests.hostile.attack import MAP, Attack, Outcome


def written(text: str) -> Callable[[Path], None]:
    """Puts a map of this text into the folder."""

    def arrange(folder: Path) -> None:
        (folder / "map.yaml").write_bytes(text.encode())

    return arrange


def is_told_once(_: Path, outcome: Outcome) -> None:
    assert outcome.said.count("error SM") == 1, outcome.said


def _mistake(about: str, text: str, *says: str) -> Attack:
    """A text with one mistake: one finding, and nothing that follows from it."""
    run = ("check", "map.yaml")
    return Attack(about, run, 1, says, arrange=written(text), then=is_told_once)


def _fine(about: str, text: str) -> Attack:
    """A text that is read as it is meant, whatever rules say of such a small map."""
    run = ("check", "map.yaml", "--select", "SM0,SM1")
    return Attack(about, run, 0, ("clean",), arrange=written(text))


NBSP = "\u00a0"
BLANK = "type an ordinary space instead"
REMOVE = "remove it; it can make text look different from what it says"
TEAM = "teams:\n  Stores:\n    about: {}\n    serves: {{Shoppers: Toys}}\nend_users: [Shoppers]\n"

ATTACKS = (
    _mistake(
        "every line indented with no-break spaces",
        "\n".join(line.replace("  ", NBSP * 2) for line in MAP.split("\n")),
        "4 lines are indented with blanks that are no ordinary spaces: no-break space (U+00A0)",
        "map.yaml:2:1",
        "replace them all by ordinary spaces",
    ),
    _mistake(
        "one line indented with en spaces",
        MAP.replace("  Stores:\n", "\u2002\u2002Stores:\n"),
        "a blank that is no ordinary space stands here: en space (U+2002)",
        "map.yaml:4:1",
        BLANK,
    ),
    *(
        _mistake(
            f"a no-break space {where}",
            MAP.replace(was, becomes),
            "no-break space (U+00A0)",
            place,
            BLANK,
        )
        for where, was, becomes, place in (
            ("after a colon", "serves: {Stores", f"serves:{NBSP}{{Stores", "map.yaml:3:12"),
            ("after a colon in braces", "Stores: Stock", f"Stores:{NBSP}Stock", "map.yaml:3:21"),
            ("before a colon", "Stores:\n", f"Stores{NBSP}:\n", "map.yaml:4:9"),
            ("at the start of a name", "{Stores", f"{{{NBSP}Stores", "map.yaml:3:14"),
            ("at the end of a name", "[Shoppers]", f"[Shoppers{NBSP}]", "map.yaml:6:21"),
            ("in a name", "Stock orders", f"Stock{NBSP}orders", "map.yaml:3:27"),
            ("alone in a line", "end_users", f"{NBSP}\nend_users", "map.yaml:6:1"),
        )
    ),
    *(
        _mistake(
            f"U+{ord(character):04X} in a name",
            MAP.replace("{Stores", f"{{St{character}ores"),
            f"an invisible character stands here: {called} (U+{ord(character):04X})",
            "map.yaml:3:16",
            REMOVE,
        )
        for character, called in (
            ("\u200b", "zero width space"),
            ("\u00ad", "soft hyphen"),
            ("\u2060", "word joiner"),
            ("\u200d", "zero width joiner"),
            ("\u200c", "zero width non-joiner"),
            ("\ufe0f", "variation selector-16"),
            ("\u034f", "combining grapheme joiner"),
            ("\U000e0041", "tag latin capital letter a"),
        )
    ),
    _mistake(
        "a zero-width space in an escape",
        MAP.replace("{Stores", '{"St\\u200bores"'),
        "zero width space (U+200B)",
        REMOVE,
    ),
    Attack(
        "one name twice but for a blank that looks alike",
        ("check", "map.yaml"),
        1,
        ("'24 h' stands here a second time; the first is in line 2",),
        arrange=written(
            f"teams:\n  24{NBSP}h: {{serves: {{S: T}}}}\n  24 h: {{serves: {{S: U}}}}\n"
            "end_users: [S]\n"
        ),
    ),
    Attack(
        "more invisible characters than anybody reads",
        ("check", "map.yaml"),
        1,
        ("10 more such characters follow in this file",),
        arrange=written("teams:\n" + "".join(f"  A{n}\u200b:\n" for n in range(30))),
    ),
    Attack(
        "100,000 blanks in one line",
        ("check", "map.yaml"),
        1,
        ("99,980 more such characters",),
        arrange=written("teams: {" + f"a{NBSP}" * 100_000 + "b: }"),
    ),
    _fine("a French text", TEAM.format(f"Prix{NBSP}demandé\u202f!{NBSP}5{NBSP}€")),
    _fine("a quoted French text", TEAM.format(f"'Prix{NBSP}: 5{NBSP}€'")),
    _fine("a text with a soft hyphen", TEAM.format("Donau\u00addampfschiff")),
    _fine("a comment with blanks", TEAM.format(f"Toys # as{NBSP}they are")),
    *(
        _fine(f"{what} in a name", MAP.replace("Purchasing", name))
        for what, name in (
            ("a wide space", "倉庫\u3000東京"),
            ("a Persian word", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
            ("an Indic word", "क्\u200dष"),
            ("a Thai word", "ไทย\u200bไทย"),
            ("a family", "Kids 👨\u200d👩\u200d👧"),
            ("a heart", "Care ❤\ufe0f"),
            ("a key cap", "Team 1\ufe0f\u20e3"),
            ("a flag", "Wales 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"),
            ("a number with its unit", f"Lieferung 24{NBSP}h"),
        )
    ),
    _mistake(
        "a full-width colon",
        MAP.replace("  Stores:\n", "  Stores\uff1a\n"),
        "a fullwidth colon (U+FF1A) stands here, which YAML takes for text",
        "map.yaml:4:9",
        "type ':' and a space instead",
    ),
    _mistake(
        "a full-width comma",
        MAP.replace("Stock orders}", "Stock orders\uff0cShoppers: Catalogue}"),
        "a fullwidth comma (U+FF0C) stands here",
        "map.yaml:3:34",
        "type ',' and a space instead",
    ),
    _mistake(
        "a full-width digit",
        MAP.replace("Stock orders", "{service: Stock orders, takes: \uff12d}"),
        "'\uff12' is a fullwidth digit two (U+FF12): type 2d",
    ),
    _mistake(
        "a full-width colon in a key of braces",
        MAP.replace("Stock orders", "{service: Stock orders, takes\uff1a2d}"),
        "'\uff1a' is a fullwidth colon (U+FF1A): type ':' and a space",
    ),
    _mistake(
        "curly quotation marks",
        TEAM.format("\u201cNote: toys\u201d"),
        "a left double quotation mark (U+201C) stands here",
        "map.yaml:3:12",
        "type '\"' instead",
    ),
    _fine("curly quotation marks in a text", TEAM.format("We say \u201ctoys\u201d")),
    _mistake(
        "bullets",
        MAP.replace("[Shoppers]", "\n  \u2022 Shoppers\n  \u2022 Schools").replace(
            "on the shelf}", "on the shelf, Schools: Toys}"
        ),
        "end_users: a bullet (U+2022) stands here, where YAML takes a dash for a list",
        "begin each line with '- ', for example '- Shoppers'",
    ),
    _mistake(
        "a template that was not run",
        MAP.replace("  Stores:\n", "  {{ team }}:\n").replace("{Stores: Stock", "{Shoppers: Stock"),
        "'{{ team }}' is a placeholder of a template that nobody has filled in",
        "map.yaml:4:3",
    ),
    _mistake(
        "a conflict that git left",
        MAP.replace(
            "    serves: {Stores: Stock orders}\n",
            "<<<<<<< HEAD\n    serves: {Stores: Stock orders}\n=======\n"
            "    serves: {Stores: Goods}\n>>>>>>> branch\n",
        ),
        "git has left two versions of this file here, one below the other",
        "map.yaml:3:1",
    ),
    _mistake(
        "a key that is not indented under its team",
        MAP.replace("    serves: {Stores", "  serves: {Stores"),
        "serves: stands beside 'Purchasing' and not under it",
        "indent serves: further than 'Purchasing'",
    ),
    _mistake(
        "a path of Windows in quotation marks",
        TEAM.format('"Forms are in C:\\Users\\maria"'),
        'a backslash in "..." begins an escape, and this is none that exists',
        "map.yaml:3:28",
        "use '...' instead",
    ),
    _fine(
        "a team that is called like a key",
        "end_users:\n  Shoppers:\n  care: {relies_on: {Stores: Help}}\n"
        "teams:\n  Stores: {serves: {Shoppers: Toys}}\n",
    ),
)
