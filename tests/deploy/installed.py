"""What is installed works from outside the project: `python -m tests.deploy.installed` installs it
as the image does, from the registry, and tries it; `tried` is the trying alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["ROOT", "tried"]

ROOT = Path(__file__).parents[2]
#: what `alliance demo` leaves
CHARTERS = {"charte.docx", "charte.json", "charte.md", "charte.pdf"}


def tried(command: Path, folder: Path) -> None:
    """Help, a look at what is missing, and a whole conversation."""
    folder.mkdir()
    told = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}

    def alliance(*arguments: str, expected: int = 0) -> str:
        ended = subprocess.run(
            [command, *arguments], cwd=folder, env=told, capture_output=True, text=True, check=False
        )
        assert (expected, "") == (ended.returncode, ended.stderr), ended.stderr
        return ended.stdout

    assert "Faire alliance" in alliance("--help")
    found = json.loads(alliance("doctor", "--json", expected=1))["findings"]
    troubles = {each["check"] for each in found if each["state"] == "trouble"}
    assert {"database", "settings"} == troubles, found
    assert "charte" in alliance("demo")
    assert CHARTERS <= {path.name for path in (folder / "demo").iterdir()}


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        where = Path(made)
        script = ROOT / "deploy" / "install.sh"
        installing = ["sh", str(script), str(where / "opt" / "alliance")]
        subprocess.run(installing, env={**os.environ, "PYTHON": sys.executable}, check=True)
        tried(where / "opt" / "alliance" / "bin" / "alliance", where / "elsewhere")
    sys.stdout.write("Installed from the locked versions and tried from outside the project.\n")


if __name__ == "__main__":
    main()
