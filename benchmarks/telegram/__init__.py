"""The same form on Telegram: our bot, its peer and a floor, over HTTP, side by side."""
