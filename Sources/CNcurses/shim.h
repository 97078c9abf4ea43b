// ncurses as Swift can see it: wide characters on, and the macros the importer drops.
#ifndef MARGIN_CNCURSES_H
#define MARGIN_CNCURSES_H
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#define _XOPEN_SOURCE_EXTENDED 1
#include <locale.h>
#include <ncurses.h>
#include <term.h>
#endif
