"""The texts that a map was read from, for excerpts and for what goes out as it was written."""

from collections.abc import Iterator, Mapping


class SourceTexts(Mapping[str, str]):
    """The text of each file by its path, held as the bytes that the file has.

    Of a large map most texts are never asked for. A text with one word of Greek in it takes twice
    its bytes, so that each is made when somebody asks, and again for whoever asks again.
    """

    __slots__ = ("_contents",)

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = dict(contents)

    def __getitem__(self, path: str) -> str:
        return self._contents[path].decode()

    def __contains__(self, path: object) -> bool:
        return path in self._contents

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))  # as every mapping that is equal

    def __reduce__(self) -> tuple[type, tuple[dict[str, bytes]]]:
        return SourceTexts, (self._contents,)

    def __repr__(self) -> str:
        return f"<SourceTexts of {len(self)} files>"
