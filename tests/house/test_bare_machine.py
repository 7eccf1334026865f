"""What a bare machine lacks is installed where that is allowed, else one line says what to install."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.paths import TESTS

LDD = """#!/bin/sh
while read -r library; do [ -e "{folder}/has-$library" ] || echo "	$library => not found"; done <{folder}/needed
echo "	libc.so.6 => /lib/libc.so.6 (0x0)"
"""
APT_GET = """#!/bin/sh
echo "$*" >>{folder}/asked
case "$*" in *install*) while read -r library; do {brings} ; done <{folder}/needed ;; esac
"""
APT_CACHE = """#!/bin/sh
echo "$2:"
case "$2" in
  libatomic1|libstdc++6|libx-2-6|libasound2t64) echo "  Candidate: 1.0" ;;
  *) echo "  Candidate: (none)" ;;
esac
"""


def run_script(
    folder: Path, *needed: str, root: bool = True, brings: bool = True, script: str = "browser/install_chromium.sh"
) -> tuple[int, str, str]:
    """Run a script where `ldd` and apt say what the test wants; return code, complaint and what apt was asked."""
    folder.joinpath("needed").write_text("".join(f"{name}\n" for name in needed))
    stubs = {
        "ldd": LDD.format(folder=folder),
        "apt-get": APT_GET.format(folder=folder, brings=f'touch "{folder}/has-$library"' if brings else ":"),
        "apt-cache": APT_CACHE,
        "id": f"#!/bin/sh\necho {0 if root else 1000}\n",
        "sudo": "#!/bin/sh\nexit 1\n",
        "driver": "#!/bin/sh\n",
        "python": f"#!/bin/sh\necho {folder}/driver\n",
    }
    for name, content in stubs.items():
        folder.joinpath(name).write_text(content)
        folder.joinpath(name).chmod(0o755)
    done = subprocess.run(
        ["bash", str(TESTS / script), str(folder / "python")],
        env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    asked = folder / "asked"
    return done.returncode, done.stderr, asked.read_text() if asked.exists() else ""


@pytest.mark.parametrize(
    ("library", "package"),
    [("libatomic.so.1", "libatomic1"), ("libstdc++.so.6", "libstdc++6"), ("libX-2.so.6", "libx-2-6"),
     ("libasound.so.2", "libasound2t64")],
)  # fmt: skip
def test_a_library_that_the_loader_misses_is_installed_by_its_package(
    library: str, package: str, tmp_path: Path
) -> None:
    code, complaint, asked = run_script(tmp_path, library)
    assert (code, complaint) == (0, "")
    assert asked.splitlines()[-1].endswith(f" {package}")


def test_where_nothing_is_missing_nothing_is_asked(tmp_path: Path) -> None:
    assert run_script(tmp_path) == (0, "", "")


def test_without_the_right_to_install_one_line_says_what_to_install(tmp_path: Path) -> None:
    code, complaint, asked = run_script(tmp_path, "libatomic.so.1", "libasound.so.2", root=False)
    assert code == 1 and "install" not in asked
    assert len(complaint.splitlines()) == 1 and complaint.endswith("apt-get install libasound2t64 libatomic1\n")


def test_a_library_that_no_package_brought_is_named(tmp_path: Path) -> None:
    code, complaint, _ = run_script(tmp_path, "libstrange.so.7", brings=False)
    assert code == 1 and len(complaint.splitlines()) == 1 and "libstrange.so.7" in complaint


def test_a_bare_machine_is_made_by_root_alone(tmp_path: Path) -> None:
    code, complaint, asked = run_script(tmp_path, root=False, script="fresh.sh")
    assert code == 1 and asked == "" and len(complaint.splitlines()) == 1 and "root" in complaint


def test_make_works_in_an_empty_environment() -> None:
    command = ["/usr/bin/make", "-C", str(TESTS.parent), "-n", "-p", "clean"]
    told = subprocess.run(command, env={}, capture_output=True, text=True, check=True)
    assert "PATH := /usr" in told.stdout
