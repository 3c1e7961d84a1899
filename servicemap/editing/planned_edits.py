"""What a change of a map is planned with: its files, and the splices that it takes."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from servicemap.editing.pieces import SourceFile
from servicemap.editing.splices import Editor, Splice
from servicemap.model import Reliance, ServiceMap


class PlannedEdit(NamedTuple):
    """What a change takes: splices by file.

    Two changes that make one and the same thing, which both `claim`, are made one after the other.
    `into` is the list or mapping that something is added to: others may be added there as well.
    """

    splices: Mapping[str, list[Splice]]
    claims: frozenset[object] = frozenset()
    into: object = None


class Files:
    """The files of a map, each with its editor, and the deliveries that they speak of."""

    def __init__(self, m: ServiceMap, sources: Mapping[str, SourceFile]) -> None:
        self.map = m
        self.editors = {path: Editor(source) for path, source in sources.items()}
        self._by_id: dict[str, Reliance] = {}
        self._by_service: dict[str, list[Reliance]] = {}
        for one in (*m.reliances, *m.unsaid):
            self._by_id.setdefault(one.id, one)
        for one in m.reliances:
            self._by_service.setdefault(one.service, []).append(one)

    def of(self, path: str) -> Editor:
        """The editor of a file."""
        return self.editors[path]

    def reliance(self, id_: str) -> Reliance:
        """A delivery by its id. KeyError where there is none."""
        return self._by_id[id_]

    def with_service(self, service: str) -> Sequence[Reliance]:
        """The deliveries of a service."""
        return self._by_service.get(service, ())
