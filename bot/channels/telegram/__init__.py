"""Telegram: updates come by polling or by webhook, messages leave through the Bot API."""
