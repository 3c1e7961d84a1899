"""A poster for each team and department in a folder, and the page of them all."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import ROOT, CommandLine

pytestmark = pytest.mark.usefixtures("hurried")

TOYS = str(ROOT / "maps" / "harbour-toys")

HOSTILE = """
map:
  title: "<script>alert(1)</script>"
  subtitle: "\\"><img src=x onerror=alert(2)>"
  owner: "</footer><iframe src=//evil.example></iframe>"
teams:
  "<b onmouseover=alert(3)>Bold":
    department: "javascript:alert(4)"
    serves: {"</title>Ada": "' onload='alert(5)"}
  "../../etc/passwd":
    department: "con"
    serves: {"</title>Ada": Work}
  "{{ 7 * 7 }}": {}
end_users: ["</title>Ada"]
"""

ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer"),
    *("h1", "h2", "p", "section", "ul", "li", "a", "img", "strong", "span"),
}
ATTRIBUTES = {
    "width",
    "height",
    "lang",
    "dir",
    "charset",
    "http-equiv",
    "content",
    "name",
    "href",
    "src",
    "alt",
}


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.said += data

    def all(self, tag: str, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for found, attrs in self.found if found == tag]


def read(folder: Path) -> Page:
    return Page((folder / "index.html").read_text(encoding="utf-8"))


def test_each_team_and_department_has_a_poster_and_a_place_on_the_page(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "on the wall"
    ran = servicemap("poster", TOYS, "--each-team", "--each-department", "-o", str(folder))
    assert ran.code == 0, ran.err
    assert ran.out == ""
    assert ran.err == f"{folder / 'index.html'}: 8 posters\n"
    posters = sorted(path.name for path in folder.iterdir() if path.suffix == ".svg")
    assert posters == [
        "department-back-office.svg",
        "department-retail.svg",
        *(f"team-{one}.svg" for one in ("accounts", "it", "marketing", "purchasing")),
        "team-stores.svg",
        "team-warehouse.svg",
    ]
    page = read(folder)
    assert sorted(page.all("a", "href")) == posters
    assert sorted(page.all("img", "src")) == posters
    assert "Purchasing: Your work reaches Shoppers" in page.all("img", "alt")
    assert len(set(page.all("img", "alt"))) == len(page.all("img", "alt")), "each says whose it is"
    headings = re.findall("<h2>(.*)</h2>", (folder / "index.html").read_text(encoding="utf-8"))
    assert headings == ["Our departments", "Back office", "Retail"]
    assert len(list(folder.iterdir())) == 9, "nothing is left lying about"


def test_pdfs_have_pictures_on_the_page(servicemap: CommandLine, tmp_path: Path) -> None:
    ran = servicemap("poster", TOYS, "--each-department", "--as", "pdf", "-o", str(tmp_path / "p"))
    assert ran.code == 0, ran.err
    page = read(tmp_path / "p")
    assert page.all("a", "href") == ["department-back-office.pdf", "department-retail.pdf"]
    assert page.all("img", "src") == ["department-back-office.svg", "department-retail.svg"]
    assert (tmp_path / "p" / "department-retail.pdf").read_bytes().startswith(b"%PDF")


def test_a_second_run_replaces_what_we_made_with_the_same(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    arguments = ("poster", TOYS, "--each-team", "-o", str(tmp_path))
    assert servicemap(*arguments).code == 0
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert servicemap(*arguments).code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


@pytest.mark.parametrize("name", ["index.html", "team-stores.svg"])
def test_nothing_of_somebody_else_is_replaced_unasked(
    servicemap: CommandLine, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("my holiday", encoding="utf-8")
    ran = servicemap("poster", TOYS, "--each-team", "-o", str(tmp_path))
    assert ran.code == 2
    assert f"{tmp_path / name} would be replaced, and we did not make it" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    ran = servicemap("poster", TOYS, "--each-team", "-o", str(tmp_path), "--overwrite")
    assert ran.code == 0, ran.err
    assert (tmp_path / name).read_text(encoding="utf-8") != "my holiday"


def test_where_nothing_can_be_drawn_the_folder_stays_as_it_was(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text(
        "teams: {A: {serves: {Ada: Work \u0378}}, B: {serves: {Ada: Work \u0378}}}\n"
        "end_users: [Ada]",
        encoding="utf-8",
    )
    folder = tmp_path / "posters"
    ran = servicemap("poster", str(path), "--each-team", "-o", str(folder))
    assert ran.code == 2
    assert "U+0378" in ran.err
    assert not folder.exists()


def test_one_that_cannot_be_drawn_does_not_stop_the_others(
    servicemap: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("servicemap.views.kinds.team.STEPS_AT_MOST", 6)
    steps = "\n".join(f"  T{n}: {{serves: {{T{n + 1}: Work}}}}" for n in range(7))
    path = tmp_path / "long.yaml"
    path.write_text(
        f"map: {{language: de}}\nteams:\n{steps}\n  T7: {{serves: {{Ada: Work}}}}\n"
        '  "<b>Odd": {serves: {Ada: Work \u0378}}\nend_users: [Ada]\n',
        encoding="utf-8",
    )
    folder = tmp_path / "posters"
    ran = servicemap("poster", str(path), "--each-team", "-o", str(folder))
    assert ran.code == 1
    # Of 9 teams, three stand too far away and one delivers what no font can write.
    assert f"{folder / 'index.html'}: 5 posters\n" in ran.err
    assert (
        "error: T2: from T2 to Ada there are 6 steps, more than the 5 that a poster has room for"
        "\n  draw a team that is nearer to them, or leave out --team for the whole map\n"
    ) in ran.err
    assert "error: <b>Odd: no font at hand has the character" in ran.err
    assert ran.err.count("error: ") == 4
    posters = sorted(path.name for path in folder.iterdir() if path.suffix == ".svg")
    assert len(posters) == 5
    page = read(folder)
    assert sorted(page.all("a", "href")) == posters
    assert "Konnte nicht gezeichnet werden" in page.said
    # Why is English, and for the terminal.
    assert "T0, T1, T2, <b>Odd" in page.said
    assert "steps" not in page.said
    assert not [tag for tag, _ in page.found if tag == "b"]


def test_those_whose_work_reaches_nobody_are_named(servicemap: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "toys.yaml"
    path.write_text("teams: {A: {serves: {Ada: Work}}, Night watch: {}}\nend_users: [Ada]", "utf-8")
    ran = servicemap("poster", str(path), "--each-team", "-o", str(tmp_path / "p"))
    assert ran.code == 0, ran.err
    assert "note: Night watch: its work reaches nobody outside" in ran.err
    assert "No poster yet: their work reaches nobody outside" in read(tmp_path / "p").said
    assert "Night watch" in read(tmp_path / "p").said


def test_a_hostile_map_is_inert_in_the_page(servicemap: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "evil.yaml"
    path.write_text(HOSTILE, encoding="utf-8")
    folder = tmp_path / "p"
    ran = servicemap("poster", str(path), "--each-team", "--each-department", "-o", str(folder))
    assert ran.code == 0, ran.err
    page = read(folder)
    assert {tag for tag, _ in page.found} <= ELEMENTS
    used = {attribute for _, attributes in page.found for attribute in attributes}
    assert used <= ATTRIBUTES | {"loading"}
    assert "<script>alert(1)</script>" in page.said, "as text"
    assert "{{ 7 * 7 }}" in page.said
    here = {file.name for file in folder.iterdir()}
    for link in [*page.all("a", "href"), *page.all("img", "src")]:
        assert ":" not in link
        assert "/" not in link
        assert unquote(link) in here
    assert all(re.fullmatch(r"[\w.-]+", name) for name in here)
    for picture in folder.glob("*.svg"):
        tags = {element.tag.rpartition("}")[2] for element in ET.parse(picture).iter()}
        assert tags <= {
            "svg",
            "title",
            "desc",
            "defs",
            "path",
            "g",
            "rect",
            "use",
            "text",
            "a",
            "metadata",
        }


def test_the_policy_of_the_page_lets_nothing_in(servicemap: CommandLine, tmp_path: Path) -> None:
    servicemap("poster", TOYS, "--each-department", "-o", str(tmp_path))
    (policy,) = [
        str(attributes["content"])
        for tag, attributes in read(tmp_path).found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["style-src"].startswith("'sha256-")
    assert "script-src" not in rules
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--each-team", "--team", "IT"), "--team does not go with --each-team"),
        (("--each-team", "--late", "IT=1d"), "--late does not go with --each-team"),
        (("--each-department", "--here", "Retail"), "--here does not go with --each-department"),
        (("--overwrite",), "--overwrite is for folders of posters"),
    ],
)
def test_what_does_not_go_together_is_said(
    servicemap: CommandLine, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = servicemap("poster", TOYS, *arguments, "-o", str(tmp_path / "p"))
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_file_is_no_folder(servicemap: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "p").write_text("x", encoding="utf-8")
    ran = servicemap("poster", TOYS, "--each-team", "-o", str(tmp_path / "p"))
    assert (ran.code, "p is a file" in ran.err) == (2, True)


def test_the_kinds_are_asked_for_by_name(servicemap: CommandLine, tmp_path: Path) -> None:
    out = str(tmp_path / "p.svg")
    for arguments, said in (
        (("--department", "Retail"), "Close-up of one department"),
        (("--team", "IT"), "IT: Your work reaches Shoppers"),
        (("--team", "IT", "--to", "Online buyers"), "IT: Your work reaches Online buyers"),
        (("--scenario", "dead tills"), "The tills of all four stores are down for a day"),
        (("--changed-from", TOYS), "Nothing has changed."),
        (("--here", "Retail"), "YOU ARE HERE: Retail"),
    ):
        ran = servicemap("poster", TOYS, *arguments, "--text", "live", "-o", out)
        assert ran.code == 0, ran.err
        assert said in Path(out).read_text(encoding="utf-8")


def test_each_team_has_its_card_and_the_others_are_named_with_what_to_write(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    map_ = tmp_path / "shop.yaml"
    map_.write_text(
        "teams:\n"
        "  Till: {serves: {Shoppers: Receipts}}\n"
        "  Loading: {serves: {Till: Crates}}\n"
        "  Night watch: {}\n"
        "end_users: {Shoppers: {feedback: {says: Too slow, done: A second till}}}\n"
    )
    folder = tmp_path / "cards"
    ran = servicemap("poster", str(map_), "--card", "you-said", "--each-team", "-o", str(folder))
    assert ran.code == 0
    assert sorted(one.name for one in folder.iterdir()) == ["index.html", "you-said-till.svg"]
    assert ran.err.splitlines() == [
        f"{folder / 'index.html'}: 1 poster",
        "note: Loading: nothing has been said by anybody whom it serves; write what they say:"
        " `feedback: {says: ...}` of a customer, or of what it gets",
        "note: Night watch: it serves nobody",
    ]
    page = read(folder)
    assert "You said, we did" in page.said
    assert "No card: nobody whom they serve has said anything" in page.said
    assert "Loading, Night watch" in page.said
    assert page.all("img", "alt") == ["Till: You said, we did"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["--each-department"], "--card does not go with --each-department"),
        (["--each-team", "--to", "Shoppers"], "--to does not go with --each-team"),
        (["--each-team", "--late", "stores=1d"], "--late does not go with --each-team"),
        (["--team", "Stores", "--late", "stores=1d"], "a card for the wall tells of one team's"),
        ([], "a card is about somebody's customers\n  say whose with --team"),
    ],
)
def test_what_does_not_go_with_a_card_is_refused(
    servicemap: CommandLine, tmp_path: Path, asked: list[str], message: str
) -> None:
    ran = servicemap("poster", TOYS, "--card", "you-said", *asked, "-o", str(tmp_path / "x.svg"))
    assert ran.code == 2
    assert message in ran.err


def test_where_no_team_has_a_card_it_is_said_what_to_write(
    servicemap: CommandLine, tmp_path: Path
) -> None:
    map_ = tmp_path / "two.yaml"
    map_.write_text("teams: {Day: {serves: {Night: Keys}}, Night: {}}")
    ran = servicemap("poster", str(map_), "--card", "complaint", "--each-team", "-o", str(tmp_path))
    assert ran.code == 2
    assert ran.err == (
        "error: there is no poster to draw\n"
        "  Day: no step for complaints is written for anybody whom it serves; write them:"
        " `care: {complaints: {listen: ...}}` of a customer\n"
    )
