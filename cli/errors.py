"""What can be wrong with what a command is given: each docstring is the message."""

from __future__ import annotations

import inspect
from typing import ClassVar

from cli.exits import Exit

__all__ = [
    "BadSetting",
    "CannotRead",
    "CannotWrite",
    "CommandError",
    "FileExists",
    "Missing",
    "NoDatabase",
    "NotAFlow",
    "NotATable",
    "NotBased",
    "NothingOfThatName",
    "UnknownValue",
]


class CommandError(Exception):
    """The command cannot do what it is asked."""

    exit: ClassVar[Exit] = Exit.UNREADABLE

    def __init__(self, **details: object) -> None:
        super().__init__(inspect.cleandoc(type(self).__doc__ or "").format(**details))


class BadSetting(CommandError):
    """{reason}"""

    exit = Exit.NO_DATABASE


class NoDatabase(CommandError):
    """There is no database at {database}: give its address in --database or DATABASE_URL,
    or make a new one there with « alliance db upgrade ».
    """

    exit = Exit.NO_DATABASE


class NothingOfThatName(CommandError):
    """There is no {noun} {name}.{guess} {remedy}"""

    exit = Exit.NOT_FOUND

    def __init__(self, *, noun: str, name: str, near: str, remedy: str) -> None:
        super().__init__(
            noun=noun, name=name, remedy=remedy, guess=f" Did you mean {near}?" if near else ""
        )


class UnknownValue(CommandError):
    """{option} takes {known}, not « {value} ».{guess}"""

    def __init__(self, *, option: str, value: str, near: str, known: str) -> None:
        super().__init__(
            option=option,
            value=value,
            known=known,
            guess=f" Did you mean {near}?" if near else "",
        )


class CannotRead(CommandError):
    """{path} cannot be read ({reason}): check the path, and that this user may read it."""


class NotAFlow(CommandError):
    """{path} holds no flow: a flow is a folder with a file {file}, as docs/flow-format.md says."""


class NotATable(CommandError):
    """{path} is no table of translations: {reason}"""


class FileExists(CommandError):
    """{path} exists already: give another name, or --force to replace it."""

    exit = Exit.NOT_WRITTEN


class CannotWrite(CommandError):
    """{path} cannot be written ({reason}):
    check that its folder exists, that this user may write there, and that the disk has room.
    """

    exit = Exit.NOT_WRITTEN


class Missing(CommandError):
    """Publishing needs {what}: give it with {option}."""


class NotBased(CommandError):
    """Nobody can tell which revision of {flow} was changed, and {live} is live: make the change in
    a folder that « alliance flows pull » wrote, or say the number with --based-on.
    """

    exit = Exit.NO
