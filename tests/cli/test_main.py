from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from time import sleep
from typing import IO, Any

import pytest

from cli.exits import Exit
from cli.main import COMMANDS
from tests.cli.conftest import FLOW, Call

ROOT = Path(__file__).parents[2]
#: what must not be loaded to show a help
HEAVY = ("sqlalchemy", "alembic", "telegram", "transitions", "pydantic_settings", "prompt_toolkit")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command by what is typed to call it."""
    for late in COMMANDS:
        loaded = late.load()
        yield late.called, loaded
        for name, command in getattr(loaded, "commands", {}).items():
            yield f"{late.called} {name}", command


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_explains_itself_and_each_of_its_parameters(
    alliance: Call, name: str
) -> None:
    command = dict(commands())[name]
    silent = [each.name for each in command.params if not getattr(each, "help", "")]
    shown = alliance(*name.split(), "--help")
    assert (Exit.FINE, []) == (shown.exit_code, silent)
    assert len(command.help) > len(name)


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_that_prints_json_says_its_keys(name: str) -> None:
    command = dict(commands())[name]
    if any(each.name == "as_json" for each in command.params):
        assert "With --json: " in " ".join(command.help.split())


def test_a_command_is_announced_before_it_is_loaded(alliance: Call) -> None:
    shown = alliance("--help").stdout
    assert [] == [late.called for late in COMMANDS if f"│ {late.called} " not in shown]


def test_the_help_says_what_each_exit_code_means(alliance: Call) -> None:
    shown = " ".join(alliance("--help").stdout.split())
    assert [] == [code for code in Exit if f"{code.value} {code.meaning}" not in shown]


def test_no_argument_is_a_call_for_help(alliance: Call) -> None:
    result = alliance()
    assert "Usage: alliance" in result.output


def test_the_version_is_that_of_the_package(alliance: Call) -> None:
    assert f"alliance {metadata.version('faire-alliance')}\n" == alliance("--version").stdout


def test_a_mistyped_command_is_guessed(alliance: Call) -> None:
    result = alliance("charter", "list")
    assert Exit.UNREADABLE == result.exit_code
    assert "Did you mean 'charters'" in result.stderr


def test_the_help_loads_nothing_that_takes_long(folder: Path) -> None:
    code = (
        "import sys\nfrom cli.main import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules], file=sys.stderr)"
    )
    done = run_python("-c", code, cwd=folder)
    assert [] == [name for name in HEAVY if f"'{name}'" in done.stderr.decode()]


def test_bytes_that_are_no_text_are_refused(folder: Path, charters_kept: Path) -> None:
    done = run(b"charters", b"show", b"\xff", cwd=folder)
    assert Exit.UNREADABLE == done.returncode
    assert b"UTF-8" in done.stderr


def test_settings_that_cannot_be_read_are_told(alliance: Call, folder: Path) -> None:
    (folder / ".env").write_bytes(b"DATABASE_URL=\xff\n")
    result = alliance("db", "check")
    assert Exit.NO_DATABASE == result.exit_code
    assert ".env cannot be read" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_an_output_that_cannot_be_written_is_told(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("flows", "show", FLOW, cwd=folder, stdout=full)
    assert (Exit.NOT_WRITTEN, b"The output cannot be used: No space left on device.\n") == (
        done.returncode,
        done.stderr,
    )


def test_a_terminal_without_our_letters_gets_others(folder: Path) -> None:
    done = run("flows", "show", FLOW, cwd=folder, environment={"PYTHONIOENCODING": "ascii"})
    assert Exit.FINE == done.returncode
    assert b"Qu?apportez-vous" in done.stdout


def test_colours_are_for_terminals(folder: Path) -> None:
    done = run("flows", "show", FLOW, cwd=folder, environment={"TERM": "xterm-256color"})
    assert b"\x1b[" not in done.stdout


@pytest.mark.parametrize("command", [["flows", "show", FLOW], ["flows", "check", FLOW]])
def test_a_terminal_gets_them(folder: Path, command: list[object]) -> None:
    master, slave = pty.openpty()
    with os.fdopen(slave, "wb") as terminal:
        colours = {"TERM": "xterm-256color", "NO_COLOR": ""}
        process = begin(*command, cwd=folder, output=terminal, environment=colours)
    shown = b""
    with suppress(OSError), os.fdopen(master, "rb", buffering=0) as screen:  # it closes at the end
        while part := screen.read(4096):
            shown += part
    assert Exit.FINE == process.wait()
    assert b"\x1b[" in shown


def refuse(alliance: Call, folder: Path) -> int:
    (folder / "flow.yaml").write_text("format: 1\n")
    return alliance("flows", "check", folder).exit_code


def back_up_over_itself(alliance: Call, folder: Path) -> int:
    alliance("db", "upgrade")
    return alliance("db", "backup", "alliance.db").exit_code


def interrupt(alliance: Call, folder: Path) -> int:
    with begin("flows", "check", FLOW, "--walks", "10000", cwd=folder) as process:
        sleep(2.5)  # it is in the middle of its walks
        process.send_signal(signal.SIGINT)
        assert b"" == process.communicate()[1]
        return process.returncode


def stop_reading(alliance: Call, folder: Path) -> int:
    with begin("flows", "show", FLOW, cwd=folder) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"" == process.stderr.read()
    return process.returncode


#: what ends with each code
ENDINGS: dict[Exit, Callable[[Call, Path], int]] = {
    Exit.FINE: lambda call, _: call("flows", "check", FLOW).exit_code,
    Exit.NO: refuse,
    Exit.UNREADABLE: lambda call, _: call("db", "frob").exit_code,
    Exit.NO_DATABASE: lambda call, _: call("charters", "list").exit_code,
    Exit.NOT_FOUND: lambda call, _: call("flows", "show", "alliances").exit_code,
    Exit.NOT_WRITTEN: back_up_over_itself,
    Exit.INTERRUPTED: interrupt,
    Exit.NO_READER: stop_reading,
}


@pytest.mark.parametrize("code", Exit)
def test_every_exit_code_is_used(alliance: Call, folder: Path, code: Exit) -> None:
    assert code == ENDINGS[code](alliance, folder)


def test_the_script_is_the_command(folder: Path) -> None:
    script = Path(sys.executable).with_name("alliance")
    done = subprocess.run([script, "--version"], cwd=folder, capture_output=True, check=False)
    assert (0, b"alliance ") == (done.returncode, done.stdout[:9])


def test_json_is_alone_on_the_standard_output(folder: Path) -> None:
    done = run("flows", "check", FLOW, "--json", cwd=folder)
    assert (0, b"") == (done.returncode, done.stderr)
    assert re.fullmatch(r"\{.*\}\n", done.stdout.decode(), flags=re.DOTALL)
    assert 2 == json.loads(done.stdout)["counts"]["stories"]


def run(
    *arguments: object,
    cwd: Path,
    environment: dict[str, str] | None = None,
    stdout: IO[bytes] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """The real command, in a process of its own."""
    return run_python("-m", "cli.main", *arguments, cwd=cwd, environment=environment, stdout=stdout)


def run_python(
    *arguments: object,
    cwd: Path,
    environment: dict[str, str] | None = None,
    stdout: IO[bytes] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        line(arguments),
        cwd=cwd,
        env=surroundings() | (environment or {}),
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )


def begin(
    *arguments: object,
    cwd: Path,
    output: IO[bytes] | int = subprocess.PIPE,
    environment: dict[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        line(("-m", "cli.main", *arguments)),
        cwd=cwd,
        env=surroundings() | (environment or {}),
        stdout=output,
        stderr=output,
    )


def line(arguments: tuple[object, ...]) -> list[bytes]:
    typed = (each if isinstance(each, bytes) else os.fsencode(str(each)) for each in arguments)
    return [os.fsencode(sys.executable), *typed]


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
