#include "../../runtime/base/map.h"
#include "unit.h"

static bool holds(const struct map *m, uint64_t hash, uint32_t value)
{
    for (struct map_walk w = map_find(m, hash); map_next(&w);) {
        if (w.value == value)
            return true;
    }
    return false;
}

static void many(uint32_t expected, bool poor)
{
    struct map m;
    const uint32_t n = 100000;
    uint32_t found = 0, walked = 0;

    map_open(&m, &unit_arena, expected);
    uint32_t mask = m.mask;
    CHECK(!holds(&m, 1, 1));
    for (uint32_t i = 0; i < n; i++)
        map_add(&m, poor ? i : str_hash((struct str){(const char *)&i, sizeof i}, 3), i);
    CHECK(m.used == n);
    CHECK(expected < n || m.mask == mask);
    for (uint32_t i = 0; i < n; i++) {
        for (struct map_walk w = map_find(&m, poor ? i : str_hash((struct str){(const char *)&i, sizeof i}, 3)); map_next(&w); walked++)
            found += w.value == i;
    }
    CHECK(found == n);
    CHECK(walked < n + 10);            /* hardly a hash is another's */
    for (uint32_t i = n; i < n + 1000; i++)
        CHECK(!holds(&m, poor ? i : str_hash((struct str){(const char *)&i, sizeof i}, 3), i));
    map_clear(&m);
    CHECK(m.used == 0 && !holds(&m, 1, 1));
    map_add(&m, 1, 5);
    CHECK(holds(&m, 1, 5) && !holds(&m, 2, 5));
}

int main(void)
{
    struct map m;

    UNIT_BEGIN();
    CHECK(sizeof m <= 24);
    many(0, false);
    many(0, true);
    many(100000, false);
    map_open(&m, &unit_arena, 0);
    map_clear(&m);
    for (uint32_t i = 0; i < 100; i++)      /* all under one hash */
        map_add(&m, 42, i);
    for (uint32_t i = 0; i < 100; i++)
        CHECK(holds(&m, 42, i));
    CHECK(map_seed() == map_seed());
    CHECK(map_seed() != 0);
    CHECK(map_random() != map_random());
    return unit_end();
}
