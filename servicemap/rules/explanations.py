"""Every kind of finding explained: what it says, why it matters, an example, what to write instead.

The texts are the docstrings of the rules, those of `reading` for what reading finds, and that of
`about_baselines`, which is about no map.
"""

from inspect import cleandoc
from textwrap import dedent
from typing import NamedTuple

from servicemap.errors import UnknownName
from servicemap.findings import KINDS, Severity
from servicemap.rules import RULES
from servicemap.rules.about_baselines import STALE_BASELINE
from servicemap.rules.misreadings import READING
from servicemap.spelling import did_you_mean

_LEFT_OUT = (
    "Explanations are left out where Python runs with -OO. They stand in docs/reference/rules.md,"
    " and `servicemap rule` prints them where Python runs without it."
)

SECTIONS = ("What it says", "Why it matters", "Example", "Instead")


class Explanation(NamedTuple):
    """One kind of finding. `example` is a map that has it, on the lines that end in `# CODE`.

    `says` and `matters` are prose in paragraphs; `instead` is the example put right. Where Python
    leaves docstrings out, `says` tells so and what comes after it is empty.
    """

    code: str
    name: str
    severity: Severity
    title: str
    says: str
    matters: str
    example: str
    instead: str


_DIGITS = str.maketrans("OIL", "011")
"""Letters that are typed for digits."""


def explanation(code_or_name: str) -> Explanation:
    """The explanation of `SM101` or `orphan-team`. Raises UnknownName with a did-you-mean."""
    wanted = code_or_name.strip()
    for kind in KINDS.values():
        if wanted.casefold() in {kind.code.casefold(), kind.name}:
            return _explained(kind.code, _texts()[kind.code])
    known = (*_texts(), *(KINDS[code].name for code in _texts()))
    meant = wanted
    if wanted[:2].casefold() == "sm":
        wanted = wanted.upper()
        meant = wanted.translate(_DIGITS)
    raise UnknownName(f"no rule is called '{wanted}'", did_you_mean(meant, known))


def explained_or_named(code: str) -> Explanation:
    """The explanation of a code of KINDS. Where there is none, a sentence says where to find it."""
    return _explained(code, _texts().get(code, ""))


def explanations() -> tuple[Explanation, ...]:
    """All of them, by code."""
    return tuple(_explained(code, text) for code, text in sorted(_texts().items()))


def _texts() -> dict[str, str]:
    judged = {rule.code: rule.judge.__doc__ or "" for rule in RULES}
    return READING | judged | {"SM902": STALE_BASELINE}


def _explained(code: str, text: str) -> Explanation:
    kind = KINDS[code]
    if not text:  # python -OO leaves docstrings out
        title = f"{kind.name.replace('-', ' ').capitalize()}."
        return Explanation(code, kind.name, kind.severity, title, _LEFT_OUT, "", "", "")
    title, says, matters, example, instead = _sections(cleandoc(text))
    return Explanation(
        code, kind.name, kind.severity, title, says, matters, f"{example}\n", f"{instead}\n"
    )


def _sections(text: str) -> list[str]:
    """What stands before the first heading, then under each, without its indentation."""
    parts: list[list[str]] = [[]]
    expected = [f"{heading}:" for heading in SECTIONS]
    for line in text.splitlines():
        if expected and line == expected[0]:
            parts.append([])
            expected.pop(0)
        else:
            parts[-1].append(line)
    return [dedent("\n".join(part)).strip() for part in parts]
