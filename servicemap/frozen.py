"""Mappings that stay as they are, and can be pickled and copied, as a `MappingProxyType` cannot.

A map goes to another process with all that it holds.
"""

from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Frozen(dict[K, V]):
    """A dict that nobody can change: `Frozen({"a": 1}) | {"b": 2}` is a plain dict of both."""

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("this is frozen, as is all of a map: dict(...) makes a copy to change")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override] # what cannot change can be a key
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Frozen, (dict(self),)
