"""Mistakes in settings: each told with its place, in words, with the cure."""

from pathlib import Path

import pytest

from servicemap.errors import UnreadablePath, WrongSettings
from tests.unit.config.test_gathering import (  # noqa: F401 - a fixture
    gathered,
    in_a_project,
    mistakes,
    write,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("selct = ['SM1']", "1:1: there is no setting 'selct' here | did you mean select?"),
        ("fail-on = 'error'", "1:1: there is no setting 'fail-on' here | did you mean fail_on?"),
        ("\n'sel ect' = 1", "2:1: there is no setting 'sel ect' here | did you mean select?"),
        (
            "strict = 'yes'",
            "1:10: strict is a text and should be true or false | write it like strict = true",
        ),
        (
            "strict = 1",
            "1:10: strict is a number and should be true or false | write it like strict = true",
        ),
        (
            "select = 'SM1'",
            "1:10: select is a text and should be a list of texts | write it like"
            ' select = ["SM1", "broken-promise"]',
        ),
        (
            "select = [\n  'SM1', # fine\n  'orphn-team',\n]",
            "3:3: there is no rule 'orphn-team' | did you mean orphan-team?",
        ),
        (
            "ignore = ['SM003']",
            "1:11: 'SM003' keeps a map from being read as meant, and always is"
            " an error | put it right in the map: 'servicemap rule SM003' says how",
        ),
        (
            "fail_on = 'eror'",
            "1:11: 'eror' is none of error, warning, info | did you mean error?",
        ),
        (
            "severity.island = 'wraning'",
            "1:19: 'wraning' is none of error, warning, info, off | did you mean warning?",
        ),
        (
            "[severity]\n'iland' = 'info'",
            "2:1: there is no rule 'iland' | did you mean island?",
        ),
        (
            "[severity]\nisland = 3",
            '2:10: island is a number and should be a text | write it like "warning"',
        ),
        (
            "[severity]\nisland = 'off'\nSM108 = 'info'",
            "3:1: 'SM108' is another word for a rule that"
            " is weighed here already | leave one of them out",
        ),
        (
            "[paths.'a[b']\nignore = ['SM1']",
            "1:8: the glob 'a[b' opens a [ and does not close it |"
            " write [[] for the character itself",
        ),
        (
            "[paths.'a/*']\nignores = ['SM1']",
            "2:1: there is no setting 'ignores' here | did you mean ignore?",
        ),
        (
            "paths.'a/*' = 'off'",
            "1:15: what holds for a/* is a text and should be a table | write"
            ' it like {ignore = ["SM1"]}',
        ),
        (
            "paths = {'a/*' = {severity = {orphan-tam = 'off'}}}",
            "1:31: there is no rule 'orphan-tam' | did you mean orphan-team?",
        ),
        (
            "[[paths]]\nglob = 'a'",
            "1:3: paths is a list and should be a table of tables, one a glob"
            ' | write it like paths."drafts/**" = {ignore = ["SM1"], severity = {expectation-gap ='
            ' "info"}}',
        ),
        (
            "since = 'main'",
            "1:1: since does not belong into a file | give --since, or set SERVICEMAP_SINCE",
        ),
        (
            "date = 2027-02-01",
            "1:1: date does not belong into a file | give --date, or set SERVICEMAP_DATE",
        ),
        (
            "map = 2027-02-01",
            '1:7: map is a date or time and should be a text | write it like map = "maps"',
        ),
        ("map = ''", "1:7: it is empty | leave it out, or write what it is to be"),
        ("format = 'jsn'", "1:10: 'jsn' is none of full, concise, json | did you mean json?"),
        ("report = ['jsn=a']", "1:11: 'jsn' is none of full, concise, json | did you mean json?"),
        (
            "report = ['a.json']",
            "1:11: 'a.json' does not say which format goes where | write it sarif=findings.sarif",
        ),
        ("max_file = 'large'", "1:12: 'large' is no size of a file | write it like 64 MB"),
        (
            "max_file = true",
            "1:12: max_file is true or false and should be a text, or a number of"
            ' bytes | write it like max_file = "64 MB"',
        ),
        (
            "a = [1,",
            '1:8: a value that cannot be read stands here | a text belongs in "...", a list in'
            " [...]",
        ),
        ("a = 1\na = 2", "2:6: this is set a second time | keep one of the two"),
        (
            "\n\nstrict: true",
            "3:7: 'strict:' is how YAML says it, and a setting has '=' | write strict = true",
        ),
        (
            "severity: error",
            "1:9: 'severity:' is how YAML says it, and a setting has '=' | for example severity ="
            ' {orphan-team = "warning", unconfirmed-service = "info"}',
        ),
        (
            "ignore: SM303, no-owner",
            "1:7: 'ignore:' is how YAML says it, and a setting has '=' | write ignore = "
            '["SM303", "no-owner"]',
        ),
        (
            "fail_on = warning",
            '1:11: fail_on has no value that can be read | write fail_on = "warning"',
        ),
        ("strict = No", "1:10: strict has no value that can be read | write strict = false"),
        ("strict =", "1:9: strict has no value | for example strict = true"),
        (
            "fail_on 'warning'",
            "1:9: a setting without '=' stands here | write one setting a line, such as fail_on ="
            ' "warning"',
        ),
        ("ignore = ['SM1'\nall = true", "2:1: a list is not closed before this | close it with ]"),
        (
            'map = "C:\\maps"',
            '1:12: a backslash in "..." begins an escape, and this is none that exists | write'
            " '...' instead of \"...\", or / for the backslash",
        ),
        ('map = "maps', '1:12: a text is not closed before this | close it with "'),
        ('map = "maps\n', '1:12: a text is not closed in this line | close it with "'),
        (
            "strict = true all = true",
            "1:15: more stands in this line than one setting | give each setting a line of its own,"
            " and each text its quotation marks",
        ),
        (
            "[tool.servicemap]\nstrict = true",
            "1:2: settings stand in no table here: [tool.servicemap] is for pyproject.toml | remove"
            " the line in [ ]; what follows it is right where it is",
        ),
        (
            "max_file = " + "9" * 5000,
            "1:1: this nests too deeply, or holds a number too large, to be read | ",
        ),
        (
            "a = " + "[" * 100_000,
            "1:1: this nests too deeply, or holds a number too large, to be read | ",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_in_words_with_the_cure(text: str, said: str) -> None:
    write(text)
    assert mistakes() == [f"servicemap.toml:{said}"]


def test_every_mistake_is_told_at_once_in_the_order_of_the_file() -> None:
    write(
        "[project]\nname='x'\n[tool.servicemap]\nstrict = 1\nselct = []\nignore = ['SM9', 2]\n",
        "pyproject.toml",
    )
    assert [said.partition(" | ")[0] for said in mistakes()] == [
        "pyproject.toml:4:10: strict is a number and should be true or false",
        "pyproject.toml:5:1: there is no setting 'selct' here",
        "pyproject.toml:6:18: this item of ignore is a number and should be a text",
    ]
    with pytest.raises(WrongSettings, match=r"pyproject\.toml holds 3 mistakes"):
        gathered()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tool = 3", "1:8: [tool.servicemap] is no table"),
        ("[tool]\nservicemap = ['strict']", "2:14: [tool.servicemap] is no table"),
    ],
)
def test_what_is_no_table_is_told(text: str, said: str) -> None:
    write(text + "\n# servicemap.", "pyproject.toml")
    assert mistakes() == [f"pyproject.toml:{said} | "]


def test_a_file_that_is_no_text_is_told() -> None:
    Path("servicemap.toml").write_bytes(b"strict = '\xff'")
    with pytest.raises(UnreadablePath, match="this is not UTF-8, at byte 11"):
        gathered()
    Path("servicemap.toml").write_bytes(b"# " + b"x" * (1 << 20))
    with pytest.raises(UnreadablePath, match="more than 1,048,576 bytes"):
        gathered()
