"""Templates made into pages: whatever people wrote is shown as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined

from web.assets import asset
from web.phrases import languages, phrases_in

if TYPE_CHECKING:
    from web.asked import Asked

__all__ = ["render"]

#: how moments are written: French takes « à » between the day and the hour by itself
MOMENT = "long"


@cache
def environment() -> Environment:
    """Every template, compiled at its first use."""
    made = Environment(
        loader=PackageLoader("web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["asset"] = asset
    made.globals["languages"] = {code: phrases_in(code).say("language") for code in languages()}
    return made


def render(template: str, asked: Asked, context: Mapping[str, object]) -> str:
    """The page. Templates find `asked`, `say`, `count`, `url`, `day` and `when` besides."""
    zone = ZoneInfo(asked.desk.timezone)

    def day(moment: datetime | date) -> str:
        """« 3 mars 2027 », where the desk is."""
        local = moment.astimezone(zone) if isinstance(moment, datetime) else moment
        return format_date(local, MOMENT, locale=asked.language)

    def when(moment: datetime) -> str:
        """« 3 mars 2027, 10:30 », where the desk is."""
        local = moment.astimezone(zone)
        time = format_datetime(local, "HH:mm", locale=asked.language)
        return f"{day(moment)}, {time}"

    given = {
        "asked": asked,
        "say": asked.say.say,
        "count": asked.say.count,
        "url": asked.url,
        "day": day,
        "when": when,
    }
    return environment().get_template(template).render(given | dict(context))
