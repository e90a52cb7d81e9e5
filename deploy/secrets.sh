#!/bin/sh
# Makes the secrets that compose.yaml wants, each in a file of its own; those that are there stay.
# The token comes from BotFather: TELEGRAM_BOT_TOKEN=123456:ABC-def… sh deploy/secrets.sh
set -eu
folder=${1:-$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)/secrets}
# Nobody else comes into the folder; in a container each file is read by a user of its own.
mkdir -p "$folder"
chmod 700 "$folder"
umask 022

keep() {
    [ -s "$folder/$1" ] || printf '%s\n' "$2" >"$folder/$1"
}

chance() {
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

for name in postgres_password owner_password app_password backup_password \
    telegram_webhook_secret desk_secret_key; do
    keep "$name" "$(chance)"
done
for role in owner app; do
    keep "${role}_database_url" \
        "postgresql://alliance_$role:$(cat "$folder/${role}_password")@database/alliance"
done
if [ -n "${TELEGRAM_BOT_TOKEN:-}" ]; then
    keep telegram_bot_token "$TELEGRAM_BOT_TOKEN"
fi
[ -s "$folder/telegram_bot_token" ] || {
    echo "The token is missing: TELEGRAM_BOT_TOKEN=… sh deploy/secrets.sh" >&2
    exit 1
}
