#!/bin/sh
# Office files and calendars, read by other programs: LibreOffice opens each workbook, spreadsheet and document, and what it reads is what irp says, cell by
# cell and text by text; libical reads the calendars; broken streams are refused by irp-office. The last line is "N passed, N failed".
#
#     tests/office.sh BUILD
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
passed=0 failed=0
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
for tool in soffice python3 cc; do
    command -v $tool >/dev/null || { echo "$tool is missing: make deps installs it"; exit 1; }
done
good() { passed=$((passed + 1)); }
bad()  { failed=$((failed + 1)); echo "office: not so: $*"; }
is()   { what=$1; shift; if "$@" >"$work/said" 2>&1; then good; else bad "$what"; head -n 20 "$work/said"; fi; }
# Some checks of check.py, whose last line counts them.
checks()
{
    python3 tests/office/check.py "$@" >"$work/said" 2>&1
    counts=$(tail -n 1 "$work/said" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
    if [ -z "$counts" ]; then bad "check.py $*"; cat "$work/said"; return; fi
    passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
    grep -v '^[0-9]* passed, ' "$work/said"
}
convert() # ENDING FILE...
{
    ending=$1; shift
    HOME=$work soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$ending" --outdir "$work/read" "$@" >"$work/said" 2>&1 || { bad "LibreOffice: $*"; cat "$work/said"; }
}

irp=$build/irp day=2026-10-01
python3 tests/office/check.py hostile "$work/hostile.irp"
mkdir "$work/read" "$work/made"

# NAME SOURCE...: the files of a publication, twice: in another time zone and language they have the same bytes.
names=
make_all()
{
    name=$1; shift
    names="$names $name"
    for form in xlsx ods docx; do
        $irp report --quiet --today $day "$@" -o "$work/made/$name-$form.$form" 2>"$work/said"
        [ $? -le 1 ] && [ -s "$work/made/$name-$form.$form" ] && good || { bad "$name: $form is made"; cat "$work/said"; continue; }
        TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 $irp report --quiet --today $day "$@" -o "$work/again" --to $form 2>/dev/null
        is "$name: $form has the same bytes each time" cmp "$work/made/$name-$form.$form" "$work/again"
    done
}
make_all plan examples/aylesbury-2026/plan.irp
make_all review examples/elmley-2023/review.irp
make_all letter examples/aylesbury-2023/letter.irp
make_all hostile "$work/hostile.irp"
make_all several examples/aylesbury-2026/plan.irp examples/poam-example/plan.irp examples/audit-example/plan.irp examples/first/after.irp examples/chelmsford-2022/review.irp examples/elmley-2023/letter.irp
checks package "$work"/made/*
convert fods "$work"/made/*.xlsx "$work"/made/*.ods
convert fodt "$work"/made/*.docx
for name in $names; do mv "$work/read/$name-docx.fodt" "$work/read/$name.fodt"; done
checks tables $irp $day "$work/read" plan examples/aylesbury-2026/plan.irp
checks tables $irp $day "$work/read" hostile "$work/hostile.irp"
checks tables $irp $day "$work/read" several examples/aylesbury-2026/plan.irp examples/poam-example/plan.irp examples/audit-example/plan.irp examples/first/after.irp examples/chelmsford-2022/review.irp examples/elmley-2023/letter.irp
checks tables $irp $day "$work/read" review examples/elmley-2023/review.irp
checks tables $irp $day "$work/read" letter examples/aylesbury-2023/letter.irp
checks words $irp $day "$work/read" plan examples/aylesbury-2026/plan.irp
checks words $irp $day "$work/read" review examples/elmley-2023/review.irp
checks words $irp $day "$work/read" letter examples/aylesbury-2023/letter.irp
checks words $irp $day "$work/read" hostile "$work/hostile.irp"

# A text too long for Excel says so; ODS has all of it (the tables above).
$irp report --quiet --today $day "$work/hostile.irp" --to xlsx -o "$work/cut.xlsx" 2>"$work/told"
is "a text that does not fit is told of" grep -q '^irp-office: 1 text is longer' "$work/told"

# ---- calendars
is "the reader of calendars is built" cc -O1 -o "$work/ical" tests/office/ical.c -lical
for plan in examples/aylesbury-2026/plan.irp examples/first/after.irp "$work/hostile.irp"; do checks calendar $irp $day "$work/ical" "$plan"; done
uids() { $irp report --quiet --to ics --today "$1" "$2" | "$work/ical" | cut -f 1 | sort; }
sed 's/September 2026/November 2026/; s/Staff from/The staff of/; 1i // moved down' examples/aylesbury-2026/plan.irp >"$work/edited.irp"
uids $day examples/aylesbury-2026/plan.irp >"$work/one"; uids 2026-11-11 "$work/edited.irp" >"$work/two"
is "what is edited keeps its UID" cmp "$work/one" "$work/two"
$irp report --to ics --today $day examples/elmley-2023/letter.irp >"$work/none.ics"
is "a calendar of nothing is one too" sh -c "'$work/ical' <'$work/none.ics' >'$work/events' && [ ! -s '$work/events' ]"

# ---- irp-office alone
mkdir "$work/bin" && cp "$irp" "$work/bin/irp" && printf '#!/bin/sh\ncat >"%s"; exit 2\n' "$work/stream" >"$work/bin/irp-office" && chmod +x "$work/bin/irp-office"
for form in xlsx ods docx; do
    "$work/bin/irp" report --quiet --to $form --today $day examples/first/after.irp -o "$work/none" 2>"$work/told"
    is "a failing irp-office gives status 2" [ $? = 2 ]
    is "... and no file" [ ! -e "$work/none" ]
    checks mutants "$build/debug/irp-office" "$work/stream" $form
done
rm "$work/bin/irp-office"
"$work/bin/irp" report --quiet --to ods --today $day examples/first/after.irp -o "$work/none" 2>"$work/told"
is "without irp-office the status is 2" [ $? = 2 ]
is "... irp says so" grep -q 'irp-office, which makes such files, is not beside irp' "$work/told"
is "... and writes nothing" [ ! -e "$work/none" ]

for form in xlsx ods docx; do checks grows $irp "$work" $form; done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
