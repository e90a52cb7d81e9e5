#!/bin/sh
# Makes .venv with the locked versions and the project itself, editable.
#
# uv does the work: the one on PATH, else the one that pip brings into .venv under the hashes of
# requirements/uv.txt. Nothing is installed outside the project, and no Python is downloaded.
# The editor of flows is bundled too, where node and a registry of npm are to be had.
# PYTHON=python3.12 chooses another interpreter.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never
export PIP_DISABLE_PIP_VERSION_CHECK=1

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3.11 python3 python3.13 python3.12 python3.14 python}; do
        if is_recent "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    fail "No Python 3.11 or later was found (tried: ${PYTHON:-python3.11, python3, python3.13, python3.12, python3.14, python})." \
        "Install one (on Debian and Ubuntu: apt-get install python3), or name it: make setup PYTHON=/path/to/python3"
}

# Debian ships venv without ensurepip unless python3-venv is there; pip then reaches in from outside.
bring_uv() {
    if "$1" -m ensurepip --version >/dev/null 2>&1; then
        "$1" -m venv --clear .venv
        .venv/bin/python -m pip install --quiet --require-hashes --requirement requirements/uv.txt
    elif "$1" -m pip --version >/dev/null 2>&1; then
        "$1" -m venv --clear --without-pip .venv
        "$1" -m pip --python .venv/bin/python install --quiet --require-hashes --requirement requirements/uv.txt
    else
        fail "$1 has neither ensurepip nor pip, so nothing can be installed with it." \
            "Install one of them (on Debian and Ubuntu: apt-get install python3-pip), then run make setup again."
    fi
}

python=$(find_python)
uv=$(command -v uv || true)
if [ -n "$uv" ]; then
    is_recent .venv/bin/python || { rm -rf .venv && "$uv" venv --quiet --python "$python" .venv; }
else
    uv=.venv/bin/uv
    { is_recent .venv/bin/python && "$uv" --version >/dev/null 2>&1; } || bring_uv "$python"
fi

"$uv" pip sync --quiet --python .venv/bin/python --require-hashes requirements/dev.txt
"$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
.venv/bin/python requirements/editor.py
