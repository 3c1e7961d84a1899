"""What a line of a file reads like, as GitHub code scanning reckons it.

Code scanning recognises an alert again after lines have moved by a hash of the text that begins at
its line, `primaryLocationLineHash`. Whoever uploads a report without it leaves that to GitHub's own
action; whoever states another one gets a warning. So it is reckoned here by GitHub's definition, in
github/codeql-action, src/fingerprints.ts:

- The text is read as UTF-16 units. Blanks and tabs do not count, every line ending is one line
  feed, and after the end stand one unit 65535 and then zeros.
- A line's value is that of the 100 units from its first one on, read as digits to the base 37,
  modulo 2 to the 64, written in hexadecimal.
- After a colon: how many lines of that value there have been, this one included.
"""

from array import array
from collections import Counter
from itertools import accumulate

BLOCK = 100
BASE = 37
END = 0xFFFF
_BITS = (1 << 64) - 1
_SHIFT = pow(BASE, BLOCK, 1 << 64)


def line_hashes(text: str) -> list[str]:
    """The hash of each line, the first line at 0.

    After the end of its last line a text has one more, an empty one. Takes time in proportion to
    the text, however long its lines are.
    """
    units = _units(text)
    # The value of all that stands before each unit: the difference of two of these, one of them
    # shifted, is the value of what stands between.
    running = accumulate(units, lambda value, unit: (value * BASE + unit) & _BITS, initial=0)
    before = array("Q", running)  # an eighth of the room that a list takes
    starts = [0, *(at + 1 for at, unit in enumerate(units) if unit == 0x0A)]
    met: Counter[int] = Counter()
    hashes = []
    for start in starts:
        value = (before[start + BLOCK] - before[start] * _SHIFT) & _BITS
        met[value] += 1
        hashes.append(f"{value:x}:{met[value]}")
    return hashes


def _units(text: str) -> "array[int]":
    counted = text.replace("\r\n", "\n").replace("\r", "\n").replace(" ", "").replace("\t", "")
    units = array("H", counted.encode("utf-16", "surrogatepass")[2:])  # without its byte order mark
    units.extend([END, *[0] * BLOCK])
    return units
