#!/bin/sh
# The same bytes from every build: gcc and clang, with and without sanitizers, LLVM 14 and 19. The last line is "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
passed=0 failed=0
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
for plan in $(find examples -name '*.irp' | LC_ALL=C sort); do
    for words in 'build --emit=image' 'build --emit=rules' 'check --format json --today 2026-10-01' 'summary --format json --today 2026-10-01' 'test --coverage' mutate; do
        first=
        for irp in "$build/irp" "$build/debug/irp" "$build/clang/irp" "$build/llvm19/irp"; do
            case $words in
            build*) rm -f "$work/made"; $irp $words -o "$work/made" "$plan" >"$work/said" 2>&1; cat "$work/made" >>"$work/said" 2>/dev/null ;;
            *)      $irp $words "$plan" >"$work/said" 2>"$work/errors" ;;
            esac
            sum=$(cksum <"$work/said")
            if [ "${first:=$sum}" = "$sum" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "$irp $words $plan gives other bytes"; fi
        done
    done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
