"""Everything under docs/ that is made from the program: pages, tables in pages, what pages
show of what commands print, pictures.

    python docs/refresh.py

makes all of it anew; `git diff docs` shows what a change did to it.
"""

import runpy
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run every script in the folders under this one: pages first, as pictures have to be drawn."""
    for script in (*HERE.glob("reference/*.py"), *HERE.glob("pictures/*.py")):
        runpy.run_path(str(script), run_name="__main__")


if __name__ == "__main__":
    main()
