#!/bin/sh
# Installs the assistant into a folder of its own, from the locked versions: FOLDER/bin/alliance.
# The image is made by it, and so may be any machine: sh deploy/install.sh /opt/alliance
set -eu

folder=${1:?"which folder?"}
project=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_QUIET=1

# What builds the wheel stays behind.
"${PYTHON:-python3}" -m venv "$made/tools"
"$made/tools/bin/pip" install --require-hashes -r "$project/requirements/build.txt"
mkdir "$made/project"
(cd "$project" && cp -R bot charter cli flows storage telemetry web requirements pyproject.toml \
    README.md "$made/project")
(cd "$made/project" && "$made/tools/bin/python" -m hatchling build -t wheel -d "$made/wheel")

"${PYTHON:-python3}" -m venv "$folder"
"$folder/bin/pip" install --require-hashes -r "$project/requirements/runtime.txt"
"$folder/bin/pip" install --no-deps --no-index "$made"/wheel/*.whl
