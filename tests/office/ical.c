/* ical.c - reads a calendar with libical and prints its events, a line each: UID, day, summary, location, categories (a | after each),
 * description. What libical finds
 * wrong is an error. The tests of irp's calendars read it (tests/office.sh).
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>

static char *read_all(void)
{
    size_t len = 0, room = 1 << 20;
    char  *text = malloc(room);
    for (size_t n; text && (n = fread(text + len, 1, room - len - 1, stdin)) > 0;) {
        len += n;
        if (room - len < 2)
            text = realloc(text, room *= 2);
    }
    if (text)
        text[len] = '\0';
    return text;
}

/* Tabs and line ends would part what is printed: a line end is a vertical tab. */
static void put(const char *text)
{
    for (; text && *text; text++)
        putchar(*text == '\n' ? '\v' : *text == '\t' ? ' ' : *text);
}

/* libical makes a property of each category. */
static void put_categories(icalcomponent *c)
{
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_CATEGORIES_PROPERTY); p; p = icalcomponent_get_next_property(c, ICAL_CATEGORIES_PROPERTY)) {
        put(icalproperty_get_categories(p));
        putchar('|');
    }
}

int main(void)
{
    char          *text = read_all();
    icalcomponent *all = text ? icalparser_parse_string(text) : NULL;
    if (!all || icalcomponent_isa(all) != ICAL_VCALENDAR_COMPONENT || icalcomponent_count_errors(all) > 0 || !icalrestriction_check(all)) {
        fprintf(stderr, "ical: this is no calendar: %s\n", all ? icalcomponent_as_ical_string(all) : "nothing was read");
        return 1;
    }
    for (icalcomponent *e = icalcomponent_get_first_component(all, ICAL_VEVENT_COMPONENT); e; e = icalcomponent_get_next_component(all, ICAL_VEVENT_COMPONENT)) {
        struct icaltimetype day = icalcomponent_get_dtstart(e);
        printf("%s\t%04d-%02d-%02d%s", icalcomponent_get_uid(e), day.year, day.month, day.day, icaltime_is_date(day) ? "" : "T");
        putchar('\t'), put(icalcomponent_get_summary(e));
        putchar('\t'), put(icalcomponent_get_location(e));
        putchar('\t'), put_categories(e);
        putchar('\t'), put(icalcomponent_get_description(e));
        putchar('\n');
    }
    icalcomponent_free(all);
    free(text);
    return 0;
}
