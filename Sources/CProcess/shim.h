// What Swift's importer drops of the system calls for processes.
#ifndef MARGIN_CPROCESS_H
#define MARGIN_CPROCESS_H
#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
extern char **environ;
static inline char **margin_environment(void) { return environ; }
static inline pid_t margin_fork(void) { return fork(); }
static inline int margin_exited(int status) { return WIFEXITED(status); }
static inline int margin_exit_code(int status) { return WEXITSTATUS(status); }
static inline int margin_signal(int status) { return WIFSIGNALED(status) ? WTERMSIG(status) : 0; }
static inline int margin_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL); }
static inline int margin_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1); }
#endif
