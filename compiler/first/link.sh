#!/bin/sh
# link.sh FOLDER CC FLAGS FIRST CODEGEN [LEVEL...]: what irp-first and irp-codegen make of the standards, as FOLDER/linked.o.
set -eu
folder=$1 cc=$2 flags=$3 first=$4 codegen=$5
shift 5
mkdir -p "$folder"
"$first" "$folder" "$@"
if [ $# -gt 0 ] && ! cmp -s "$codegen" "$folder/codegen.was"; then
    rm -f "$folder"/*.o "$folder"/*.of
    cp "$codegen" "$folder/codegen.was"
fi
objects=
for program in $([ $# = 0 ] || ls "$folder" | sed -n 's/^\(s[0-9]*\)\.program$/\1/p'); do
    grep -q "^extern.* ${program}_begin" "$folder/compiled.c" || { rm "$folder/$program".*; continue; }
    for level; do
        object=$folder/$program.$level.o
        if [ ! -e "$object" ] || ! cmp -s "$folder/$program.program" "$object.of"; then
            "$codegen" --target "$level" --emit obj --prefix "${program}_${level}_" <"$folder/$program.program" >"$object"
            cp "$folder/$program.program" "$object.of"
        fi
        objects="$objects $object"
    done
done
(cd "$folder" && $cc -c -x assembler programs.s -o programs.o)
$cc $flags -c "$folder/compiled.c" -o "$folder/compiled.o"
ld -r -o "$folder/linked.o" "$folder/compiled.o" "$folder/programs.o" $objects
