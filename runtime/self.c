/* self.c - the file that is running, mapped. See self.h. */
#include "self.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

struct err self_open(const char *name, struct self *self)
{
    struct stat is;
    self->fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (self->fd < 0)
        self->fd = open(name, O_RDONLY | O_CLOEXEC);
    if (self->fd < 0 || fstat(self->fd, &is) != 0 || is.st_size <= 0)
        return (struct err){ERR_OPEN, errno};
    void *at = mmap(NULL, (size_t)is.st_size, PROT_READ, MAP_PRIVATE, self->fd, 0);
    if (at == MAP_FAILED)
        return (struct err){ERR_READ, errno};
    self->bytes = (struct str){at, (size_t)is.st_size};
    return OK;
}
