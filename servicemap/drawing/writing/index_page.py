"""The page that shows all papers of a folder: one HTML file with relative links and no script."""

from base64 import b64encode
from hashlib import sha256
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

from servicemap.drawing.writing.templates import filled

MARK = '<meta name="generator" content="servicemap">'
"""By this a page of ours is known: one may be written over the other."""

STYLE = """
:root { color-scheme: light dark; font: 16px/1.4 "Source Sans 3", "Noto Sans", Arial, sans-serif;
  --ink: #13233a; --muted: #4a596c; --line: #c3ccd8; --ground: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf5; --muted: #a8b6c8; --line: #3a4a5f; --ground: #0f1a29; }
}
body { margin: 0 auto; max-width: 76rem; padding: 2rem 1.5rem 3rem; color: var(--ink);
  background: var(--ground); overflow-wrap: anywhere; }
h1 { margin: 0; font-size: clamp(2rem, 7vw, 2.75rem); line-height: 1.1; }
header p { margin: .4rem 0 0; color: var(--muted); font-size: 1.2rem; }
h2 { margin: 2.5rem 0 .8rem; padding-top: .6rem; border-top: 2px solid; font-size: 1.4rem; }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
  gap: 1.75rem; margin: 0; padding: 0; list-style: none; }
a { display: block; color: inherit; text-decoration: none; }
a:hover strong, a:focus strong { text-decoration: underline; }
img { display: block; box-sizing: border-box; width: 100%; height: auto; margin-bottom: .5rem;
  border: 1px solid var(--line); background: #fff; }
strong { font-size: 1.1rem; }
span { color: var(--muted); }
section > p { margin: 0 0 .6rem; }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line);
  color: var(--muted); }
@media print {
  :root { --ink: #13233a; --muted: #4a596c; --line: #c3ccd8; --ground: #fff; }
  body { max-width: none; padding: 0; }
  ul { grid-template-columns: 1fr 1fr; }
  li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
"""


class CardPicture(NamedTuple):
    """The picture of a card: its file, what is said instead of it, and its size, in any unit."""

    file: str
    heard: str
    width: float
    height: float


class IndexCard(NamedTuple):
    """One paper on the page: the file to open, what it says, its picture if it has one.

    `also` are files of the same in other formats.
    """

    file: str
    name: str
    says: str
    picture: CardPicture | None = None
    also: tuple[str, ...] = ()


class IndexSection(NamedTuple):
    """Papers under one heading."""

    heading: str
    cards: tuple[IndexCard, ...]


class WithoutPaper(NamedTuple):
    """Those without one, under one heading."""

    heading: str
    names: str


class IndexPage(NamedTuple):
    """What the page says."""

    title: str
    subtitle: str | None
    language: str
    right_to_left: bool
    sections: tuple[IndexSection, ...]
    lacking: tuple[WithoutPaper, ...]
    imprint: str


def write_index(page: IndexPage) -> str:
    """The page as HTML. Names are escaped; its policy lets in nothing but pictures beside it."""
    from markupsafe import Markup

    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    sections = [
        {
            "heading": section.heading,
            "cards": [
                {
                    "href": quote(card.file),
                    "name": card.name,
                    "says": card.says,
                    "picture": None if card.picture is None else _picture(card.picture),
                    "also": [
                        {"href": quote(one), "format": PurePath(one).suffix[1:].upper()}
                        for one in card.also
                    ],
                }
                for card in section.cards
            ],
        }
        for section in page.sections
    ]
    return filled(
        "index.html.jinja",
        **page._asdict() | {"sections": sections},
        # Our own words, never those of a map.
        style=Markup(STYLE),  # noqa: S704
        policy=Markup(  # noqa: S704
            f"default-src 'none'; img-src 'self' file:; style-src 'sha256-{digest}';"
            " base-uri 'none'; form-action 'none'"
        ),
    )


def _picture(picture: CardPicture) -> dict[str, object]:
    return {
        "file": quote(picture.file),
        "heard": picture.heard,
        # Whole numbers, whose ratio keeps the place of a picture that is not there yet.
        "width": round(10 * picture.width),
        "height": round(10 * picture.height),
    }
