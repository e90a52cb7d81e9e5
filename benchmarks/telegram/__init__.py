"""The same form on Telegram: our bot, its peer and a floor, over HTTP, side by side.

Each bot is a process on the first core; the strict Telegram of the tests and the leaders share
another, and answer at once and without limits. So the figures are what a bot costs: the network of
the real Telegram adds its own 30 to 100 ms to each call. A leader gives the next answer the moment
the reply to the last one came, so with many at once the waiting is their number over the answers a
second. A run counts only when all that leaders said is stored as they said it. Compare bots within
one run: machines drift, and what others took of this one meanwhile is printed.
"""
