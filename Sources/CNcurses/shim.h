// ncurses as Swift can see it: wide characters on, and the macros the importer drops.
#ifndef MARGIN_CNCURSES_H
#define MARGIN_CNCURSES_H
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#define _XOPEN_SOURCE_EXTENDED 1
#include <locale.h>
#include <signal.h>
#include <ncurses.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// Likewise of wchar.h.
extern int wcwidth(wchar_t character);

static inline WINDOW *margin_screen(void) { return stdscr; }
static inline int margin_color_pairs(void) { return COLOR_PAIRS; }
static inline int margin_colors(void) { return COLORS; }
// Declared here: sys/mman.h shows it only where _GNU_SOURCE was set before any other header.
extern int memfd_create(const char *name, unsigned flags);
static inline int margin_memory_file(void) { return memfd_create("margin-screen", 1); }
static inline int margin_window_size(int fd, int *width, int *height) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return -1;
  *width = size.ws_col;
  *height = size.ws_row;
  return 0;
}

// Who sent a signal: this process itself where a write of its own raised it.
static inline pid_t margin_sender(const siginfo_t *information) { return information->si_pid; }

// One cell; attribute bits are 1 bold, 2 dim, 4 italic, 8 underline, 16 reverse.
static inline void margin_put(
    int y, int x, const wchar_t *glyph, unsigned attributes, int pair) {
  attr_t bits = A_NORMAL;
  if (attributes & 1) bits |= A_BOLD;
  if (attributes & 2) bits |= A_DIM;
  if (attributes & 4) bits |= A_ITALIC;
  if (attributes & 8) bits |= A_UNDERLINE;
  if (attributes & 16) bits |= A_REVERSE;
  cchar_t cell;
  if (setcchar(&cell, glyph, bits, (short)(pair & 0x7FFF), &pair) == OK) mvadd_wch(y, x, &cell);
}

// The terminal's own string for `name`; null where it has none.
static inline const char *margin_string_capability(const char *name) {
  char *value = tigetstr((char *)name);
  return value == (char *)-1 ? NULL : value;
}
#endif
