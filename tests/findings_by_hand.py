"""Findings that say anything at all, and texts that have broken reports before."""

from typing import Any

from hypothesis import strategies as st

from servicemap.findings import KINDS, Finding, Related, Report, Severity
from servicemap.locations import Location

HOSTILE = (
    "Toys\n::error file=x::, 100%0A % \"double\" 'single' ]]> 🎉 👨‍👩‍👧 -- a|b \\| `code` ``two`` "
    "*star* _under_ ~~gone~~ <b>bold</b> &amp; &#64; <!-- --> ![i](j) [l](m) @everyone #12 $x$ "
    ":tada: https://a*b*.example www.example  two  blanks\r\nand a second line; \r a third: 倉庫 "
)
"""A name with all that some reader of a report takes for its own."""

NAMES = (HOSTILE, "", " ", "\n", "%", "::", "`", "|", "a=b,c:d", "-->", "]]>", "&", "\x1b[2J\x00")


def finding(said: str, **more: Any) -> Finding:
    """A finding that says the same text wherever a text can be."""
    at = Location("maps/toys.yaml", 1, 1, 1, 2)
    known = {"hint": said, "subject": said, "related": (Related(at, said),)}
    return Finding("SM101", said, at)._replace(**{**known, **more})


def report(*findings: Finding, title: str = "Toys", **more: Any) -> Report:
    """A report of a map of one team."""
    return Report(title, findings, parties=1, **more)


texts = st.one_of(st.sampled_from(NAMES), st.text(max_size=40))
"""What a name can be, and what it cannot."""

findings = st.builds(
    Finding,
    st.sampled_from(sorted(KINDS)),
    texts,
    st.builds(
        Location,
        st.sampled_from(["maps/toys.yaml", "maps/a b,c:d%.yaml", "倉庫.yaml", "/outside/x.yaml"]),
        st.integers(1, 4),
        st.integers(1, 9),
        st.integers(4, 6),
        st.integers(1, 9),
    ),
    texts,
    texts,
    st.just(()),
    st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.INFO]),
    st.none() | texts,
    st.booleans(),
)
"""Any finding."""

reports = st.builds(
    Report,
    texts,
    st.lists(findings, max_size=14),
    sources=st.just({"maps/toys.yaml": "teams:\n  Stores:\n\n"}),
)
"""Any report, some of whose files are read."""
