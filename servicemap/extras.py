"""What is installed only where somebody wants it, and what to type where it is lacking.

A pipeline that only checks does not pay for what draws. `pyproject.toml` lists the same extras.
"""

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec

from servicemap.errors import MissingExtra

EXTRAS = {
    "posters": ("budoux", "jinja2", "reportlab", "resvg_py", "segno", "uharfbuzz"),
    "excel": ("defusedxml", "openpyxl"),
}
"""The modules that each extra brings and that are needed for all it does."""


def require(extra: str, purpose: str) -> None:
    """Raises MissingExtra, with the line to type, where a library of an extra is not installed.

    `purpose` begins the sentence: `"drawing posters"`.
    """
    lacking = [module for module in EXTRAS[extra] if find_spec(module) is None]
    if lacking:
        raise MissingExtra(
            f"{purpose} needs libraries that are not installed here: {', '.join(lacking)}",
            f"install them: python -m pip install {_wanted(extra)}",
        )


def _wanted(extra: str) -> str:
    """How pip is told to add an extra to what is installed, from where it was installed.

    A release from somewhere else could be another version, or somebody else's package.
    """
    name = f"servicemap[{extra}]"
    try:
        origin = distribution("servicemap").read_text("direct_url.json")
    except PackageNotFoundError:  # a folder that was put on the path
        return f'"{name}"'
    if not origin:
        return f'"{name}"'
    said = json.loads(origin)
    address = said["url"]
    vcs = said.get("vcs_info")
    if vcs:
        address = f"{vcs['vcs']}+{address}@{vcs['commit_id']}"
    if said.get("dir_info", {}).get("editable"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname  # heavy, and seldom needed

        folder = url2pathname(urlsplit(address).path)
        return f'-e "{folder}[{extra}]"'
    return f'"{name} @ {address}"'
