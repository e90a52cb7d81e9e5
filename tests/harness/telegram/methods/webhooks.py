"""Where updates are to be sent. The sending itself is the courier's."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from tests.harness.telegram.accounts import Account, Webhook
from tests.harness.telegram.breaches import Refusal
from tests.harness.telegram.calls import Call
from tests.harness.telegram.methods.polling import end_poll
from tests.harness.telegram.methods.registry import carries_out
from tests.harness.telegram.world import World

__all__: list[str] = []

ENDED = "Conflict: terminated by setWebhook request"


@carries_out("setWebhook")
def set_webhook(world: World, account: Account, call: Call) -> bool:
    url = call.params["url"]
    account.updates.allow(call.params.get("allowed_updates"))
    if call.params.get("drop_pending_updates"):
        drop_all(account)
    if not url:
        account.webhook = None
        return True
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refusal(400, "Bad Request: invalid webhook URL specified", mistake=url)
    end_poll(account, ENDED)
    account.webhook = Webhook(
        url,
        secret=call.params.get("secret_token", ""),
        max_connections=call.params.get("max_connections", 40),
    )
    for update in list(account.updates.pending.values()):
        account.updates.announce(update)
    return True


@carries_out("deleteWebhook")
def delete_webhook(world: World, account: Account, call: Call) -> bool:
    if call.params.get("drop_pending_updates"):
        drop_all(account)
    account.webhook = None
    return True


def drop_all(account: Account) -> None:
    for update in list(account.updates.pending.values()):
        account.updates.forget(update)


@carries_out("getWebhookInfo")
def webhook_info(world: World, account: Account, call: Call) -> dict[str, Any]:
    queue, hook = account.updates, account.webhook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if queue.allowed is not None:
        info["allowed_updates"] = sorted(queue.allowed)
    if hook is not None:
        info["max_connections"] = hook.max_connections
        if hook.failed_at is not None:
            info["last_error_date"] = int(hook.failed_at)
            info["last_error_message"] = hook.failure
    return info
