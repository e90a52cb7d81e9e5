"""Which characters are emoji, and which sequences of them are one picture."""

from __future__ import annotations

import re

# Unicode's Extended_Pictographic and its companions, in ranges wide enough to outlive a release.
PICTURES = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u24c2"
    "\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c"
    "\u2b50\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
KEYCAP = r"[0-9#*]\ufe0f?\u20e3"
# The flags of England, Scotland and Wales are a black flag followed by invisible letters.
SUBDIVISION_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
JOINER_IN_EMOJI = f"(?<=[{PICTURES}\ufe0f])\u200d(?=[{PICTURES}])"

_EMOJI = re.compile(f"{SUBDIVISION_FLAG}|{KEYCAP}|[{PICTURES}]")


def has_emoji(text: str) -> bool:
    return _EMOJI.search(text) is not None


def without_emoji(text: str) -> str:
    return _EMOJI.sub(" ", text)
