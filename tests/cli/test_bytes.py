"""Data is UTF-8, whatever standard output is; what people read is in the encoding they have."""

import io
import json
from pathlib import Path

import pytest

from servicemap.cli.program import run
from servicemap.reporting import FORMATS
from tests.few_rules import judged_by
from tests.hostile.attack import MAP

judged = judged_by("SM101")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = MAP.replace("  Purchasing:\n", "  Büro:\n  Purchasing:\n")
    Path("map.yaml").write_text(text, encoding="utf-8")


def test_lines_end_as_everywhere_where_text_would_end_them_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on Windows, where a stream of text writes carriage returns."""
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, "cp1252", newline="\r\n"))
    assert run(["check", "map.yaml", "--format", "json"]) == 1
    assert "nobody relies on Büro" in json.loads(raw.getvalue())["findings"][0]["message"]
    assert b"\r" not in raw.getvalue()
    assert run(["check", "map.yaml", "--format", "concise"]) == 1
    assert raw.getvalue().endswith("nobody relies on B\xfcro\r\n1 error\r\n".encode("cp1252"))


def test_a_stream_that_takes_only_text_gets_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As that of a notebook."""
    notebook = io.StringIO()
    monkeypatch.setattr("sys.stdout", notebook)
    assert run(["check", "map.yaml", "--format", "json"]) == 1
    assert "Büro" in json.loads(notebook.getvalue())["findings"][0]["message"]
    assert run(["poster", "map.yaml", "-o", "-"]) == 0
    assert run(["poster", "map.yaml", "-o", "-", "--as", "pdf"]) == 2
    assert "standard output takes only text here" in capsys.readouterr().err


def test_a_file_whose_name_is_no_utf8_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    odd = b"b\xfcro.yaml".decode("utf-8", "surrogateescape")
    try:
        Path(odd).write_bytes(Path("map.yaml").read_bytes())
    except OSError:
        pytest.skip("this disk takes only names that are UTF-8")
    for form in FORMATS:
        assert run(["check", odd, "--format", form, "--report", f"{form}=out"]) == 1
        assert capsysbinary.readouterr().out.decode("utf-8")
        assert Path("out").read_text(encoding="utf-8")
    assert run(["diff", odd, "map.yaml", "--format", "markdown"]) == 0
    assert capsysbinary.readouterr().out.decode("utf-8")
