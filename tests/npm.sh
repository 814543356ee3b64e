#!/bin/sh
# What the tests need of npm (tests/npm/package.json: validators, published schemas, a browser's driver), installed into BUILD/npm: once, and again when
# the list of packages changes. No package's script is run. Says nothing when all is well.
#
#   tests/npm.sh BUILD        then NODE_PATH=BUILD/npm/node_modules
cd "$(dirname "$0")/.." || exit 2
to=${1:-build}/npm
command -v npm >/dev/null || { echo "npm.sh: npm is not installed (Debian: apt-get install npm)" >&2; exit 2; }
cmp -s tests/npm/package-lock.json "$to/installed" && exit 0
mkdir -p "$to" && cp tests/npm/package.json tests/npm/package-lock.json tests/npm/.npmrc "$to" || exit 2
log=$to/install.log
(cd "$to" && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 || { cat "$log" >&2; echo "npm.sh: npm ci failed" >&2; exit 2; }
cp tests/npm/package-lock.json "$to/installed"
