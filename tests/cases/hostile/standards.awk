# Standards that would cost without end, a file each; run by standards.session.
function many(n, text,    i, s, all) { for (i = 0; i < n; i++) { s = text; gsub(/@/, i, s); all = all s } return all }
function times(n, text,    all) { for (; n > 0; n = int(n / 2)) { if (n % 2) all = all text; text = text text } return all }
function head(f) { print "# Action plan: HMP Example\n\nStandard: ours\n\n## Action 1\n\nVisits.\n\n# Standard: ours\n\nApplies to: plan" > f }
function rule(f, name, require, message, when) {
    printf "\n## Rule: %s\n\nFor each: action\n", name > f
    printf "%s", when > f
    print "Require: " require > f
    print "Otherwise: error \"" message "\"" > f
}
BEGIN {
    head("a"); rule("a", "deep", times(300, "not ") "late", "Broken"); rule("a", "beside", "late", "Broken")
    head("b"); rule("b", "nots", times(20000, "not ") "late", "Broken"); rule("b", "beside", "late", "Broken")
    head("c"); rule("c", "holes", "late", times(5000, "{deadline}")); rule("c", "beside", "late", "Broken")
    for (w = 1; w <= 60; w++)
        whens = whens "When: " many(200, "(last number > " w "@) or ") "true\n"
    head("d"); rule("d", "whens", "late", "Broken", whens); rule("d", "beside", "late", "Broken")
    head("e")
    for (i = 0; i < 110000; i++)
        rule("e", "r" i, "last number > " i, "Broken")
    print "# Progress review: HMP Example\n" > "f"
    for (i = 0; i < 110000; i++)
        print "Claim: (count of themes) = " i > "f"
    head("g")
    for (i = 0; i < 2000; i++)
        printf "\n# Standard: s%d\n\nUse: s%d\nUse: s%d\n", i, i + 1, i + 2 > "g"
    head("h"); rule("h", "text", "text contains \"" times(60000, "x") "\"", "Broken"); rule("h", "beside", "late", "Broken")
    head("i"); rule("i", "pattern", "text is given and text matches \"" times(300, "(a*)*") "\"", "Broken"); rule("i", "beside", "late", "Broken")
}
