"""Files of a git revision: what is committed is read, whatever the disk holds now."""

import os
from pathlib import Path

import pytest

from servicemap.errors import UnreadablePath, UnreadableRevision
from servicemap.loading import Loaded, is_map_file, load_only, maps_among
from servicemap.loading.files import find_maps
from servicemap.loading.reading import load_files
from servicemap.revisions import File, files_at, git
from servicemap.revisions.git import Running
from tests.repositories import NEEDS_GIT, Repository, repository

__all__ = ["repository"]

STORES = "teams:\n  Stores:\n    serves: {Shoppers: Toys}\nend_users: [Shoppers]\n"
CUSTOMS = "teams:\n  Customs:\n    serves: {Stores: Papers}\n"
MB = 1 << 20

pytestmark = NEEDS_GIT


def at(revision: str, path: str, max_file: int = MB) -> dict[str, File]:
    return files_at(revision, path, wanted=is_map_file, max_file=max_file)


def loaded(revision: str, path: str, max_file: int = MB) -> Loaded:
    return load_only(maps_among(at(revision, path, max_file), path, max_file=max_file), path)


def test_a_folder_as_it_was(repository: Repository) -> None:
    repository.commit({"maps/stores.yaml": STORES, "maps/readme.txt": "no map"}, tag="before")
    repository.commit({"maps/customs.yml": CUSTOMS, "maps/stores.yaml": STORES + "# new\n"})
    (repository.folder / "maps/customs.yml").write_text("changed again, not committed")
    assert at("before", "maps") == {"stores.yaml": STORES.encode()}
    assert at("main", "maps") == {
        "customs.yml": CUSTOMS.encode(),
        "stores.yaml": (STORES + "# new\n").encode(),
    }
    assert at("HEAD~1", "maps") == at("before", "maps")
    assert at(repository.git("rev-parse", "before")[:10], "maps") == at("before", "maps")


def test_a_file_and_the_top_of_the_repository(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"maps/stores.yaml": STORES, "deep/er/customs.yaml": CUSTOMS})
    assert at("main", "maps/stores.yaml") == {"": STORES.encode()}
    assert set(at("main", ".")) == {"maps/stores.yaml", "deep/er/customs.yaml"}
    monkeypatch.chdir(repository.folder / "deep")
    assert at("main", "er") == {"customs.yaml": CUSTOMS.encode()}
    assert at("main", ".") == {"er/customs.yaml": CUSTOMS.encode()}
    assert at("main", "../maps/stores.yaml") == {"": STORES.encode()}
    assert set(at("main", str(repository.folder))) == {"maps/stores.yaml", "deep/er/customs.yaml"}


def test_it_reads_the_same_as_from_the_disk(repository: Repository) -> None:
    repository.commit(
        {
            "maps/b.yaml": STORES + "colour: blue\n",
            "maps/a/customs.yml": CUSTOMS,
            "maps/.hidden/x.yaml": "not: read",
            "maps/.secret.yaml": "not: read",
            "maps/note.txt": "no map",
        }
    )
    (from_disk,) = map(load_files, find_maps("maps"))
    assert loaded("main", "maps") == from_disk
    assert [f"{f.location}: {f.code}" for f in from_disk.findings] == ["maps/b.yaml:5:1: SM003"]
    (file,) = map(load_files, find_maps("maps/b.yaml"))
    assert loaded("main", "maps/b.yaml") == file
    (top,) = map(load_files, find_maps("."))
    assert loaded("main", ".") == top


def test_a_shelf(repository: Repository) -> None:
    titled = {f"maps/{name}.yaml": f"map: {{title: {name}}}\n{STORES}" for name in ("one", "two")}
    repository.commit(titled)
    on_disk = find_maps("maps")
    in_git = maps_among(at("main", "maps"), "maps", max_file=on_disk[0].max_file)
    assert [one.path for one in in_git] == ["maps/one.yaml", "maps/two.yaml"]
    assert [load_files(one) for one in in_git] == [load_files(one) for one in on_disk]


def test_a_folder_that_is_gone_from_the_disk(repository: Repository) -> None:
    repository.commit({"old/place/stores.yaml": STORES, "keep.txt": "x"}, tag="before")
    repository.git("rm", "-r", "--quiet", "old")
    repository.commit()
    assert at("before", "old/place") == {"stores.yaml": STORES.encode()}
    assert at("before", "old/place/stores.yaml") == {"": STORES.encode()}
    with pytest.raises(UnreadableRevision, match="revision 'main' holds no 'old/place'"):
        at("main", "old/place")


def test_no_map_there(repository: Repository) -> None:
    repository.commit({"maps/readme.txt": "none"})
    with pytest.raises(UnreadablePath, match="this folder holds no map"):
        loaded("main", "maps")


@pytest.mark.parametrize(
    "name",
    ["--output=stolen", "-h", "--help", "", "^main", "main..HEAD", "a\nb", "x\0y", "\x1b[2J"],
)
def test_what_is_no_revision_is_no_option_either(repository: Repository, name: str) -> None:
    repository.commit({"maps/stores.yaml": STORES})
    with pytest.raises(UnreadableRevision, match="git knows no revision") as raised:
        at(name, "maps")
    assert raised.value.message.isprintable()
    assert not (repository.folder / "stolen").exists()


def test_did_you_mean(repository: Repository) -> None:
    repository.commit({"maps/stores.yaml": STORES}, tag="release-7")
    with pytest.raises(UnreadableRevision) as raised:
        at("relaese-7", "maps")
    assert raised.value.hint == "did you mean release-7?"
    repository.git("update-ref", "refs/remotes/origin/trunk", "main")
    with pytest.raises(UnreadableRevision) as raised:
        at("trunk", "maps")
    assert raised.value.hint == "did you mean origin/trunk?"
    with pytest.raises(UnreadableRevision) as raised:
        at("0123456789", "maps")
    assert raised.value.hint == "name a branch, a tag or a commit; git log shows them"


def test_a_shallow_clone_says_so(repository: Repository, tmp_path: Path) -> None:
    first = repository.commit({"maps/stores.yaml": STORES})
    repository.commit({"maps/customs.yaml": CUSTOMS})
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", "../shallow")
    assert set(at("HEAD", "../shallow/maps")) == {"stores.yaml", "customs.yaml"}
    with pytest.raises(UnreadableRevision) as raised:
        at(first, "../shallow/maps")
    assert raised.value.hint.startswith("this clone is shallow and may lack it: git fetch")


def test_outside_any_repository(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(UnreadableRevision, match="lies in no git repository"):
        at("main", str(outside))
    with pytest.raises(UnreadableRevision, match="is no path"):
        at("main", "a\0b")


def test_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.folder))
    with pytest.raises(UnreadableRevision, match="git is needed") as raised:
        at("main", "maps")
    assert raised.value.hint == "install it (https://git-scm.com), or compare two folders"


def test_while_git_runs_a_hook(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit({"maps/stores.yaml": STORES})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert at("main", "maps") == {"stores.yaml": STORES.encode()}


def test_links(repository: Repository) -> None:
    repository.commit({"maps/stores.yaml": STORES, "shared/more/customs.yaml": CUSTOMS})
    for link, target in {
        "maps/again.yaml": "stores.yaml",
        "maps/nothing.yaml": "gone.yaml",
        "maps/out.yaml": "/etc/hostname",
        "maps/round.yaml": "round.yaml",
        "maps/customs.yaml": "../shared/more/customs.yaml",
        "maps/folder": "../shared",
        "maps/self": ".",
    }.items():
        (repository.folder / link).symlink_to(target)
    repository.commit()
    found = at("main", "maps")
    assert found.pop("stores.yaml") == found.pop("again.yaml", STORES.encode()) == STORES.encode()
    assert found.pop("customs.yaml") == CUSTOMS.encode()
    assert found.pop("folder/more/customs.yaml") == CUSTOMS.encode()
    said = {path: problem[0] for path, problem in found.items() if isinstance(problem, tuple)}
    assert said == {
        "nothing.yaml": "this link leads to nothing in this revision",
        "out.yaml": "this link leads out of the repository, to what no revision holds",
        "round.yaml": "this link leads to itself",
    }
    assert set(said) == set(found)


def test_a_map_that_is_reached_through_a_link(repository: Repository) -> None:
    repository.commit({"real/stores.yaml": STORES})
    (repository.folder / "maps").symlink_to("real")
    assert at("main", "maps") == {"stores.yaml": STORES.encode()}


def test_an_empty_file_and_a_large_one(repository: Repository) -> None:
    repository.commit({"maps/empty.yaml": "", "maps/large.yaml": STORES * 9, "maps/z.yaml": STORES})
    assert at("main", "maps", max_file=len(STORES)) == {
        "empty.yaml": b"",
        "large.yaml": 9 * len(STORES),
        "z.yaml": STORES.encode(),
    }
    found = loaded("main", "maps", max_file=len(STORES)).findings
    finding = next(one for one in found if one.code == "SM001")
    size = 9 * len(STORES)
    assert finding.code == "SM001"
    assert str(finding.location) == "maps/large.yaml:1:1"
    assert finding.message == (
        f"this file has {size} bytes, more than the {len(STORES)} that one may have"
    )


@pytest.mark.skipif(os.name != "posix", reason="paths are text elsewhere")
def test_paths_that_are_no_text(repository: Repository) -> None:
    repository.commit({os.fsdecode(b"maps/caf\xe9.yaml"): STORES, "maps/two\nlines.yaml": CUSTOMS})
    assert at("main", "maps") == {
        os.fsdecode(b"caf\xe9.yaml"): STORES.encode(),
        "two\nlines.yaml": CUSTOMS.encode(),
    }
    read = loaded("main", "maps")
    assert sorted(read.sources) == ["maps/caf\udce9.yaml", "maps/two\nlines.yaml"]
    assert set(read.map.parties) == {"stores", "shoppers", "customs"}


def test_a_submodule(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    other.commit({"customs.yaml": CUSTOMS})
    repository.commit({"maps/stores.yaml": STORES})
    allowed = ("-c", "protocol.file.allow=always")
    repository.git(*allowed, "submodule", "--quiet", "add", str(other.folder), "maps/partners")
    repository.commit(tag="with")
    assert set(at("with", "maps")) == {"stores.yaml", "partners/customs.yaml"}
    newer = other.commit({"customs.yaml": CUSTOMS + "# new\n"})
    index = ("update-index", "--cacheinfo", f"160000,{newer},maps/partners")
    repository.git(*index)
    repository.git("commit", "--quiet", "--message", "newer")
    (finding,) = loaded("main", "maps").findings
    assert finding.message == (
        "this is a submodule, and what it held in this revision has not been fetched"
    )
    repository.git("submodule", "--quiet", "deinit", "--force", "maps/partners")
    assert set(at("with", "maps")) == {"stores.yaml"}  # as on the disk: it is empty


def test_a_damaged_repository(repository: Repository) -> None:
    repository.commit({"maps/customs.yaml": CUSTOMS, "maps/stores.yaml": STORES})
    object_ = repository.git("rev-parse", "main:maps/customs.yaml")
    file = repository.folder / ".git/objects" / object_[:2] / object_[2:]
    file.unlink()
    found = at("main", "maps")
    assert found == {
        "customs.yaml": (
            "git knows of this file but does not have it",
            "fetch all of it: git fetch --refetch --no-filter",
        ),
        "stores.yaml": STORES.encode(),
    }


def test_one_damaged_object_does_not_hide_the_others(repository: Repository) -> None:
    repository.commit({"maps/a.yaml": CUSTOMS, "maps/b.yaml": STORES, "maps/c.yaml": STORES + "#"})
    object_ = repository.git("rev-parse", "main:maps/a.yaml")
    file = repository.folder / ".git/objects" / object_[:2] / object_[2:]
    file.chmod(0o600)
    file.write_bytes(b"no object")
    found = at("main", "maps")
    assert isinstance(found.pop("a.yaml"), tuple)
    assert found == {"b.yaml": STORES.encode(), "c.yaml": (STORES + "#").encode()}


@pytest.mark.skipif(os.name != "posix", reason="git is a program of its own elsewhere")
@pytest.mark.parametrize("hangs_from", ["rev-parse --show-prefix", "cat-file"])
def test_a_git_that_hangs(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hangs_from: str
) -> None:
    repository.commit({"maps/stores.yaml": STORES})
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *"{hangs_from}"*) sleep 1000;; esac\nexec {git.program()} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(git, "LIMIT", 1.0)
    with pytest.raises(UnreadableRevision, match="git has not answered for 1 seconds"):
        at("main", "maps")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_a_repository_of_somebody_else(repository: Repository) -> None:
    repository.commit({"maps/stores.yaml": STORES})
    for folder in (repository.folder, repository.folder / ".git"):
        os.chown(folder, 12345, 12345)
    with pytest.raises(UnreadableRevision, match="belongs to somebody else") as raised:
        at("main", "maps")
    assert "safe.directory" in raised.value.hint


def test_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"maps/stores.yaml": STORES})
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(tmp_path / "bare.git"))
    with pytest.raises(UnreadableRevision, match="a bare repository") as raised:
        at("main", str(tmp_path / "bare.git"))
    assert raised.value.hint.startswith("read it from a clone")


def test_a_worktree_and_a_folder_in_it(repository: Repository) -> None:
    repository.commit({"maps/stores.yaml": STORES})
    repository.git("worktree", "add", "--quiet", "../other")
    assert at("main", "../other/maps") == {"stores.yaml": STORES.encode()}


def test_git_is_never_looked_for_in_the_current_folder(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("git", "git.exe"):
        (repository.folder / name).write_text("")
        (repository.folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "maps"]))
    with pytest.raises(UnreadableRevision, match="git is needed"):
        git.program()


def test_links_to_what_is_hidden_are_not_followed(repository: Repository) -> None:
    repository.commit({".secret/stores.yaml": STORES, "maps/customs.yaml": CUSTOMS})
    (repository.folder / "maps/link.yaml").symlink_to("../.secret/stores.yaml")
    (repository.folder / "maps/folder").symlink_to("../.secret")
    repository.commit()
    found = at("main", "maps")
    assert found.pop("customs.yaml") == CUSTOMS.encode()
    assert {path: said[0] for path, said in found.items() if isinstance(said, tuple)} == {
        "folder": "this link leads to what is hidden, and may be secret",
        "link.yaml": "this link leads to what is hidden, and may be secret",
    }


def test_what_several_links_lead_to_is_read_once(repository: Repository) -> None:
    repository.commit({"shared/s.yaml": STORES, "one.yaml": "", "maps/customs.yaml": CUSTOMS})
    for number in range(3):
        (repository.folder / f"maps/folder-{number}").symlink_to("../shared")
        (repository.folder / f"maps/other-{number}.yaml").symlink_to("../one.yaml")
    repository.commit()
    read = {"customs.yaml", "folder-0/s.yaml", "other-0.yaml"}
    assert set(at("main", "maps")) == read
    (on_disk,) = find_maps("maps")
    assert len(on_disk.files) == len(read)


def test_whoever_waits_for_git_is_told_that_memory_has_run_out(repository: Repository) -> None:
    def greedy() -> None:
        raise MemoryError

    with Running(str(repository.folder), "version") as git, pytest.raises(MemoryError):
        git.in_time(greedy)


def test_a_line_break_in_a_path_is_not_taken_for_a_missing_object(repository: Repository) -> None:
    repository.commit({"ma\nps/map.yaml": "teams: {A: {}}"})
    with pytest.raises(UnreadableRevision, match="line break"):
        files_at("HEAD", repository.folder / "ma\nps", max_file=1000)
