/* Stands between a program and the disk (LD_PRELOAD): logs what it writes, syncs, renames and removes below a folder,
 * in order, so that a test can replay it to any point; and lets the n-th of these fail where a test says so.
 *
 * DISK_FOLDER  folder whose files are watched: databases with their journals, and photos
 * DISK_LOG     file to which records are added
 * DISK_FAULT   file of two 64-bit numbers, mapped: writes until the fault (0 for none, <0 for all from now on), errno
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

struct head { uint32_t op, path, length; uint64_t place; } __attribute__((packed));

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int64_t *fault;
static int out = -1;

static const char *folder(void) { return getenv("DISK_FOLDER"); }

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("DISK_LOG"), *ways = getenv("DISK_FAULT");
  if (log) out = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  int handle = ways ? open(ways, O_RDWR | O_CLOEXEC) : -1;
  if (handle >= 0) {
    void *found = mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    if (found != MAP_FAILED) fault = found;
    close(handle);
  }
}

static int watched(const char *path) {
  const char *below = folder();
  if (!below || strncmp(path, below, strlen(below)) || strstr(path, "-shm")) return 0;
  return strstr(path, ".sqlite3") || strstr(path, "/files/field");
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return watched(path);
}

static void told(uint32_t op, const char *path, uint64_t place, const void *data, size_t length) {
  struct head head = {op, strlen(path), length, place};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, length}};
  int before = errno;
  if (out >= 0 && REAL(writev)(out, parts, 3) < 0) abort();
  errno = before;
}

/* Whether this write is the one that fails. */
static int fails(void) {
  if (!fault || !fault[0]) return 0;
  if (fault[0] < 0 || __sync_sub_and_fetch(&fault[0], 1) == 0) { errno = (int)fault[1]; return 1; }
  return 0;
}

#define WRITES(call, op, place, data, length)                \
  char path[PATH_MAX];                                       \
  if (!path_of(fd, path)) return call;                       \
  pthread_mutex_lock(&lock);                                 \
  uint64_t at = (place);                                     \
  ssize_t done = fails() ? -1 : (ssize_t)(call);             \
  if (done >= 0) told(op, path, at, data, length);           \
  pthread_mutex_unlock(&lock);                               \
  return done;

enum { WRITE = 1, SYNC = 2, CUT = 3, MOVE = 4, REMOVE = 5, ENTRIES = 6 };

ssize_t write(int fd, const void *data, size_t size) {
  WRITES(REAL(write)(fd, data, size), WRITE, lseek(fd, 0, SEEK_CUR), data, (size_t)done)
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
  WRITES(REAL(pwrite)(fd, data, size, place), WRITE, place, data, (size_t)done)
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
  WRITES(REAL(pwrite64)(fd, data, size, place), WRITE, place, data, (size_t)done)
}
int ftruncate(int fd, off_t size) { WRITES(REAL(ftruncate)(fd, size), CUT, size, "", 0) }
int ftruncate64(int fd, off64_t size) { WRITES(REAL(ftruncate64)(fd, size), CUT, size, "", 0) }

static uint32_t sync_op(int fd) {
  struct stat found;
  return !fstat(fd, &found) && S_ISDIR(found.st_mode) ? ENTRIES : SYNC;
}
/* The folder of the database holds only what we name, so its own sync is told whatever its path. */
static int folder_of(int fd, char *path) {
  if (path_of(fd, path)) return 1;
  const char *below = folder();
  return below && sync_op(fd) == ENTRIES && !strncmp(path, below, strlen(below));
}
#define SYNCS(call)                                          \
  char path[PATH_MAX];                                       \
  if (!folder_of(fd, path)) return call;                     \
  pthread_mutex_lock(&lock);                                 \
  int done = fails() ? -1 : (call);                          \
  if (done >= 0) told(sync_op(fd), path, 0, "", 0);          \
  pthread_mutex_unlock(&lock);                               \
  return done;
int fsync(int fd) { SYNCS(REAL(fsync)(fd)) }
int fdatasync(int fd) { SYNCS(REAL(fdatasync)(fd)) }

int rename(const char *old, const char *new) {
  if (!watched(old)) return REAL(rename)(old, new);
  pthread_mutex_lock(&lock);
  int done = fails() ? -1 : REAL(rename)(old, new);
  if (!done) told(MOVE, old, 0, new, strlen(new));
  pthread_mutex_unlock(&lock);
  return done;
}
int unlink(const char *path) {
  if (!watched(path)) return REAL(unlink)(path);
  pthread_mutex_lock(&lock);
  int done = REAL(unlink)(path);
  if (!done) told(REMOVE, path, 0, "", 0);
  pthread_mutex_unlock(&lock);
  return done;
}
