/* Stands between a program and its disk: logs what it writes, fails it, or kills the program at a chosen write.

   Loaded with LD_PRELOAD. Only files under the folder TORTURE_DIR are looked at. `tests/torture/shim.py` tells what
   the functions at the end do; the log's records are read by `tests/torture/power.py`. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 4096
#define REAL(name) ((__typeof__(&name))real(#name))

static char folder[1024];
static size_t folder_length;
static char tracked[MOST]; /* by descriptor: 1 a file, 2 a folder, 3 memory shared by SQLite's connections */
static int log_fd = -1, fail_errno;
static long count, kill_at, fail_from, fail_to;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void)
{
    const char *said = getenv("TORTURE_DIR");
    if (said) {
        strncpy(folder, said, sizeof folder - 1);
        folder_length = strlen(folder);
    }
}

static int inside(const char *path)
{
    return folder_length && path && strncmp(path, folder, folder_length) == 0
        && (path[folder_length] == '/' || path[folder_length] == 0);
}

static const char *whole(int dir, const char *path, char *room, size_t size)
{
    char link[64];
    ssize_t length;
    if (path[0] == '/' || dir == AT_FDCWD)
        return path;
    snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
    length = readlink(link, room, size - 1);
    if (length < 0)
        return path;
    snprintf(room + length, size - length, "/%s", path);
    return room;
}

static int is_shared(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, "-shm") == 0;
}

/* One record: a letter, two numbers, the length of what follows, what follows. */
static void note(char what, uint64_t first, uint64_t second, const void *data, uint64_t length)
{
    char head[25];
    if (log_fd < 0)
        return;
    head[0] = what;
    memcpy(head + 1, &first, 8);
    memcpy(head + 9, &second, 8);
    memcpy(head + 17, &length, 8);
    REAL(write)(log_fd, head, sizeof head);
    if (length)
        REAL(write)(log_fd, data, length);
}

static uint64_t inode(int fd)
{
    struct stat found;
    return fstat(fd, &found) ? 0 : (uint64_t)found.st_ino;
}

/* Count one thing done to the disk; return whether it is to fail. `room` says that it takes some. */
static int fails(int room)
{
    count++;
    if (kill_at && count == kill_at)
        kill(getpid(), SIGKILL);
    if (fail_from && count >= fail_from && count < fail_to && (room || fail_errno == EIO)) {
        errno = fail_errno;
        return 1;
    }
    return 0;
}

static int opened(int dir, const char *path, int flags, mode_t mode)
{
    char room[2048];
    const char *name = whole(dir, path, room, sizeof room);
    struct stat before;
    int fd, there;
    if (!inside(name))
        return REAL(openat)(dir, path, flags, mode);
    pthread_mutex_lock(&order);
    there = stat(name, &before) == 0;
    if ((flags & O_CREAT) && !there && fails(1)) {
        pthread_mutex_unlock(&order);
        return -1;
    }
    fd = REAL(openat)(dir, path, flags, mode);
    if (fd >= 0 && fd < MOST) {
        tracked[fd] = there && S_ISDIR(before.st_mode) ? 2 : is_shared(name) ? 3 : 1;
        if (tracked[fd] == 1 && !there)
            note('C', inode(fd), 0, name, strlen(name));
        else if (tracked[fd] == 1 && (flags & O_TRUNC))
            note('T', inode(fd), 0, 0, 0);
    }
    pthread_mutex_unlock(&order);
    return fd;
}

#define MODE mode_t mode = 0; if (flags & O_CREAT) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE return opened(dir, path, flags, mode); }

int close(int fd)
{
    if (fd >= 0 && fd < MOST)
        tracked[fd] = 0;
    return REAL(close)(fd);
}

static int looked_at(int fd) { return fd >= 0 && fd < MOST && tracked[fd]; }

ssize_t write(int fd, const void *data, size_t length)
{
    ssize_t done;
    off_t at;
    if (!looked_at(fd))
        return REAL(write)(fd, data, length);
    pthread_mutex_lock(&order);
    at = lseek(fd, 0, SEEK_CUR);
    done = fails(1) ? -1 : REAL(write)(fd, data, length);
    if (done > 0 && tracked[fd] == 1)
        note('W', inode(fd), (uint64_t)at, data, (uint64_t)done);
    pthread_mutex_unlock(&order);
    return done;
}

static ssize_t written(int fd, const void *data, size_t length, off_t at)
{
    ssize_t done;
    if (!looked_at(fd))
        return REAL(pwrite)(fd, data, length, at);
    pthread_mutex_lock(&order);
    done = fails(1) ? -1 : REAL(pwrite)(fd, data, length, at);
    if (done > 0 && tracked[fd] == 1)
        note('W', inode(fd), (uint64_t)at, data, (uint64_t)done);
    pthread_mutex_unlock(&order);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written(fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return written(fd, data, length, at); }

static int cut(int fd, off_t length)
{
    int done;
    if (!looked_at(fd))
        return REAL(ftruncate)(fd, length);
    pthread_mutex_lock(&order);
    done = fails(0) ? -1 : REAL(ftruncate)(fd, length);
    if (done == 0 && tracked[fd] == 1)
        note('T', inode(fd), (uint64_t)length, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

static int synced(int fd, int (*how)(int))
{
    int done;
    if (!looked_at(fd))
        return how(fd);
    pthread_mutex_lock(&order);
    done = fails(0) ? -1 : 0; /* the log says what is on the disk: nothing need be waited for */
    if (done == 0 && tracked[fd] != 3)
        note(tracked[fd] == 2 ? 'D' : 'S', inode(fd), 0, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}

int fsync(int fd) { return synced(fd, REAL(fsync)); }
int fdatasync(int fd) { return synced(fd, REAL(fdatasync)); }

static int named(char what, int from_dir, const char *from, int to_dir, const char *to, int flags)
{
    char one[2048], other[2048], both[4200];
    const char *old = whole(from_dir, from, one, sizeof one);
    const char *new = to ? whole(to_dir, to, other, sizeof other) : "";
    int done, ours = inside(old) || inside(new);
    if (ours) {
        pthread_mutex_lock(&order);
        if (fails(what != 'U')) {
            pthread_mutex_unlock(&order);
            return -1;
        }
    }
    done = what == 'U' ? REAL(unlinkat)(from_dir, from, flags)
         : what == 'L' ? REAL(linkat)(from_dir, from, to_dir, to, flags)
                       : REAL(renameat)(from_dir, from, to_dir, to);
    if (ours) {
        if (done == 0 && !is_shared(old)) {
            int length = snprintf(both, sizeof both, "%s%c%s", old, '\n', new);
            note(what, 0, 0, both, (uint64_t)length);
        }
        pthread_mutex_unlock(&order);
    }
    return done;
}

int unlink(const char *path) { return named('U', AT_FDCWD, path, 0, 0, 0); }
int unlinkat(int dir, const char *path, int flags) { return named('U', dir, path, 0, 0, flags); }
int rmdir(const char *path) { return named('U', AT_FDCWD, path, 0, 0, AT_REMOVEDIR); }
int rename(const char *from, const char *to) { return named('R', AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int one, const char *from, int other, const char *to) { return named('R', one, from, other, to, 0); }
int link(const char *from, const char *to) { return named('L', AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int one, const char *from, int other, const char *to, int flags)
{
    return named('L', one, from, other, to, flags);
}

/* What the tests say. */

void torture_log(const char *path)
{
    if (log_fd >= 0)
        REAL(close)(log_fd);
    log_fd = path ? REAL(openat)(AT_FDCWD, path, O_CREAT | O_TRUNC | O_WRONLY, 0600) : -1;
}

void torture_ack(const char *words)
{
    pthread_mutex_lock(&order);
    note('A', 0, 0, words, strlen(words));
    pthread_mutex_unlock(&order);
}

void torture_kill_at(long number) { count = 0; kill_at = number; }
void torture_fail(long from, long to, int error) { count = 0; fail_from = from; fail_to = to; fail_errno = error; }
long torture_count(void) { return count; }
