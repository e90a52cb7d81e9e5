"""What every answer tells the browser to refuse, whatever stands in the page."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["always", "styled_by"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not « no-referrer »: browsers would then hide where a form comes from, even from ourselves.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
#: a year
SECURE = {"Strict-Transport-Security": "max-age=31536000"}


def styled_by(nonce: str) -> Mapping[str, str]:
    """For a page whose script writes style itself: only what carries that word, of this answer."""
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' 'nonce-{nonce}'")
    return {"Content-Security-Policy": policy}


def always(*, secure: bool) -> Mapping[str, str]:
    """The headers of every answer; what a page says itself stands above them."""
    return ALWAYS | SECURE if secure else ALWAYS
