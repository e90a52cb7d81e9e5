"""The same form on Telegram: our bot, its peer and a floor, over HTTP, side by side.

Each bot is a process on the first core, or two on two where there are three; the strict Telegram of
the tests, the leaders and PostgreSQL have the rest. That Telegram answers at once and sets no
limits: the figures are what a bot costs, and the network of the real one adds its own 30 to 100 ms
to each call. A leader gives the next answer the moment the reply to the last one came, so with many
at once the waiting is their number over the answers a second. A run counts only when all that
leaders said is stored as they said it. Compare bots within one run: machines drift, and what others
took of this one meanwhile is printed.
"""
