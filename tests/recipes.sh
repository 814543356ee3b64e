#!/bin/sh
# README's recipes for continuous integration, run as they stand on a folder of plans: they pass where the plans are fine, stop where they are not, and leave
# the files that they hand on. Only what is outside is replaced: apt-get, git clone of the address (a copy of this tree), /opt and /usr/local (folders of
# the test). The last line is "N passed, N failed". Run from anywhere, after a build.
cd "$(dirname "$0")/.." || exit 2
root=$PWD build=$(cd "${1:-build}" && pwd) || exit 2
tests/npm.sh "$build" || exit 1
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
same() # WHAT, expected, got
{
    if [ "$2" = "$3" ]; then passed=$((passed + 1)); return; fi
    failed=$((failed + 1))
    printf 'recipes: %s\n  expected: %s\n  got:      %s\n' "$1" "$2" "$3"
}

mkdir "$work/outside" "$work/recipes"
cat >"$work/outside/apt-get" <<END
#!/bin/sh
echo "\$@" >>"$work/apt"
END
# Times are kept, so that what is built here is not built again.
cat >"$work/outside/git" <<END
#!/bin/sh
[ "\$1 \$2 \$3 \$4" = "clone --depth 1 REPOSITORY" ] || { echo "git \$*: not in a recipe" >&2; exit 1; }
mkdir -p "\$5" && cd "$root" && $(command -v git) ls-files -z | xargs -0 cp -p --parents -t "\$5"
END
chmod +x "$work/outside/"*
NODE_PATH=$build/npm/node_modules node tests/recipes.mjs README.md "$work/recipes" || { echo "recipes: README's recipes cannot be read"; exit 1; }

for name in github gitlab shell; do
    sed "s|/opt/irp|$work/opt/$name|g" "$work/recipes/$name.sh" >"$work/run.sh"
    for plan in after.irp before.txt; do
        here=$work/$name/$plan
        mkdir -p "$here/plans" && cp "examples/first/$plan" "$here/plans/plan.irp"
        rm -rf "$work/opt/$name"
        (cd "$here" && BUILD=$build prefix=$work/usr PATH=$work/outside:$work/usr/bin:$PATH bash "$work/run.sh") >"$here/log" 2>&1
        status=$?
        case $plan in after.irp) wanted=0 ;; *) wanted=1 ;; esac
        same "the $name recipe on $plan ends with $wanted" "$wanted" "$status"
        [ $status = $wanted ] || tail -n 20 "$here/log"
        while read -r file; do
            same "the $name recipe leaves $file for $plan" yes "$([ -s "$here/$file" ] && echo yes)"
        done <"$work/recipes/$name.files"
    done
done
same "the recipes install what is needed to fetch and build, and nothing else" \
    "install -y --no-install-recommends ca-certificates git make" "$(grep -v update "$work/apt" | sort -u)"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
