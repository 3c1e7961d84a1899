"""Which revisions changed a map, along the main line, and what counts as the map."""

import os

import pytest

from servicemap.errors import OutsideGit, UnreadableRevision
from servicemap.revisions import past_revisions
from tests.repositories import Repository, repository

__all__ = ["repository"]

SHOP = "teams: {A: {serves: {B: x}}}\nend_users: [B]\n"


def hashes(path: str, last: int = 100, since: str | None = None) -> list[str]:
    found = past_revisions(path, since_revision=since, last=last)
    return [one.hash for one in found.revisions]


def test_only_what_changes_the_map(repository: Repository) -> None:
    first = repository.commit({"maps/shop.yaml": SHOP})
    repository.commit({"maps/record.csv": "Service,Delivered\n", "readme.md": "x"})
    third = repository.commit({"maps/more/extra.YML": "teams: {C: {serves: {B: y}}}\n"})
    assert hashes("maps") == [first, third]
    assert hashes("maps/shop.yaml") == [first]
    assert hashes(".") == [first, third]
    assert hashes("maps", since=first) == [first, third]


def test_a_merge_is_one_change(repository: Repository) -> None:
    first = repository.commit({"shop.yaml": SHOP})
    repository.git("checkout", "--quiet", "-b", "idea")
    for number in range(3):
        repository.commit({"shop.yaml": f"{SHOP}# {number}\n"})
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "--message", "all of it", "idea")
    assert hashes("shop.yaml") == [first, repository.git("rev-parse", "HEAD")]


def test_a_revision_that_did_not_touch_the_map_is_where_it_begins(repository: Repository) -> None:
    repository.commit({"shop.yaml": SHOP})
    other = repository.commit({"readme.md": "x"}, tag="then")
    third = repository.commit({"shop.yaml": SHOP + "# now\n"})
    assert hashes("shop.yaml", since="then") == [other, third]


@pytest.mark.parametrize("name", ["ma*ps", "a[b]c", "sp ace", "-dash", "Küche"])
def test_whatever_a_folder_is_called(repository: Repository, name: str) -> None:
    first = repository.commit({f"{name}/shop.yaml": SHOP, "maaps/shop.yaml": SHOP})
    repository.commit({"maaps/shop.yaml": SHOP + "# other\n"})
    assert hashes(os.path.join(".", name)) == [first]


def test_what_git_is_set_to_do_is_not_done(repository: Repository) -> None:
    first = repository.commit({"shop.yaml": SHOP})
    for key, value in (
        ("log.showSignature", "true"),
        ("gpg.program", "./evil.sh"),
        ("diff.external", "./evil.sh"),
        ("log.follow", "true"),
    ):
        repository.git("config", key, value)
    assert hashes("shop.yaml") == [first]


def test_no_repository_and_no_such_revision(
    repository: Repository, tmp_path: os.PathLike[str]
) -> None:
    with pytest.raises(OutsideGit):
        past_revisions(os.path.join(tmp_path, "shop.yaml"), last=1)
    repository.commit({"shop.yaml": SHOP})
    with pytest.raises(UnreadableRevision, match="git knows no revision 'v1'"):
        past_revisions("shop.yaml", since_revision="v1", last=1)
