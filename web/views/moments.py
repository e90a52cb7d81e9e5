"""How long ago something was, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from babel.dates import format_timedelta

from web.asked import Asked

__all__ = ["ago", "lasting"]

MINUTE = timedelta(minutes=1)


def ago(asked: Asked) -> Callable[[datetime], str]:
    """« 3 jours », from a moment to now."""
    return lambda moment: lasting(asked.now - moment, asked.language)


def lasting(time: timedelta, language: str) -> str:
    """« 3 jours »; less than a minute is a minute."""
    return format_timedelta(max(time, MINUTE), granularity="minute", locale=language)
