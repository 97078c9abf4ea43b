// What Swift's importer drops of the system calls for processes.
#ifndef MARGIN_CPROCESS_H
#define MARGIN_CPROCESS_H
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>
extern char **environ;
static inline char **margin_environment(void) { return environ; }
static inline pid_t margin_fork(void) { return fork(); }
static inline int margin_exited(int status) { return WIFEXITED(status); }
static inline int margin_exit_code(int status) { return WEXITSTATUS(status); }
static inline int margin_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
static inline int margin_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }
static inline int margin_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1); }

// The level of x86-64 that this build was told to use; an edited kernel is compiled the same way.
static inline int margin_x86_64_level(void) {
#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512VL__)
  return 4;
#elif defined(__AVX2__)
  return 3;
#else
  return 0;
#endif
}

// The level of this processor, with a system that saves its registers. For any processor of the
// kind, whatever the rest of the program is compiled for.
__attribute__((noinline, target("arch=x86-64"))) static int margin_processor_level(void) {
#if defined(__x86_64__)
  unsigned a = 1, b, c = 0, d;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if (!(c >> 27 & 1) || !(c >> 12 & 1)) return 0;  // OSXSAVE, FMA
  unsigned saved, high;
  __asm__("xgetbv" : "=a"(saved), "=d"(high) : "c"(0));
  if ((saved & 6) != 6) return 0;
  a = 7, c = 0;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if (!(b >> 5 & 1) || !(b >> 3 & 1) || !(b >> 8 & 1)) return 0;  // AVX2, BMI1, BMI2
  const unsigned wide = 1u << 16 | 1u << 17 | 1u << 28 | 1u << 30 | 1u << 31;  // AVX-512 F DQ CD BW VL
  return (b & wide) == wide && (saved & 0xE6) == 0xE6 ? 4 : 3;
#else
  return 0;
#endif
}

// A pipe that no other program inherits, whichever thread starts one.
static inline int margin_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

// What a child does before it becomes a program: it reads nothing, writes to `output` and `errors`, keeps no other
// descriptor, and is sent `farewell` when the thread that started it ends.
static inline void margin_prepare_program(pid_t parent, int output, int errors, int farewell) {
  prctl(PR_SET_PDEATHSIG, farewell);
  if (getppid() != parent) _exit(127);
  int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  dup2(output, 1);
  dup2(errors, 2);
  syscall(SYS_close_range, 3U, ~0U, 0U);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
  signal(SIGPIPE, SIG_DFL);
}

// Starts a tool that reads nothing and writes to `output`; it dies with the calling thread.
static inline pid_t margin_start_tool(
    const char *path, char *const words[], int output, int in_background) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child != 0) return child;
  margin_prepare_program(parent, output, output, SIGKILL);
  if (in_background) {
    enum { who_process = 1, class_idle = 3 << 13 };
    setpriority(PRIO_PROCESS, 0, 19);
    syscall(SYS_ioprio_set, who_process, 0, class_idle);
  }
  execv(path, words);
  _exit(127);
}

// Starts a program as the leader of a process group of its own; it is asked to end when the calling thread does.
static inline pid_t margin_start_group(
    const char *path, char *const words[], char *const variables[], int output, int errors) {
  pid_t parent = getpid();
  pid_t child = fork();
  if (child > 0) setpgid(child, child);
  if (child != 0) return child;
  setpgid(0, 0);
  margin_prepare_program(parent, output, errors, SIGTERM);
  signal(SIGINT, SIG_DFL);
  execve(path, words, variables);
  dprintf(2, "%s: %s\n", path, strerror(errno));
  _exit(127);
}

// A pseudo-terminal of that size: the end of the person in front of it, and the program's.
static inline int margin_open_terminal(int *person, int *program, int columns, int rows) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (openpty(person, program, NULL, NULL, &size) != 0) return -1;
  fcntl(*person, F_SETFD, FD_CLOEXEC);
  fcntl(*program, F_SETFD, FD_CLOEXEC);
  return 0;
}

// Starts a program in front of `terminal`, as the leader of a session of its own.
static inline pid_t margin_start_on_terminal(
    const char *path, char *const words[], char *const variables[], int terminal) {
  pid_t child = fork();
  if (child != 0) return child;
  login_tty(terminal);
  syscall(SYS_close_range, 3U, ~0U, 0U);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGINT, SIG_DFL);
  execve(path, words, variables);
  _exit(127);
}

// The C library has it under _GNU_SOURCE only.
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);

// Sends without SIGPIPE where the other end is closed.
static inline ssize_t margin_send(int socket, const void *bytes, size_t count) {
  return send(socket, bytes, count, MSG_NOSIGNAL);
}

// A descriptor that one thread makes readable to wake another; it blocks nobody.
static inline int margin_wakeup(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

static inline void margin_unbuffer_output(void) { setvbuf(stdout, NULL, _IONBF, 0); }
static inline void margin_complain(const char *line) { fputs(line, stderr); }
#endif
