#!/bin/sh
# The built programs are hardened, and are linked with nothing that they should not be: `irp check` can map no LLVM, because irp
# loads no library at all. The last line is "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
passed=0 failed=0
check() # WHAT, then a command that must succeed
{
    what=$1; shift
    if "$@" >/dev/null 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "hardening: not so: $what"; fi
}
has()   { readelf -W "$1" "$2" | grep -Eq "$3"; }
lacks() { ! has "$@"; }

stub=$build/obj/release-stub/irp-stub
for p in $build/irp $build/irp-codegen $build/irp-office; do
    check "$p is position-independent"           has -h "$p" 'Type: +DYN'
    check "$p binds at its start"                has -d "$p" '(BIND_NOW|FLAGS_1.*NOW)'
    check "$p has no path to libraries in it"    lacks -d "$p" '(RPATH|RUNPATH)'
done
for p in $build/irp $build/irp-codegen $build/irp-office $stub; do
    check "$p closes its relocations (RELRO)"    has -l "$p" 'GNU_RELRO'
    check "$p has a stack without code"          has -l "$p" 'GNU_STACK .* RW '
    check "$p has no page to write and run"      lacks -l "$p" 'LOAD .* RWE '
    check "$p has no text relocation"            lacks -d "$p" 'TEXTREL'
done
for p in $build/irp $stub; do
    check "$p needs no library"                  lacks -d "$p" 'NEEDED'
    check "$p needs no loader"                   lacks -l "$p" 'INTERP'
done
check "irp-codegen is the one that needs LLVM"   has -d $build/irp-codegen 'NEEDED.*LLVM'
check "irp-office is the one that needs libxlsxwriter" has -d $build/irp-office 'NEEDED.*libxlsxwriter'
check "irp-office is the one that needs libzip"  has -d $build/irp-office 'NEEDED.*libzip'
check "irp has its own standards linked in, compiled"  sh -c "nm $build/irp | grep -q ' s0_baseline_code$'"
for archive in runtime lang compiler; do
    check "$archive has stack protectors"        sh -c "nm $build/obj/release/$archive.a | grep -q __stack_chk_fail"
done
for flag in -D_FORTIFY_SOURCE=2 -fstack-clash-protection -fstack-protector-strong; do
    check "release is compiled with $flag"       grep -q -e $flag $build/obj/release/flags
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
