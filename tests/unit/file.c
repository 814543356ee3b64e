#include "../../runtime/base/file.h"
#include "unit.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];

static const char *in_folder(const char *name)
{
    return str_printf(&unit_arena, "%s/%s%c", folder, name, '\0').at;
}

static bool make(const char *name, const char *text)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    bool good = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0)
        close(fd);
    return good;
}

static mode_t mode_of(const char *name)
{
    struct stat st;
    return stat(name, &st) == 0 ? st.st_mode & 07777 : 0;
}

static struct err write_text(const char *name, const char *text)
{
    struct str s = str_of(text);
    return file_write(&unit_arena, name, &s, 1, FILE_PLAIN);
}

static struct str read_back(const char *name)
{
    struct str text;
    return failed(file_read(&unit_arena, name, 1 << 20, &text)) ? STR("(unread)") : text;
}

static enum err_code read_code(const char *name, size_t most)
{
    struct str text;
    return file_read(&unit_arena, name, most, &text).code;
}

static void reading(void)
{
    const char *name = in_folder("ten"), *fifo = in_folder("fifo");
    struct str text;

    CHECK(make(name, "0123456789"));
    CHECK_STR(read_back(name), "0123456789");
    CHECK(!failed(file_read(&unit_arena, name, 10, &text)) && text.at[10] == '\0');
    CHECK(read_code(name, 9) == ERR_TOO_LARGE);
    CHECK(read_code(in_folder("none"), 9) == ERR_NOT_FOUND);
    CHECK(read_code(in_folder("ten/x"), 9) == ERR_NOT_FOUND);
    CHECK(read_code("", 9) == ERR_NOT_FOUND);
    CHECK(read_code(folder, 9) == ERR_IS_FOLDER);
    CHECK(read_code("/dev/null", 9) == ERR_NOT_A_FILE);
    CHECK(mkfifo(fifo, 0600) == 0 && read_code(fifo, 9) == ERR_NOT_A_FILE);
    CHECK(make(in_folder("empty"), ""));
    CHECK(!failed(file_read(&unit_arena, in_folder("empty"), 0, &text)) && text.len == 0 && text.at[0] == '\0');
    CHECK(symlink("ten", in_folder("link")) == 0);
    CHECK_STR(read_back(in_folder("link")), "0123456789");
    if (access("/proc/self/status", R_OK) == 0)         /* a file that says it has no bytes */
        CHECK(!failed(file_read(&unit_arena, "/proc/self/status", 1 << 20, &text)) && text.len > 100);
    if (geteuid() != 0) {
        CHECK(chmod(name, 0) == 0);
        struct err e = file_read(&unit_arena, name, 10, &text);
        CHECK(e.code == ERR_OPEN && e.system == EACCES);
        CHECK(chmod(name, 0644) == 0);
    }
}

static void standard_input(void)
{
    int ends[2], kept = dup(0);
    struct str text;

    if (!CHECK(pipe(ends) == 0))
        return;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        static char block[1000];
        memset(block, 'i', sizeof block);
        for (int i = 0; i < 300; i++) {
            if (write(ends[1], block, sizeof block) < 0)
                exit(1);
        }
        exit(0);
    }
    close(ends[1]);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    dup2(ends[0], 0);
    CHECK(!failed(file_read(&unit_arena, "-", 300000, &text)) && text.len == 300000 && text.at[299999] == 'i' && text.at[300000] == '\0');
    close(ends[0]);
    CHECK(waitpid(child, NULL, 0) == child);

    int file = open(in_folder("ten"), O_RDONLY);
    dup2(file, 0);
    close(file);
    CHECK(read_code("-", 9) == ERR_TOO_LARGE);
    int dir = open(folder, O_RDONLY);
    dup2(dir, 0);
    close(dir);
    CHECK(read_code("-", 9) == ERR_IS_FOLDER);
    if (kept >= 0)
        dup2(kept, 0);
    close(kept);
}

/* No temporary file is left in the folder. */
static bool is_tidy(void)
{
    const char *command = str_printf(&unit_arena, "test -z \"$(find %s -name '.irp-*')\"%c", folder, '\0').at;
    return system(command) == 0;
}

static void writing(void)
{
    const char *name = in_folder("new"), *program = in_folder("program");
    struct str parts[3] = {STR("one "), {NULL, 0}, STR("two")};

    umask(022);
    CHECK(!failed(file_write(&unit_arena, name, parts, 3, FILE_PLAIN)));
    CHECK_STR(read_back(name), "one two");
    CHECK(mode_of(name) == 0644);
    CHECK(!failed(file_write(&unit_arena, program, parts, 1, FILE_PROGRAM)) && mode_of(program) == 0755);
    umask(077);
    CHECK(!failed(file_write(&unit_arena, in_folder("mine"), parts, 1, FILE_PROGRAM)) && mode_of(in_folder("mine")) == 0700);
    umask(022);
    static const mode_t modes[] = {0600, 0640, 0664, 0755, 0700};
    for (size_t i = 0; i < ARRAY_LEN(modes); i++) {
        CHECK(chmod(name, modes[i]) == 0 && !failed(write_text(name, "again")) && mode_of(name) == modes[i]);
        CHECK_STR(read_back(name), "again");
    }
    CHECK(chmod(program, 0640) == 0 && !failed(file_write(&unit_arena, program, parts, 1, FILE_PROGRAM)) && mode_of(program) == 0750);
    CHECK(!failed(file_write(&unit_arena, name, NULL, 0, FILE_PLAIN)));
    CHECK_STR(read_back(name), "");

    CHECK(write_text(folder, "x").code == ERR_IS_FOLDER);
    CHECK(write_text(in_folder("folder/"), "x").code == ERR_IS_FOLDER);
    CHECK(write_text(in_folder("fifo"), "x").code == ERR_NOT_A_FILE);
    CHECK(write_text("/dev/null", "x").code == ERR_NOT_A_FILE);
    CHECK(write_text(in_folder("nowhere/x"), "x").code == ERR_NOT_FOUND);
    CHECK(write_text("", "x").code == ERR_NOT_FOUND);
    CHECK(is_tidy());
}

static void links(void)
{
    struct stat st;
    const char *deep = in_folder("deep");

    CHECK(mkdir(deep, 0755) == 0);
    CHECK(make(in_folder("deep/real"), "old"));
    CHECK(symlink("real", in_folder("deep/second")) == 0 && symlink("deep/second", in_folder("first")) == 0);
    CHECK(!failed(write_text(in_folder("first"), "through")));
    CHECK_STR(read_back(in_folder("deep/real")), "through");
    CHECK(lstat(in_folder("first"), &st) == 0 && S_ISLNK(st.st_mode));
    CHECK(lstat(in_folder("deep/second"), &st) == 0 && S_ISLNK(st.st_mode));
    CHECK(symlink(in_folder("deep/made"), in_folder("dangling")) == 0);
    CHECK(!failed(write_text(in_folder("dangling"), "made")));
    CHECK_STR(read_back(in_folder("deep/made")), "made");
    CHECK(symlink("loop", in_folder("loop")) == 0);
    struct err e = write_text(in_folder("loop"), "x");
    CHECK(e.code == ERR_OPEN && e.system == ELOOP);
    CHECK(symlink("/dev/null", in_folder("null")) == 0 && write_text(in_folder("null"), "x").code == ERR_NOT_A_FILE);
}

/* What root may do anyway is tried as nobody. */
static void refused(void)
{
    const char *shut = in_folder("shut"), *inside = in_folder("shut/file");

    CHECK(mkdir(shut, 0755) == 0 && make(inside, "old") && chmod(inside, 0444) == 0 && chmod(folder, 0755) == 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        int bad = 0;
        if (geteuid() != 0)
            chmod(shut, 0555);
        else if (setuid(65534) != 0)
            exit(9);
        struct err e = write_text(inside, "x");
        bad |= !(e.code == ERR_OPEN && e.system == EACCES);
        e = write_text(in_folder("shut/new"), "x");
        bad |= !(e.code == ERR_OPEN && e.system == EACCES) << 1;
        exit(bad);
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    chmod(shut, 0755);
    CHECK_STR(read_back(inside), "old");
    CHECK(is_tidy());
}

/* Root gives the new file to the old one's owner. Nobody cannot, and then nobody else may do more than before. */
static void owners(void)
{
    const char *open_folder = in_folder("open"), *file = in_folder("open/file");
    struct stat st;

    if (geteuid() != 0)
        return;
    CHECK(mkdir(open_folder, 0777) == 0 && chmod(open_folder, 0777) == 0 && make(file, "old"));
    CHECK(chown(file, 65534, 1) == 0 && chmod(file, 0640) == 0);
    CHECK(!failed(write_text(file, "by root")));
    CHECK(stat(file, &st) == 0 && st.st_uid == 65534 && st.st_gid == 1 && (st.st_mode & 07777) == 0640);
    CHECK(chown(file, 0, 0) == 0 && chmod(file, 04676) == 0);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (setgid(65534) != 0 || setuid(65534) != 0)
            exit(9);
        exit(failed(write_text(file, "by nobody")));
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK(stat(file, &st) == 0 && st.st_uid == 65534 && st.st_gid == 65534 && (st.st_mode & 07777) == 0666);
    CHECK_STR(read_back(file), "by nobody");
}

/* A write that fails half way leaves the old file and no other. */
static void full_disk(void)
{
    const char *name = in_folder("kept");
    static char big[1 << 16];

    CHECK(make(name, "old"));
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct str s = {big, sizeof big};
        struct rlimit limit = {1000, 1000};
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            exit(9);
        struct err e = file_write(&unit_arena, name, &s, 1, FILE_PLAIN);
        exit(!(e.code == ERR_WRITE && e.system == EFBIG));
    }
    int status;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK_STR(read_back(name), "old");
    CHECK(is_tidy());
}

#ifdef IRP_FAULT
/* The descriptor that would be opened next: more than before when one was left open. */
static int next_fd(void)
{
    int fd = dup(0);
    close(fd);
    return fd;
}

/* Memory runs out at each allocation of a write, a read and a search: no other file is left, and none is open. */
static void faults(void)
{
    static struct mem m;
    static uint64_t n;
    static bool done;
    static const char *name;

    name = in_folder("kept");
    int fd = next_fd();
    for (n = 1, done = false; !done; n++) {
        struct arena a;
        struct str s = STR("new");
        mem_open(&m);
        mem_fail_at(n);
        if (setjmp(m.recover) == 0) {
            arena_open(&a, &m);
            struct str *names;
            uint32_t count;
            CHECK(!failed(file_write(&a, name, &s, 1, FILE_PLAIN)));
            CHECK(!failed(file_read(&a, name, 100, &s)));
            CHECK(!failed(file_find(&a, folder, "mpty", &names, &count)) && count == 1);
            done = true;
        }
        mem_fail_at(0);
        mem_close(&m);
        CHECK(is_tidy() && next_fd() == fd);
        struct str now = read_back(name);
        CHECK(str_eq(now, STR("old")) || str_eq(now, STR("new")));
    }
    CHECK(n > 6);
}
#endif

/* Only what was read is written over. */
static void replacing(void)
{
    const char *name = in_folder("mended");
    CHECK(make(name, "as it was\n") && chmod(name, 0640) == 0);
    CHECK(!failed(file_replace(&unit_arena, name, STR("as it was\n"), STR("mended\n"))));
    CHECK_STR(read_back(name), "mended\n");
    CHECK(mode_of(name) == 0640);
    CHECK(file_replace(&unit_arena, name, STR("as it was\n"), STR("again\n")).code == ERR_CHANGED);
    CHECK(file_replace(&unit_arena, name, STR("short"), STR("again\n")).code == ERR_CHANGED);
    CHECK_STR(read_back(name), "mended\n");
    CHECK(file_replace(&unit_arena, in_folder("gone"), STR("x"), STR("y")).code == ERR_NOT_FOUND);
}

static void searching(void)
{
    struct str *names;
    uint32_t count;
    const char *tree = in_folder("tree");

    CHECK(mkdir(tree, 0755) == 0 && mkdir(in_folder("tree/b"), 0755) == 0 && mkdir(in_folder("tree/.git"), 0755) == 0 && mkdir(in_folder("tree/b/c.irp"), 0755) == 0);
    CHECK(make(in_folder("tree/z.irp"), "") && make(in_folder("tree/b/a.irp"), "") && make(in_folder("tree/b/c.irp/d.irp"), "") && make(in_folder("tree/.git/x.irp"), ""));
    CHECK(make(in_folder("tree/a.txt"), "") && make(in_folder("tree/.irp"), "") && make(in_folder("tree/a.irp"), "") && symlink("..", in_folder("tree/up")) == 0);
    CHECK(symlink("a.irp", in_folder("tree/link.irp")) == 0);
    CHECK(!failed(file_find(&unit_arena, tree, ".irp", &names, &count)));
    if (CHECK(count == 4)) {
        CHECK_STR(names[0], in_folder("tree/a.irp"));
        CHECK_STR(names[1], in_folder("tree/b/a.irp"));
        CHECK_STR(names[2], in_folder("tree/b/c.irp/d.irp"));
        CHECK_STR(names[3], in_folder("tree/z.irp"));
        CHECK(strlen(names[0].at) == names[0].len);
    }
    CHECK(chdir(folder) == 0);
    CHECK(!failed(file_find(&unit_arena, "tree/", ".irp", &names, &count)) && count == 4);
    CHECK_STR(names[0], "tree/a.irp");
    CHECK(chdir("tree") == 0);
    CHECK(!failed(file_find(&unit_arena, ".", ".irp", &names, &count)) && count == 4);
    CHECK_STR(names[1], "b/a.irp");
    CHECK(!failed(file_find(&unit_arena, ".", ".none", &names, &count)) && count == 0);
    CHECK(!failed(write_text("relative", "here")));
    CHECK_STR(read_back("relative"), "here");
    CHECK(file_find(&unit_arena, "nowhere", ".irp", &names, &count).code == ERR_NOT_FOUND);
    CHECK(file_find(&unit_arena, "a.irp", ".irp", &names, &count).code == ERR_NOT_FOUND);
    CHECK(chdir("/") == 0);
}

int main(void)
{
    UNIT_BEGIN();
    snprintf(folder, sizeof folder, "/tmp/irp-unit-XXXXXX");
    if (!CHECK(mkdtemp(folder) != NULL))
        return unit_end();
    reading();
    standard_input();
    writing();
    replacing();
    links();
    refused();
    owners();
    full_disk();
#ifdef IRP_FAULT
    faults();
#endif
    searching();
    CHECK(system(str_printf(&unit_arena, "rm -rf '%s'%c", folder, '\0').at) == 0);
    return unit_end();
}
