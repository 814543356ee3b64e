#!/bin/sh
# Markdown reports, read by a reader of Markdown (tests/reports.mjs). The last line is "N passed, N failed".
#
#   tests/reports.sh BUILD [ROUNDS [SEED]]
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
tests/npm.sh "$build" || exit 2
NODE_PATH=$build/npm/node_modules exec node tests/reports.mjs "$build/irp" "${2:-150}" "${3:-1}"
