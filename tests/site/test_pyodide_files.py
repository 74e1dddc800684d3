"""A lab is built from Pyodide's official files or not at all."""

import pytest
import site_pyodide


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A folder with two files of a release that is known by their sums."""
    (tmp_path / "release").mkdir()
    for name in ("a.whl", "b.js", site_pyodide.LOCK):
        (tmp_path / "release" / name).write_text(name)
    sums = [f"{site_pyodide.sha256(tmp_path / 'release' / name)}  {name}\n" for name in ("a.whl", "b.js")]
    (tmp_path / "sums").write_text("".join(sums))
    monkeypatch.setattr(site_pyodide, "SUMS", tmp_path / "sums")
    return tmp_path / "release"


def test_official_files_are_taken(files, tmp_path):
    assert site_pyodide.find(files, tmp_path) == files


@pytest.mark.parametrize("name", ["a.whl", "b.js", site_pyodide.LOCK])
def test_a_missing_file_ends_the_build(name, files, tmp_path):
    (files / name).unlink()
    with pytest.raises(SystemExit, match=r"holds pyodide-lock|is missing"):
        site_pyodide.find(files, tmp_path)


def test_a_wrong_byte_ends_the_build(files, tmp_path):
    (files / "b.js").write_text("b.jS")
    with pytest.raises(SystemExit, match=r"b\.js is missing, or is not the official file"):
        site_pyodide.find(files, tmp_path)


def test_a_package_that_cannot_be_had_leaves_the_book(tmp_path, monkeypatch, capsys):
    def gone(*arguments):
        raise OSError("ERROR: first\nERROR: No matching distribution")

    monkeypatch.setattr(site_pyodide, "pip", gone)
    assert site_pyodide.find(None, tmp_path) is None
    assert capsys.readouterr().out.count("\n") == 1
