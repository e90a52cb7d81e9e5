"""In which language the desk speaks to a browser."""

from __future__ import annotations

from collections.abc import Mapping

from web.phrases import languages

__all__ = ["LANGUAGE", "language_of"]

#: name of the cookie that holds what was chosen
LANGUAGE = "language"


def language_of(cookies: Mapping[str, str], headers: Mapping[str, str]) -> str:
    """The one chosen, else the first of the browser's that we speak, else our own."""
    chosen = cookies.get(LANGUAGE, "")
    if chosen in languages():
        return chosen
    named = [weighed(part) for part in headers.get("accept-language", "")[:500].split(",")]
    wanted = sorted(named, key=lambda each: each[0], reverse=True)
    spoken = (code for weight, code in wanted if weight > 0 and code in languages())
    return next(spoken, languages()[0])


def weighed(part: str) -> tuple[float, str]:
    """How much a language is wished for: « en-GB;q=0.8 »."""
    tag, _, weight = part.strip().partition(";q=")
    code = tag.partition("-")[0].strip().lower()
    try:
        return (float(weight) if weight else 1.0), code
    except ValueError:
        return 0.0, code
