#!/bin/sh
# Every test (make check; --long: make check-long). Each section is a command; what it printed is shown when it fails. Counts are summed from
# "N passed, N failed" in a section's last line; a section without one counts as one. The last line of all is the sum alone.
# Sections that keep one processor busy are queued, and run beside one another, as many as there are processors.
cd "$(dirname "$0")/.." || exit 2
: "${MAKE:=make}" "${BUILD:=build}"
logs=$BUILD/check
passed=0 failed=0 long=no
[ "${1-}" = --long ] && long=yes
mkdir -p "$logs" || exit 2
export MAKE BUILD

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
queue() # NAME, then a command: a program, since a process of its own runs it
{
    queued=$((queued + 1))
    printf '%s\0' "$@" >"$waiting/$(printf %03d $queued)"
}
run_queue()
{
    find "$waiting" -name '[0-9]*' | LC_ALL=C sort | xargs -P "$(nproc)" -I{} sh -c 'xargs -0 tests/all.sh --one "$1.counts" <"$1" >"$1.log" 2>&1; cat "$1.log"' one {}
    for item in "$waiting"/[0-9][0-9][0-9]; do
        [ -e "$item.counts" ] || { echo "FAIL  $(tr '\0' ' ' <"$item") was not run"; echo "0 1" >"$item.counts"; }
        read -r ok bad <"$item.counts"
        passed=$((passed + ok)) failed=$((failed + bad))
    done
    rm -rf "$waiting" && mkdir "$waiting" && queued=0
}
if [ "${1-}" = --one ]; then             # a section of the queue: its counts go to a file
    counts_to=$2; shift 2
    section "$@"
    echo "$passed $failed" >"$counts_to"
    exit 0
fi
waiting=$logs/queue queued=0
rm -rf "$waiting" && mkdir "$waiting" || exit 2

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
    queue "${t#tests/}, sanitized" "$BUILD/debug/$t"
    case $t in
    tests/unit/*) queue "${t#tests/}, valgrind" valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite "$BUILD/$t" ;;
    *)            queue "${t#tests/}, released" "$BUILD/$t" ;;
    esac
done

# ---- whole commands
run=$BUILD/tests/run
section "cases" $run --irp "$BUILD/irp"
section "cases, sanitized" $run --irp "$BUILD/debug/irp" --engines off
section "cases, clang" $run --irp "$BUILD/clang/irp" --engines off
section "npm packages for the tests" tests/npm.sh "$BUILD"
section "recipes for continuous integration" tests/recipes.sh "$BUILD"
section "installed: programs, manual page, completions" tests/installed.sh "$BUILD"
queue "HTML reports in a browser" tests/web.sh "$BUILD"
queue "office files and calendars" tests/office.sh "$BUILD"
queue "formats of findings" tests/formats.sh "$BUILD"
queue "Markdown reports, as Markdown is read" tests/reports.sh "$BUILD"
queue "irp check --watch" tests/watch.sh "$BUILD"
queue "irp check --watch, sanitized" tests/watch.sh "$BUILD/debug"
queue "shipped standards, by their tests" tests/standards.sh "$BUILD"
queue "examples of rules" tests/examples.sh "$BUILD"
queue "proofs of the standards" tests/proofs.sh "$BUILD/irp"
queue "engines, sanitized" "$run" --irp "$BUILD/debug/irp" --only engines examples/
queue "engines, LLVM 19" "$run" --irp "$BUILD/llvm19/irp" --only engines examples/
queue "engines, clang" "$run" --irp "$BUILD/clang/irp" --only engines examples/
queue "same bytes from every build" tests/same.sh "$BUILD"
queue "lines for debuggers" tests/debugger.sh "$BUILD"
queue "WebAssembly" tests/wasm.sh "$BUILD"

# ---- faults and fuzzing
if [ $long = yes ]; then samples=300 fuzz_seconds=60; else samples=20 fuzz_seconds=5; fi
section "every allocation fails once" $run --irp "$BUILD/debug/irp" --only faults --samples $samples
for t in tests/fuzz/fuzz_*.c; do
    [ -e "$t" ] || continue
    queue "$(basename "$t" .c), $fuzz_seconds seconds" tests/fuzz/run.sh "$BUILD" "$(basename "$t" .c)" $fuzz_seconds
done
run_queue
finish
