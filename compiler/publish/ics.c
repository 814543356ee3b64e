/* ics.c - a calendar (RFC 5545): an all-day event for each open deadline, on its last day.
 *
 * "July 2026" is an event of 31 July and says so in words: a banner over the whole month would hide what is due on its days. A UID is made of what the
 * item is (its document, inspection and number), never of its words, its dates or the file's lines, so that a calendar that takes the file again moves
 * the events that it has. The stamp is the day asked about.
 */
#include "make.h"
#include "sheets.h"
#include "../../runtime/base/escape.h"
#include "../../runtime/image/digest.h"
#include "../../runtime/image/layout.h"

#define LINE_OCTETS 75u                  /* of a line, without its end */
#define DAY_MOST    2932896              /* 31 December 9999: a date in a calendar has four digits for its year */

struct calendar {
    const struct publication *publication;
    struct out  *out;
    struct arena work;                   /* of the event at hand */
    struct map   identities;             /* by hash: how often each was met */
    VEC(struct { struct str identity; uint32_t times; }) met;
    bool         several;                /* documents */
};

/* ---- lines */

/* "NAME:value" as lines of 75 octets at most, none of which ends within a character. */
static void put_line(struct calendar *c, struct str line)
{
    for (size_t room = LINE_OCTETS; line.len > room; room = LINE_OCTETS - 1) {
        size_t at = room;
        while (((unsigned char)line.at[at] & 0xC0) == 0x80)
            at--;
        out_str(c->out, str_upto(line, at));
        out_str(c->out, STR("\r\n "));
        line = str_from(line, at);
    }
    out_str(c->out, line);
    out_str(c->out, STR("\r\n"));
}

static void put_text(struct calendar *c, const char *name, struct str text)
{
    struct out o;
    out_memory(&o, &c->work);
    out_printf(&o, "%s:", name);
    escape_ical(&o, text);
    put_line(c, out_text(&o));
}

static void put_day(struct calendar *c, const char *name, int32_t day, const char *end)
{
    struct civil at = civil_of(day < DAY_MOST ? day : DAY_MOST);
    put_line(c, str_printf(&c->work, "%s:%04d%02d%02d%s", name, (int)at.year, (int)at.month, (int)at.day, end));
}

/* ---- identity */

/* The inspection that a plan answers, or what else tells two documents of one title apart. */
static int32_t day_of_document(const struct subject *s)
{
    static const enum label LABELS_TO_ASK[] = {LABEL_PLAN_INSPECTION, LABEL_PLAN_REPORT_PUBLISHED, LABEL_RESPONSE_VISIT, LABEL_RESPONSE_DATE,
                                               LABEL_REVIEW_VISIT, LABEL_REVIEW_INSPECTION};
    struct date d;
    for (size_t i = 0; i < ARRAY_LEN(LABELS_TO_ASK); i++)
        if (label_rows[LABELS_TO_ASK[i]].kind == s->kind && rows_date(s->file->rows, s->item, LABELS_TO_ASK[i], &d))
            return d.first;
    return 0;
}

/* How many of the same identity came before: items without a number may say the same. */
static uint32_t times_met(struct calendar *c, struct str identity)
{
    uint64_t hash = str_hash(identity, map_seed());
    for (struct map_walk w = map_find(&c->identities, hash); map_next(&w);)
        if (str_eq(c->met.at[w.value].identity, identity))
            return c->met.at[w.value].times++;
    map_add(&c->identities, hash, c->met.len);
    vec_push(c->publication->arena, &c->met);
    c->met.at[c->met.len - 1].identity = str_keep(c->publication->arena, identity);
    c->met.at[c->met.len - 1].times = 1;
    return 0;
}

/* A UUID of version 8: its bits are a digest of the identity. */
static void put_uid(struct calendar *c, const struct subject *s, const struct promise *p)
{
    struct str identity = str_printf(&c->work, "%s\n" STR_FMT "\n%d\n%s\n" STR_FMT, kind_rows[s->kind].name, STR_ARG(rows_title(s->file->rows, s->item)),
                                     (int)day_of_document(s), promise_word(p->kind), STR_ARG(p->number.len > 0 ? p->number : p->text));
    uint32_t   times = times_met(c, identity);
    struct str hex = digest_text(str_printf(&c->work, STR_FMT "\n%u", STR_ARG(identity), times), &c->work);
    put_line(c, str_printf(&c->work, "UID:%.8s-%.4s-8%.3s-a%.3s-%.12s", hex.at, hex.at + 8, hex.at + 12, hex.at + 15, hex.at + 18));
}

/* ---- events */

static void put_fact(struct out *o, const char *name, struct str value)
{
    if (value.len > 0)
        out_printf(o, "\n%s: " STR_FMT, name, STR_ARG(value));
}

static uint32_t item_of(const struct subject *s, const struct promise *p)
{
    return u32_row(table_u32(image_table(s->file->unit->image, kind_rows[promise_item(p->kind)].name), "", "item"), p->row);
}

static void put_description(struct calendar *c, const struct subject *s, const struct promise *p)
{
    struct arena *a = &c->work;
    struct out    o;
    out_memory(&o, a);
    out_str(&o, sheet_words(s->file->rows, item_of(s, p), a));
    put_fact(&o, "Deadline", promise_deadline(p, a));
    if (p->first_dated && p->first_deadline.last != p->deadline.last)
        put_fact(&o, "First promised for", date_words(a, p->first_deadline));
    put_fact(&o, "Concern", clean_words(a, p->concern));
    put_fact(&o, "Status", p->status == STATUS_NONE ? STR("") : status_words(p->status));
    if (p->days_late > 0)
        put_fact(&o, "Late", str_printf(a, "by %d day%s on " STR_FMT, (int)p->days_late, p->days_late == 1 ? "" : "s",
                                        STR_ARG(date_words(a, date_of_day(c->publication->today)))));
    put_text(c, "DESCRIPTION", out_text(&o));
}

static void put_categories(struct calendar *c, const struct promise *p)
{
    struct out o;
    out_memory(&o, &c->work);
    out_str(&o, STR("CATEGORIES:Deadline"));
    if (p->days_late > 0)
        out_str(&o, STR(",Late"));
    if (p->area.len > 0) {
        out_char(&o, ',');
        escape_ical(&o, clean_words(&c->work, p->area));
    }
    put_line(c, out_text(&o));
}

static void put_event(struct calendar *c, const struct subject *s, const struct promise *p)
{
    struct str where = clean_words(&c->work, rows_title(s->file->rows, s->item)), owner = clean_words(&c->work, p->owner);
    put_line(c, STR("BEGIN:VEVENT"));
    put_uid(c, s, p);
    put_day(c, "DTSTAMP", c->publication->today, "T000000Z");
    put_day(c, "DTSTART;VALUE=DATE", p->deadline.last, "");
    put_text(c, "SUMMARY", str_printf(&c->work, "%s" STR_FMT "%s" STR_FMT " due%s" STR_FMT, p->days_late > 0 ? "Late: " : "", STR_ARG(c->several ? where : STR("")),
                                      c->several ? ": " : "", STR_ARG(promise_name(p, &c->work)), owner.len > 0 ? ": " : "", STR_ARG(owner)));
    put_description(c, s, p);
    put_text(c, "LOCATION", where);
    put_categories(c, p);
    put_line(c, STR("STATUS:CONFIRMED"));
    put_line(c, STR("TRANSP:TRANSPARENT"));
    if (p->days_late > 0)
        put_line(c, STR("PRIORITY:1"));
    put_line(c, STR("END:VEVENT"));
}

/* The events of a document; how many. Promises stand in the order of their documents: *at is how far they have been taken. */
static uint32_t put_document(struct calendar *c, const struct subject *s, const struct promises *all, uint32_t *at)
{
    uint32_t n = 0;
    for (; *at < all->len && all->at[*at].document_item <= s->item; ++*at) {
        const struct promise *p = &all->at[*at];
        if (p->document_item != s->item || !(p->state & DEED_OPEN) || !p->dated)
            continue;
        arena_open(&c->work, c->publication->arena->mem);
        put_event(c, s, p);
        arena_close(&c->work);
        n++;
    }
    return n;
}

/* A calendar has to hold something. */
static void put_nothing(struct calendar *c)
{
    static const char *const LINES[] = {"BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000",
                                        "END:STANDARD", "END:VTIMEZONE"};
    for (size_t i = 0; i < ARRAY_LEN(LINES); i++)
        put_line(c, str_of(LINES[i]));
}

struct err write_ics(const struct publication *p, struct out *o)
{
    struct calendar c = {.publication = p, .out = o, .several = p->subjects_len > 1};
    uint32_t        events = 0;
    map_open(&c.identities, p->arena, 0);
    put_line(&c, STR("BEGIN:VCALENDAR"));
    put_line(&c, STR("VERSION:2.0"));
    put_line(&c, STR("PRODID:-//irp//deadlines of action plans//EN"));
    put_line(&c, STR("CALSCALE:GREGORIAN"));
    for (uint32_t i = 0; i < p->subjects_len;) {         /* subjects of one file follow one another: what its image holds is worked out once */
        const struct publish_file *file = p->subjects[i].file;
        struct promises all = promises_of(file->unit->image, p->today, p->arena);
        uint32_t        at = 0;
        for (; i < p->subjects_len && p->subjects[i].file == file; i++)
            events += put_document(&c, &p->subjects[i], &all, &at);
    }
    if (events == 0)
        put_nothing(&c);
    put_line(&c, STR("END:VCALENDAR"));
    return OK;
}
