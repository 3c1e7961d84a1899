"""What a finding of reading is about, in words that outlive moved lines."""

from pathlib import Path

import pytest

from servicemap.loading import load_one, read_text, read_texts
from servicemap.rules.misreadings import READING

SPOILT = """\
teams:
  A: {owner: X, serves: {Stroes: Toys}, owner: Y}
  B:
    serves:
      - {customer: Nobody, service: Thing, takes: 3}
      - {customer: Shop, service: Thing, takes: soon, needs: [x, y, A/Toys]}
      - {service: Thing}
      - [a, b]
    objectives:
      - {one: 1}
      - {two: 2}
    ownr: 5
  b: {}
end_users: [Shop]
tems: {}
scenarios:
  S: {late: {Q: 5d, B/Nothing: 1d}}
"""


def test_a_subject_is_the_path_of_keys_and_names() -> None:
    assert [(f.location.line, f.code, f.subject) for f in read_text(SPOILT).findings] == [
        (2, "SM007", "teams > A > serves > Stroes"),
        (2, "SM004", "teams > A > owner"),
        (5, "SM007", "teams > B > serves > Nobody: Thing > customer"),
        (5, "SM006", "teams > B > serves > Nobody: Thing > takes"),
        (6, "SM006", "teams > B > serves > Shop: Thing > takes"),
        (6, "SM009", "teams > B > serves > Shop: Thing > needs > x"),
        (6, "SM009", "teams > B > serves > Shop: Thing > needs > y"),
        (7, "SM005", "teams > B > serves > Thing > service"),
        (8, "SM002", "teams > B > serves > 4"),
        (10, "SM002", "teams > B > objectives > one"),
        (11, "SM002", "teams > B > objectives > two"),
        (12, "SM003", "teams > B > ownr"),
        (13, "SM008", "teams > b"),
        (15, "SM003", "tems"),
        (17, "SM009", "scenarios > S > late > Q"),
        (17, "SM009", "scenarios > S > late > B/Nothing"),
    ]


@pytest.mark.parametrize("spoilt", [SPOILT, *READING.values()])
def test_moved_lines_change_no_subject(spoilt: str) -> None:
    example = spoilt.partition("Example:\n")[2].partition("Instead:")[0] or spoilt
    moved = "# A line more\n\n" + example.replace("teams:\n", "teams:\n\n  # and more\n", 1)
    before, after = ([(f.code, f.subject) for f in read_text(t).findings] for t in (example, moved))
    assert before == after
    assert len(before) == len(set(before)) > 0
    assert all(subject for _, subject in before)


def test_a_file_that_cannot_be_read_is_called_by_its_path_in_the_map(tmp_path: Path) -> None:
    (tmp_path / "toys").mkdir()
    (tmp_path / "toys" / "sales.yaml").write_bytes(b"teams: \xff")
    (tmp_path / "map.yaml").write_text("teams: {A: {}}\n", encoding="utf-8")
    assert [f.subject for f in load_one(tmp_path).findings] == ["toys/sales.yaml"]
    assert [f.subject for f in load_one(tmp_path / "toys" / "sales.yaml").findings] == [
        "sales.yaml"
    ]
    assert [f.subject for f in read_texts({"a.yaml": "teams: ["}).findings] == ["a.yaml"]


def test_what_stands_behind_an_alias_is_known_from_where_it_is_written() -> None:
    text = "teams:\n  A: {serves: &list [{customer: S, service: X, takes: soon}]}\n"
    found = read_text(text + "  B: {serves: *list}\nend_users: [S]\n").findings
    assert [f.subject for f in found] == [
        "teams > A > serves > S: X > takes",
        "teams > A > serves > S: X > takes (2)",
    ]
