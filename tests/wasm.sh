#!/bin/sh
# Checkers for WebAssembly, run by node: they write what irp writes, byte for byte, with the same status. The last line is
# "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
passed=0 failed=0
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
for tool in node wasm-ld; do
    command -v $tool >/dev/null || { echo "$tool is missing: make deps installs it"; exit 1; }
done
good() { passed=$((passed + 1)); }
bad()  { failed=$((failed + 1)); echo "wasm: $1"; [ -z "${2-}" ] || sed 's/^/    /' "$2" | head -n 20; }
run()  { node --no-warnings tests/wasm.mjs "$@"; }

# IRP PLAN MODULE COMMAND OPTION...: the module, given the options, says what `irp COMMAND OPTION... PLAN` says.
same()
{
    irp=$1 plan=$2 module=$3 command=$4
    shift 4
    "$irp" "$command" "$@" "$plan" >"$work/want" 2>"$work/want.err"
    status=$?
    [ "$command" = check ] && command=
    run "$module" $command "$@" >"$work/got" 2>"$work/got.err"
    got=$?
    if [ $got = $status ] && cmp -s "$work/want" "$work/got" && cmp -s "$work/want.err" "$work/got.err"; then good
    else bad "$plan $command $*: status $got, not $status, or other bytes" "$work/got.err"; diff "$work/want" "$work/got" | head -n 5; fi
}

for irp in "$build/irp" "$build/llvm19/irp"; do
    [ -x "$irp" ] || { bad "$irp was not built"; continue; }
    for plan in $(find examples -name '*.irp' | LC_ALL=C sort); do
        if ! "$irp" build --target wasm32 "$plan" -o "$work/checker.wasm" 2>"$work/said"; then
            grep -q -e 'holds no plan' -e 'nothing was built' "$work/said" || bad "$irp build --target wasm32 $plan" "$work/said"
            continue
        fi
        [ -s "$work/said" ] && bad "$irp build --target wasm32 $plan says something" "$work/said"
        for day in 2026-10-01 2026-07-31; do
            same "$irp" "$plan" "$work/checker.wasm" check --color=never --today $day
            same "$irp" "$plan" "$work/checker.wasm" summary --color=never --today $day
        done
        same "$irp" "$plan" "$work/checker.wasm" check --format json --today 2026-10-01
        same "$irp" "$plan" "$work/checker.wasm" summary --format json --today 2026-10-01
    done
done

# The kernels run, and the evaluator does without them; what was built twice is the same; a machine that is not known is refused.
irp=$build/irp plan=examples/aylesbury-2026/plan.irp
"$irp" build --target wasm32 tests/cases/allow/plan.irp -o "$work/allow.wasm" && good || bad "a plan with allowances is not built"
for day in 2026-10-31 2026-11-01; do same "$irp" tests/cases/allow/plan.irp "$work/allow.wasm" check --color=never --show-hidden --today $day; done
"$irp" build --target wasm32 $plan -o "$work/one.wasm" && "$irp" build --target wasm32 $plan -o "$work/two.wasm" && cmp "$work/one.wasm" "$work/two.wasm" && good || bad "two builds differ"
for engine in eval native; do same "$irp" $plan "$work/one.wasm" check --color=never --engine $engine --today 2026-10-01; done
run "$work/one.wasm" --provenance | grep -q "^plan $plan $(sha256sum $plan | cut -d ' ' -f 1)$" && good || bad "its provenance is not its plan's"
run "$work/one.wasm" --gold 2>"$work/said"; [ $? = 2 ] && grep -q 'no option' "$work/said" && good || bad "an option that is not there" "$work/said"
PATH=/nowhere "$irp" build --target wasm32 $plan -o "$work/none" 2>"$work/said"; [ $? = 2 ] && grep -q 'package lld' "$work/said" && [ ! -e "$work/none" ] && good || bad "without wasm-ld" "$work/said"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
