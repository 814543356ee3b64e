#!/bin/sh
# The standards that come with irp hold no rules that contradict one another, none that are never asked and none that never fail.
# The last line is "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
irp=${1:-build/irp} passed=0 failed=0
for f in lang/standards/*.irp; do
    case $f in *.tests.irp) continue ;; esac
    name=$(basename "$f" .irp)
    if "$irp" prove "$name" >build/proof.txt 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        cat build/proof.txt
    fi
done
rm -f build/proof.txt
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
