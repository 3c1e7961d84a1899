"""Bytes that begin as something people write, and are then cut, doubled, joined and spoilt."""

from pathlib import Path

from hypothesis import strategies as st

SEEDS = Path(__file__).parent / "seeds"

SPOILT = (
    *(b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\x1b[2J", b"\r", b"\t"),
    *(sign.encode() for sign in "\u00a0\u200b\u202e\u2028\u3000\U0001f680\u0661\uff1a"),
    *(b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"---\n", b"...\n", b"%YAML 1.2\n"),
    *(b"{", b"}", b"[", b"]", b"- ", b": ", b"? ", b"| ", b">-\n", b"'", b'"', b"#", b",", b"/"),
    *(b"-", b"0", b"-1", b"1e309", b"nan", b"9999999999999", b"0x10", b"1_0", b".5", b"~", b"null"),
    *(b"9999-12-31", b"0001-01-01", b"2027-02-30", b"24:00", b"Sun", b"monthly 31", b"every 0d"),
    *(b"XX", b"DE-QQ", b"HK", b"Europe/Nowhere", b"../../etc/passwd", b"::error::x", b"##[group]"),
    *(b"elapsed", b"1m", b"100000w", b"0.0001d", b"1.5d 1.5d", b"A/B/C", b"none", b"*", b"**/["),
)


def seeds_of(kind: str) -> list[bytes]:
    """The files of `seeds/<kind>`: what people write, and what once went wrong."""
    found = [path.read_bytes() for path in sorted((SEEDS / kind).iterdir())]
    assert found, f"there are no seeds in {SEEDS / kind}"
    return found


@st.composite
def spoilt(draw: st.DrawFn, kind: str, pieces: int = 6) -> bytes:
    """A seed of a kind, changed in a few places; shrinks towards the seed itself."""
    seeds = st.sampled_from(seeds_of(kind))
    content = draw(seeds)
    for _ in range(draw(st.integers(0, pieces))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        doubled = st.just(content[start:end] * 2)
        piece = draw(st.sampled_from(SPOILT) | st.just(b"") | doubled | st.binary(max_size=4))
        content = content[:start] + piece + content[end:]
    return content
