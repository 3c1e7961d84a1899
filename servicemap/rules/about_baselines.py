"""SM902 stale-baseline.

What it says is about a baseline and no map, so that it is judged where baselines are read: in
`servicemap.baselines`. Its example is a baseline too.
"""

STALE_BASELINE = """A line of the baseline that no longer matches anything.

    What it says:
        The baseline has this finding, and the map has it no more: it is fixed, or the map allows
        it by now. Of rules that were not looked for, and of maps that were not checked, nothing is
        said.

    Why it matters:
        What was known is cured, which is good news. Left in, the line would silently accept the
        same thing when it comes back. `--update-baseline` takes out all that are stale, but also
        writes what is new.

    Example:
        # servicemap baseline, version 1

        [Toy shop]
        orphan-team: stores                  # SM902
        two-names: warehouse/toys > stores

    Instead:
        # servicemap baseline, version 1

        [Toy shop]
        two-names: warehouse/toys > stores
    """
