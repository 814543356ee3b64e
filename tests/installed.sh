#!/bin/sh
# What make install puts down, and make uninstall takes away: programs that run from there, a manual page without faults that names every command and
# option, and completions that three shells take and answer with. The last line is "N passed, N failed". Run from anywhere.
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
: "${MAKE:=make}"
for tool in bash zsh fish mandoc; do
    command -v $tool >/dev/null || { echo "$tool is missing: make deps installs it"; exit 1; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
same() # WHAT, expected, got
{
    if [ "$2" = "$3" ]; then passed=$((passed + 1)); return; fi
    failed=$((failed + 1))
    printf 'installed: %s\n  expected: %s\n  got:      %s\n' "$1" "$2" "$3"
}
install_() { $MAKE --no-print-directory BUILD="$build" DESTDIR="$work/root" prefix=/opt/irp "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }

# ---- put down, run from there, taken away
install_ install
put=$work/root/opt/irp irp=$work/root/opt/irp/bin/irp
same "the installed irp says its version" "$("$build/irp" --version)" "$("$irp" --version)"
(cd "$work" && "$irp" check -q --engine native --today 2026-10-01 "$OLDPWD/examples/first/after.irp") >"$work/out" 2>&1
same "the installed irp finds irp-codegen" "0 " "$? $(cat "$work/out")"
mkdir "$work/plans" && cp examples/first/after.irp "$work/plans/plan.irp"

# ---- the manual page
page=$put/share/man/man1/irp.1
# It has no date: the same sources, the same bytes.
same "the manual page is without faults" "" "$(mandoc -T lint -W warning "$page" 2>&1 | grep -v 'missing date')"
mandoc -T ascii -O width=200 "$page" | sed 's/.\x08//g' >"$work/page"
for c in $("$irp" help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
    same "the manual page has irp $c" 1 "$(grep -c "^ *irp $c\$" "$work/page")"
    for o in $("$irp" help "$c" | sed -n 's/^  \(-., \)\{0,1\} *--\([a-z-]*\).*/\2/p'); do
        grep -q -e "--$o" "$work/page"
        same "the manual page has --$o of irp $c" 0 $?
    done
done

# ---- completions: what each shell offers for a line
bash_says() # the words of the line, the last one unfinished
{
    bash --norc -c '. "$0"; cd "$1" || exit; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _irp; [ ${#COMPREPLY[@]} = 0 ] || printf "%s\n" "${COMPREPLY[@]}"' \
        "$put/share/bash-completion/completions/irp" "$work" "$@" | sort | tr '\n' ' '
}
fish_says()
{
    (cd "$work" && HOME=$work fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$put/share/fish/vendor_completions.d/irp.fish" "$*") | cut -f 1 | sort | tr '\n' ' '
}
# A shell of its own on a terminal of its own: every match that compadd is given is written down. Answers are waited for, five seconds at most.
cat >"$work/drive.zsh" <<'Z'
zmodload zsh/zpty
zpty -b shell zsh -f -i
send() { zpty -w shell "$1" }
wait_for() { local line; integer n=0; while (( n++ < 500 )); do if zpty -r -t shell line; then [[ $line == *$1* ]] && return; else sleep 0.01; fi; done; print "no answer: $1"; exit 1 }
send "fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D; setopt no_beep"
send "every() { compadd() { local -a got; builtin compadd -O got \"\$@\"; (( \$#got )) && print -rl -- \$got >>matches; builtin compadd \"\$@\" }; _main_complete }"
send "zle -C all complete-word every; bindkey '^X' all; print rea''dy"
wait_for ready
zpty -w -n shell "$2"$'\C-x'
zpty -w -n shell $'\C-a'"print 'do''ne' "$'\n'
wait_for done
zpty -d shell
Z
zsh_says()
{
    rm -f "$work/matches"
    (cd "$work" && HOME=$work TERM=dumb zsh -f drive.zsh "$put/share/zsh/site-functions" "$*") || exit 1
    [ ! -e "$work/matches" ] || sort -u "$work/matches" | tr '\n' ' '
}
for shell in bash zsh fish; do
    same "$shell: a command" "check " "$(${shell}_says irp che)"
    same "$shell: an option" "--strict " "$(${shell}_says irp check --stri)"
    same "$shell: a value" "always " "$(${shell}_says irp check --color alw)"
    same "$shell: a command that help is for" "prove " "$(${shell}_says irp help pro)"
    same "$shell: a standard" "hmpps " "$(${shell}_says irp prove hmp)"
    same "$shell: nothing of that name" "" "$(${shell}_says irp check --nothing-of-that-name)"
done
same "bash: a folder" "plans " "$(bash_says irp check pl)"
same "bash: a file" "plans/plan.irp " "$(bash_says irp check plans/pl)"
same "bash: a value after =" "never " "$(bash_says irp check --color = nev)"
same "bash: options of a command alone" "" "$(bash_says irp help --stri)"

install_ uninstall
same "nothing is left" "" "$(find "$work/root" ! -type d)"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
