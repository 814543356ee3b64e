#!/bin/sh
# Every test, one after another (make check; --long: make check-long). Each section is a command; what it printed is shown when it
# fails. Counts are summed from "N passed, N failed" in a section's last line; a section without one counts as one.
# The last line of all is the sum alone.
cd "$(dirname "$0")/.." || exit 2
: "${MAKE:=make}" "${BUILD:=build}"
logs=$BUILD/check
passed=0 failed=0 long=no
[ "${1-}" = --long ] && long=yes
mkdir -p "$logs" || exit 2

section() # NAME, then a command
{
    name=$1; shift
    log=$logs/$(echo "$name" | tr -c 'A-Za-z0-9.\n' '-').log
    start=$(date +%s)
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    seconds=$(($(date +%s) - start))
    counts=$(tail -n 1 "$log" | sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p')
    ok=${counts% *} bad=${counts#* }
    if [ -z "$counts" ]; then
        if [ $status = 0 ]; then ok=1 bad=0; else ok=0 bad=1; fi
    elif [ $status != 0 ] && [ "$bad" = 0 ]; then
        bad=1
    fi
    passed=$((passed + ok)) failed=$((failed + bad))
    if [ "$bad" = 0 ]; then
        printf 'ok    %-40s %6d   %ds\n' "$name" "$ok" $seconds
    else
        printf 'FAIL  %-40s %6d failed   %ds\n' "$name" "$bad" $seconds
        head -n 100 "$log" | sed 's/^/      /'
        [ "$(wc -l <"$log")" -le 100 ] || echo "      ... the rest is in $log"
    fi
    [ "$bad" = 0 ]
}
finish()
{
    echo "$passed passed, $failed failed"
    [ $failed = 0 ] && [ $passed -gt 0 ]
    exit
}
make_() { $MAKE --no-print-directory BUILD="$BUILD" "$@"; }

# ---- builds: without the first nothing else can run
section "build: release" make_ all tests || finish
section "build: debug (ASan, UBSan)" make_ MODE=debug all tests || finish
section "build: LLVM 19" make_ LLVM_CONFIG=llvm-config-19 B="$BUILD/llvm19" LLVM_O="$BUILD/obj/llvm19"
section "build: clang" make_ CC=clang STUB_CC=clang BUILD="$BUILD/clang" all tests
section "build: fuzz targets (clang, ASan, UBSan)" make_ MODE=fuzz fuzz-targets

if [ $long = yes ]; then
    section "build: again, elsewhere" make_ BUILD="$BUILD/again" all
    section "two builds, one hash" cmp "$BUILD/irp" "$BUILD/again/irp"
fi

# ---- the sources
section "layers" tests/layers.sh
section "banned" tests/banned.sh
section "flex and bison" tests/gates.sh
section "tables of SPEC.md" tests/spec/update.sh --check "$BUILD/tests/spec/tables"
if [ $long = yes ]; then section "static analysis" tests/analyze.sh "$BUILD" --long
else section "static analysis" tests/analyze.sh "$BUILD"; fi
section "hardening" tests/hardening.sh "$BUILD"

# ---- unit and property tests: with sanitizers, and as released under valgrind
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
for t in tests/unit/*.c tests/prop/*.c; do
    [ -e "$t" ] || continue
    t=${t%.c}
    section "${t#tests/}, sanitized" "$BUILD/debug/$t"
    case $t in
    tests/unit/*) section "${t#tests/}, valgrind" valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite "$BUILD/$t" ;;
    *)            section "${t#tests/}, released" "$BUILD/$t" ;;
    esac
done

# ---- whole commands
run=$BUILD/tests/run
section "cases" $run --irp "$BUILD/irp"
section "shipped standards, by their tests" tests/standards.sh "$BUILD"
section "cases, sanitized" $run --irp "$BUILD/debug/irp" --engines off
section "cases, clang" $run --irp "$BUILD/clang/irp" --engines off
section "engines, sanitized" $run --irp "$BUILD/debug/irp" --only engines examples/
section "engines, LLVM 19" $run --irp "$BUILD/llvm19/irp" --only engines examples/
section "engines, clang" $run --irp "$BUILD/clang/irp" --only engines examples/
section "same bytes from every build" tests/same.sh "$BUILD"
section "lines for debuggers" tests/debugger.sh "$BUILD"
section "recipes for continuous integration" tests/recipes.sh "$BUILD"
section "installed: programs, manual page, completions" tests/installed.sh "$BUILD"
section "WebAssembly" tests/wasm.sh "$BUILD"
section "office files and calendars" tests/office.sh "$BUILD"

section "irp check --watch" tests/watch.sh "$BUILD"
section "irp check --watch, sanitized" tests/watch.sh "$BUILD/debug"
section "formats of findings" tests/formats.sh "$BUILD"
section "Markdown reports, as Markdown is read" tests/reports.sh "$BUILD"
section "HTML reports in a browser" tests/web.sh "$BUILD"

section "proofs of the standards" tests/proofs.sh "$BUILD/irp"

# ---- faults and fuzzing
if [ $long = yes ]; then samples=300 fuzz_seconds=60; else samples=20 fuzz_seconds=5; fi
section "every allocation fails once" $run --irp "$BUILD/debug/irp" --only faults --samples $samples
for t in tests/fuzz/fuzz_*.c; do
    [ -e "$t" ] || continue
    section "$(basename "$t" .c), $fuzz_seconds seconds" tests/fuzz/run.sh "$BUILD" "$(basename "$t" .c)" $fuzz_seconds
done
finish
