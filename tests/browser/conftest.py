"""A browser without a window. Tests that need one are skipped where there is none."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

Screenshot = Callable[..., Image.Image]

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


@pytest.fixture
def screenshot(tmp_path: Path) -> Screenshot:
    """`screenshot(page, width, height)` is what Chromium shows of a file, in CSS pixels.

    With `dark=True`, on a machine whose owner asked for dark colours.

    Where NEEDS_BROWSER is set, as in CI, a missing browser fails instead of skipping.
    """
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if browser is None:
        missing = "no chromium on this machine: apt-get install chromium"
        if os.environ.get("NEEDS_BROWSER"):
            pytest.fail(missing)
        pytest.skip(missing)

    def take(page: Path, width: int, height: int, *, dark: bool = False) -> Image.Image:
        picture = tmp_path / "screenshot.png"
        subprocess.run(
            [
                browser,
                *QUIET,
                *(["--blink-settings=preferredColorScheme=0"] if dark else []),
                f"--user-data-dir={tmp_path / 'profile'}",
                f"--window-size={width},{height}",
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            capture_output=True,
            check=True,
            timeout=60,
        )
        return Image.open(picture).convert("RGB")

    return take
