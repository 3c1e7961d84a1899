"""Reports read as their readers do, where no library does it."""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from markdown_it import MarkdownIt

KNOWN = {"error", "warning", "notice", "debug", "group", "add-mask", "stop-commands"}


class Command(NamedTuple):
    """What the runner has understood."""

    name: str
    properties: dict[str, str]
    data: str


def undone(text: str, *, is_property: bool) -> str:
    escapes = {"%0D": "\r", "%0A": "\n"} | ({"%3A": ":", "%2C": ","} if is_property else {})
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text.replace("%25", "%")


def commands(log: str) -> tuple[list[Command], list[str]]:
    """The commands of a log of GitHub Actions, and its other lines.

    Written after actions/runner, src/Runner.Common/ActionCommand.cs: a line that begins with `::`
    is a command; up to the next `::` it is a name and properties; `%25` is undone last. In any
    other line `##[name` is one, wherever it stands.
    """
    found, rest = [], []
    for line in re.split("\r\n|\r|\n", log):
        head, parted, data = line.lstrip()[2:].partition("::")
        name, _, given = head.partition(" ")
        if not line.lstrip().startswith("::") or not parted or name not in KNOWN:
            older = re.search(r"##\[([^ \]]*)[^\]]*\](.*)", line)
            if older and older[1] in KNOWN:
                found.append(Command(older[1], {}, older[2]))
            else:
                rest.append(line)
            continue
        pairs = (pair.partition("=") for pair in given.strip().split(",") if pair)
        properties = {key: undone(value, is_property=True) for key, _, value in pairs if value}
        found.append(Command(name, properties, undone(data, is_property=False)))
    return found, rest


class Page(HTMLParser):
    """A page of Markdown in a browser: its heading, its cells, its tags, each piece of text."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.heading = ""
        self.rows: list[list[str]] = []
        self.pieces: list[str] = []
        self.tags: set[str] = set()
        self._within = ""
        reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        self.feed(reader.render(markdown))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"h2", "th", "td", "p"}:
            self._within = tag
        if tag in {"th", "td"}:
            self.rows[-1].append("")
        if tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        if self._within == "h2":
            self.heading += data
        elif self._within in {"td", "th"}:
            self.rows[-1][-1] += data
