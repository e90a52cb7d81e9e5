"""Settings as commands read them: what is wrong with one is a sentence that names it."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from cli.errors import BadSetting, CommandError
from storage.settings import BadSettingFile, Settings

__all__ = ["read"]

Kind = TypeVar("Kind", bound=Settings)


def read(kind: type[Kind], complaint: type[CommandError] = BadSetting) -> Kind:
    """Raises the complaint: one of them cannot serve; the message names it, never its value."""
    try:
        return kind()
    except BadSettingFile as error:
        raise complaint(reason=str(error)) from error
    except ValidationError as error:
        reasons = [str(found["ctx"]["error"]) for found in error.errors() if "ctx" in found]
        raise complaint(reason="\n".join(reasons) or str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise complaint(reason=f".env cannot be read: {error}. Save it as UTF-8.") from error
