"""Line hashes. The texts and values are those by which github/codeql-action tests its own
(src/fingerprints.test.ts): facts about what GitHub reckons.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.reporting.hosts.line_hashes import BASE, BLOCK, END, line_hashes

GREETINGS = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"
ENDED = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            GREETINGS,
            [
                "8b7cf3e952e7aeb2:1",
                "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1",
            ],
        ),
        (GREETINGS + "\n", ENDED),
        (GREETINGS.replace("\n", "\r") + "\r", ENDED),
        (GREETINGS.replace("\n", "\r\n") + "\r\n", ENDED),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", ENDED),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{n}" for n in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_github_reckons_the_same(text: str, hashes: list[str]) -> None:
    assert line_hashes(text) == hashes


@given(st.text(st.sampled_from("ab\n\r \t🎉倉"), max_size=300))
def test_a_hash_is_the_value_of_the_hundred_units_from_the_line_on(text: str) -> None:
    """By the definition, a line at a time, without the sums that save the time."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    hashes = line_hashes(text)
    assert len(hashes) == len(lines)
    met: list[int] = []
    for number in range(len(lines)):
        rest = "\n".join(line.replace(" ", "").replace("\t", "") for line in lines[number:])
        encoded = rest.encode("utf-16-le")
        units = [int.from_bytes(encoded[at : at + 2], "little") for at in range(0, len(encoded), 2)]
        value = 0
        for unit in [*units, END, *[0] * BLOCK][:BLOCK]:
            value = (value * BASE + unit) % 2**64
        met.append(value)
        assert hashes[number] == f"{value:x}:{met.count(value)}"
