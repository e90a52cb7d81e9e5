"""The wheel holds all that the command needs: in a venv of its own, called from elsewhere. Its
dependencies are those of the tests; `make package` installs them too.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.deploy.installed import ROOT, tried


def test_what_the_wheel_installs_works_from_outside_the_project(tmp_path: Path) -> None:
    build = (sys.executable, "-m", "hatchling", "build", "--target", "wheel")
    made = ("--directory", str(tmp_path / "wheel"))
    subprocess.run([*build, *made], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = (tmp_path / "wheel").iterdir()
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    installer = Path(sys.executable).with_name("uv")
    given = ("--offline", "--no-deps", "--no-index", "--no-cache", "--python", python, wheel)
    subprocess.run([installer, "pip", "install", "--quiet", *given], check=True)
    (site,) = (tmp_path / "venv" / "lib").glob("*/site-packages")
    (site / "theirs.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    tried(tmp_path / "venv" / "bin" / "alliance", tmp_path / "elsewhere")
