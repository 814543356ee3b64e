/* host.h - what a program asks the machine it runs on: the day, and whether its output may have colours. For main programs only
 * (irp's commands, start.c): nothing below them knows a clock or an environment.
 */
#ifndef IRP_HOST_H
#define IRP_HOST_H

#include "base/str.h"

/* The day asked about when nobody says: of SOURCE_DATE_EPOCH, or the system's, in UTC (days since 1970). */
int32_t host_day(void);
/* Colours for a descriptor: "always" and "never" as asked; else NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR, and then whether it is a terminal. */
bool host_color(struct str asked, int fd);
/* The columns of the terminal on the descriptor, or of COLUMNS; 0: not known. */
uint32_t host_columns(int fd);
/* Calls mem_fail_at with the number in IRP_FAIL_AT: for programs built to fail (IRP_FAULT). */
void host_faults(void);

#endif
