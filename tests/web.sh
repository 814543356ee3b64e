#!/bin/sh
# HTML reports in a real browser, and as html-validate and axe see them: tests/web.sh BUILD [PART of a page's name]. The last line is "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
for tool in node chromium pdftotext; do
    command -v $tool >/dev/null || { echo "$tool is missing: make deps installs it"; echo "0 passed, 1 failed"; exit 1; }
done
tests/npm.sh "$build" || { echo "0 passed, 1 failed"; exit 1; }
exec node tests/web/run.mjs "$build/irp" "$build/web" "$build/npm" "${2-}"
