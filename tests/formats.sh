#!/bin/sh
# Each format of findings, of irp and of a built checker, against its published schema and against what json says. The last line is
# "N passed, N failed".
#
#   tests/formats.sh [BUILD [IRP]]
cd "$(dirname "$0")/.." || exit 2
build=${1:-build} irp=${2:-$1/irp}
for tool in node xmllint; do
    command -v $tool >/dev/null || { echo "$tool is missing: make deps installs it"; exit 1; }
done
tests/npm.sh "$build" || exit 1
NODE_PATH=$(cd "$build/npm/node_modules" && pwd) exec node tests/formats/run.js "$irp"
