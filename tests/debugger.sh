#!/bin/sh
# Machine code knows the lines of the standard: gdb stops on a rule, tools show the lines, and a shared object links and loads.
# The last line is "N passed, N failed".
cd "$(dirname "$0")/.." || exit 2
build=$(cd "${1:-build}" && pwd) || exit 2
passed=0 failed=0
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
for tool in gdb objdump gcc; do
    command -v $tool >/dev/null || { echo "$tool is missing: make deps installs it"; exit 1; }
done
good() { passed=$((passed + 1)); }
bad()  { failed=$((failed + 1)); echo "debugger: $1"; [ -z "${2-}" ] || sed 's/^/    /' "$2"; }

cp examples/first/after.irp "$work/shipped.irp"
cat >"$work/own.irp" <<'END'
# Action plan: HMP Example

Standard: trial

## Action 1

Owner: Governor

Staff will be trained.

## Owner: Governor

# Standard: trial

Applies to: plan

## Rule: named-in-full

For each: action
Require: count of owners >= 1
Otherwise: error "Action {number} has nobody"
Authority: trial

Somebody answers for each action.

## Rule: dated

For each: action
Require: deadline is given
Otherwise: error "Action {number} has no day"
Authority: trial

Each action has a day.
END

# IRP PLAN: each rule's name and where its heading stands, "NAME FILE:LINE".
places()
{
    "$1" build --emit rules "$work/$2" | awk '$1 == "name" { name = $2 } $1 == "file" { file = $2; sub(".*/", "", file) }
        $1 == "line" { gsub("\"", "", name); gsub("\"", "", file); print name, file ":" $2 }'
}

# IRP PLAN RULE: under gdb the check stops in a kernel at the rule's line, and shows it.
stops()
{
    plan=$2 text="## Rule: $3" at=$(places "$1" "$2" | sed -n "s/^$3 //p")
    file=${at%:*} line=${at#*:}
    (cd "$work" && gdb -nx -batch -ex 'set debuginfod enabled off' -ex 'set breakpoint pending on' -ex "directory $OLDPWD/lang/standards" \
        -ex "break $file:$line" -ex run -ex 'backtrace 1' --args "$1" check --engine native $plan) >"$work/gdb.log" 2>&1
    if grep -Eq "^Breakpoint 1(\\.[0-9]+)?, k[0-9]+ \\(\\) at $file:$line$" "$work/gdb.log" && grep -qF "$line	$text" "$work/gdb.log"; then good
    else bad "$1 does not stop at $file:$line" "$work/gdb.log"; fi
}

# IRP EMIT: every rule's heading has instructions.
lines()
{
    places "$1" shipped.irp | cut -d ' ' -f 2 | sort -u >"$work/wanted"
    "$1" build --emit "$2" "$work/shipped.irp" -o "$work/made" 2>"$work/said" || bad "$1 build --emit $2" "$work/said"
    objdump -dl "$work/made" | sed -n 's/^\([a-z]*\.irp:[0-9]*\).*/\1/p' | sort -u >"$work/found"
    if [ -s "$work/wanted" ] && cmp -s "$work/wanted" "$work/found"; then good
    else bad "$1 build --emit $2: rules without instructions, or instructions of no rule: $(comm -3 "$work/wanted" "$work/found" | tr -d '\t' | tr '\n' ' ')"; fi
}

# IRP: a program that is linked with the shared object starts, and calls each function for no rows.
links()
{
    "$1" build --emit shared "$work/shipped.irp" -o "$work/librules.so" 2>"$work/said" || bad "$1 build --emit shared" "$work/said"
    nm -D --defined-only "$work/librules.so" | sed -n 's/.* T \(k[0-9]*\)$/\1/p' >"$work/names"
    { sed 's/.*/void &(const void *const *, void *const *, unsigned long, int);/' "$work/names"; echo 'int main(void) {'
      sed 's/.*/&(0, 0, 0, 0);/' "$work/names"; echo 'return 0; }'; } >"$work/main.c"
    if [ -s "$work/names" ] && gcc "$work/main.c" -L"$work" -lrules -Wl,-rpath,"$work" -o "$work/main" >"$work/said" 2>&1 && "$work/main"; then good
    else bad "$1: its shared object cannot be used" "$work/said"; fi
}

dated=$(grep -n '^## Rule: dated$' "$work/own.irp" | cut -d : -f 1)
for irp in "$build/irp" "$build/llvm19/irp"; do
    [ -x "$irp" ] || { bad "$irp was not built"; continue; }
    stops "$irp" shipped.irp missing-deadline
    stops "$irp" shipped.irp deadline-after-publication
    stops "$irp" own.irp named-in-full
    stops "$irp" own.irp dated
    for emit in obj shared; do lines "$irp" $emit; done
    links "$irp"
    if "$irp" build --emit llvm-ir "$work/own.irp" | grep -q "!DILocation(line: $dated, "; then good; else bad "$irp: no lines in llvm-ir"; fi
    if "$irp" build --emit asm "$work/own.irp" | grep -Eq "\.loc[[:space:]]+[0-9]+ $dated "; then good; else bad "$irp: no lines in asm"; fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
