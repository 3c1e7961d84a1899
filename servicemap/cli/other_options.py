"""Options that people try, and what is meant: said before a guess by the letters."""

from typing import NamedTuple

import click


class Meant(NamedTuple):
    """What an option means that there is not, in a command that has `asks`, a flag or argument."""

    asks: str
    says: str


_DRAWN = {
    f"--{ending}": Meant("--output", f"Write -o poster.{ending}.")
    for ending in ("pdf", "png", "svg")
}
_PORTRAIT, _LANDSCAPE = (
    Meant("--orientation", f"Write --orientation {way}.") for way in ("portrait", "landscape")
)
_PAPER = Meant("--paper", "The paper is --paper A3.")
_BLACK = Meant("--bw", "It is --bw.")
_JSON = Meant("--format", "Write --format json.")
_AS_NAMED = Meant("--output", "The name of the file says it: -o poster.pdf.")
_LATE = Meant("--late", "It is --late, for example --late accounts=2d.")
_FOR = Meant("--for", "It is --for, for example --for Shoppers.")
_TO = Meant("--to", "It is --to, for example --to Shoppers.")
_FILE = Meant("--report", "Write --report json=FILE, or another format.")
_PRINTED = Meant("--format", "Add > FILE behind the command.")
_OLD = Meant("--changed-from", "It is --changed-from, for example --changed-from main.")
_LANGUAGE = Meant("--output", "The map says it, under map: {language: de}.")

_TRIED: dict[str, tuple[Meant, ...]] = {
    **{option: (meant,) for option, meant in _DRAWN.items()},
    **dict.fromkeys(("--format", "--type", "--kind"), (_AS_NAMED,)),
    **dict.fromkeys(("--size", "--page", "--paper-size", "--format-size"), (_PAPER,)),
    **dict.fromkeys(("--portrait", "--vertical", "--tall", "--upright"), (_PORTRAIT,)),
    **dict.fromkeys(("--landscape", "--horizontal", "--wide"), (_LANDSCAPE,)),
    **dict.fromkeys(
        (
            *("--black-white", "--black-and-white", "--blackwhite", "--monochrome", "--mono"),
            *("--grey", "--gray", "--greyscale", "--grayscale", "--no-colour", "--no-color"),
        ),
        (_BLACK,),
    ),
    **dict.fromkeys(("--language", "--lang", "--locale"), (_LANGUAGE,)),
    "--json": (_JSON,),
    "--output": (_FILE, _PRINTED),
    **dict.fromkeys(("--delay", "--delays", "--delayed"), (_LATE,)),
    **dict.fromkeys(("--customer", "--end-user"), (_FOR, _TO)),
    **dict.fromkeys(("--since", "--diff", "--compare", "--old"), (_OLD,)),
    "--team": (Meant("team", "The name stands without it: servicemap show Purchasing."),),
    "--rule": (Meant("--select", "It is --select, for example --select SM101."),),
}
"""Option -> what it means; the first that belongs to the command that was called."""


def meant_by(option: str, run: click.Context | None) -> str:
    """What to write for an option that a command has not; nothing where nobody can tell."""
    has = {flag for one in run.command.params for flag in one.opts} if run else set()
    told = (meant.says for meant in _TRIED.get(option, ()) if meant.asks in has)
    return next(told, "")
