#!/bin/sh
# irp check --watch, driven: files edited in place and by rename, new ones, removed ones, settings and standards; and that it sleeps in between.
# Nothing is timed: each step waits for what must be said, and fails when it is not said within a bound. Usage: tests/watch.sh BUILD.
# The last line is "N passed, N failed".
irp=$(realpath "${1:-build}/irp") || exit 2
folder=$(mktemp -d) || exit 2
child=
trap 'test -z "$child" || kill -KILL "$child" 2>/dev/null; rm -rf "$folder"' EXIT
trap 'exit 2' HUP INT TERM
cd "$folder" || exit 2
passed=0 failed=0

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAIL $1"; sed 's/^/  /' said | tail -n 12; }

# said N WORDS: the N-th round ends with these words.
said() {
    tries=200
    while test $tries -gt 0; do
        grep '^[0-9].* in \|^No problems' said > rounds
        test "$(sed -n "$1p" rounds)" = "$2" && { pass; return; }
        kill -0 "$child" 2> /dev/null || break
        tries=$((tries - 1))
        sleep 0.05
    done
    fail "round $1 should say: $2"
}

plan() { printf '# Action plan: HMP Example\n\nStandard: ours\n\n## Action 1\n\n%sVisits will restart.\n' "$1"; }
rule() { printf '# Standard: ours\n\nApplies to: plan\n\n## Rule: %s\n\nFor each: action\nRequire: %s is given\nOtherwise: error "Enter one"\n' "$1" "$1"; }

mkdir -p top/.git top/plans
rule owner > top/ours.irp
plan '' > top/plans/a.irp
env --default-signal=INT "$irp" check --watch --color=never --today 2026-10-01 top/plans > found 2> said &
child=$!
said 1 '1 error in 1 file.'
plan 'Owner: Governor

' > top/plans/a.irp                                       # written in place
said 2 'No problems in 1 file.'
plan '' > top/plans/.a.irp.tmp && mv top/plans/.a.irp.tmp top/plans/a.irp      # as editors do
said 3 '1 error in 1 file.'
cp top/plans/a.irp top/plans/b.irp                         # a new file
said 4 '2 errors in 2 files.'
mkdir top/plans/more                                       # a new folder
said 5 '2 errors in 2 files.'
mv top/plans/b.irp top/plans/more/c.irp
said 6 '2 errors in 2 files.'
rm top/plans/more/c.irp
said 7 '1 error in 1 file.'
printf 'Severity: owner = warning\n' > top/irp.conf        # settings of a folder above
said 8 '1 warning in 1 file.'
rule deadline > top/ours.irp                               # the standard
said 9 '1 error in 1 file.'
printf 'Severity: owner\n' > top/irp.conf                  # settings with a mistake: told, and the watch goes on
tries=200
until grep -q 'irp.conf:1:' said || test $tries -eq 0; do tries=$((tries - 1)); sleep 0.05; done
rm top/irp.conf
said 10 '1 error in 1 file.'
grep -q 'irp.conf:1:' said && pass || fail 'a mistake in irp.conf should be told'

# It sleeps: nothing runs where nothing happens, and files that are none of its business wake nobody for a round.
echo x > top/plans/notes.txt
sleep 0.3
before=$(grep ctxt "/proc/$child/status"); sleep 0.4
test "$before" = "$(grep ctxt "/proc/$child/status")" && test "$(wc -l < rounds)" -eq 10 && pass || fail 'it should sleep while nothing happens'

kill -INT "$child"
wait "$child"
test $? -eq 1 && pass || fail 'Ctrl-C should end it with the status of the last check'
child=
grep -q "$(printf '\033')" found said && fail 'nothing is cleared where no terminal is' || pass

# What cannot be watched is refused.
"$irp" check --watch - < /dev/null 2> said; test $? -eq 2 && grep -q 'standard input comes once' said && pass || fail 'standard input cannot be watched'
"$irp" check --watch --baseline b --update-baseline top 2> said; test $? -eq 2 && pass || fail '--update-baseline beside --watch'

echo "$passed passed, $failed failed"
test "$failed" -eq 0
