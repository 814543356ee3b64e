#!/bin/sh
# Every rule of the standards that come with irp has an example that gives its finding and one that does not (lang/examples), and both do what they
# say as of 1 October 2026; no example holds a mistake of form. irp explain shows them. The last line is "N passed, N failed".
#
#     tests/examples.sh BUILD
cd "$(dirname "$0")/.." || exit 2
irp=$(realpath "${1:-build}")/irp
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
wrong() { failed=$((failed + 1)); echo "examples: $*"; }

for standard in lang/standards/*.irp; do
    case $standard in *.tests.irp) continue ;; esac
    name=$(basename "$standard" .irp)
    sed -n 's/^## Rule: //p' "$standard" | sort -u > "$work/rules"
    [ -s "$work/rules" ] || continue
    rm -f "$work"/*.irp
    # a file for each example: RULE.SORT.irp
    [ -e "lang/examples/$name.irp" ] && awk -v work="$work" '
        /^\/\/ [a-z0-9-]+: (bad|good)$/ { rule = $2; sub(/:$/, "", rule); file = work "/" rule "." $3 ".irp"; printf "" > file; next }
        file != "" { print > file }' "lang/examples/$name.irp"
    while read -r rule; do
        for sort in bad good; do
            file=$work/$rule.$sort.irp
            [ -s "$file" ] || { wrong "lang/examples/$name.irp lacks \"// $rule: $sort\""; continue; }
            "$irp" check --today 2026-10-01 --max-problems 0 --color=never -q "$file" > "$work/said" 2>&1
            if grep -q '\[IRP' "$work/said"; then wrong "$name, $rule: the $sort example holds a mistake of form"
            elif [ $sort = bad ] && ! grep -q "\[$rule\]\$" "$work/said"; then wrong "$name, $rule: the bad example does not give it"
            elif [ $sort = good ] && grep -q "\[$rule\]\$" "$work/said"; then wrong "$name, $rule: the good example gives it"
            else passed=$((passed + 1)); fi
        done
    done < "$work/rules"
    for file in "$work"/*.irp; do
        rule=$(basename "$file"); rule=${rule%.*.irp}
        [ ! -e "$file" ] || grep -qx -e "$rule" "$work/rules" || wrong "lang/examples/$name.irp has an example for $rule, which is no rule of $name"
    done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
