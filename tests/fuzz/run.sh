#!/bin/sh
# tests/fuzz/run.sh BUILD TARGET SECONDS: fuzzes with a corpus made of the examples and a dictionary made of the language's table.
# What it finds is kept in BUILD/fuzz/found.
cd "$(dirname "$0")/../.." || exit 2
build=$1 target=$2 seconds=$3
corpus=$build/fuzz/corpus/$target seeds=$build/fuzz/seeds/$target found=$build/fuzz/found/
rm -rf "$seeds"
mkdir -p "$corpus" "$seeds" "$found"
n=0
for plan in $(find examples tests/cases lang/standards -name '*.irp' | sort); do
    n=$((n + 1))
    case $target in
    fuzz_image) "$build/irp" build --emit=image -o "$seeds/$n" "$plan" >/dev/null 2>&1 || rm -f "$seeds/$n" ;;
    *)          cp "$plan" "$seeds/$n" ;;
    esac
done
sed -nE 's/^ *(KIND|LABEL|MODIFIER)\([^"]*"([^"]*)".*/"\2"/p' lang/table/kinds.def | LC_ALL=C sort -u > "$build/fuzz/words.dict"
# a hang is an input that takes ten seconds: sanitized code is some ten times slower
exec "$build/fuzz/$target" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=3000 -dict="$build/fuzz/words.dict" \
    -artifact_prefix="$found" -print_final_stats=1 -verbosity=0 "$corpus" "$seeds"
