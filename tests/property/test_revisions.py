"""Whatever is committed is what a revision holds."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicemap.revisions import files_at
from tests.examples import examples
from tests.repositories import NEEDS_GIT, OWN_SETTINGS, Repository

NAMES = st.text(st.sampled_from("ab é\"'$;-*?[:\\\t日"), min_size=1, max_size=6).filter(
    lambda name: name.strip() == name and name not in {".", ".."}
)
FILES = st.dictionaries(
    st.lists(NAMES, min_size=1, max_size=3).map("/".join), st.binary(max_size=40), max_size=5
)


@NEEDS_GIT
@examples(20)
@given(FILES)
def test_what_is_committed_is_read(files: dict[str, bytes]) -> None:
    folders = {path[:place] for path in files for place, c in enumerate(path) if c == "/"}
    files = {path: content for path, content in files.items() if path not in folders}
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        for name, said in OWN_SETTINGS.items():
            patch.setenv(name, said)
        repository = Repository(Path(place) / "repository")
        repository.commit({"maps/-x.yaml": b"", **{f"maps/{p}": c for p, c in files.items()}})
        repository.git("rm", "-r", "--quiet", "maps")
        found = files_at("main", Path(place) / "repository" / "maps", max_file=1000)
        assert found == {"-x.yaml": b"", **files}
        assert list(found) == sorted(found)
