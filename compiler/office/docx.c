#include "office.h"
const char *office_docx(struct office *of, struct str *file) { (void)of; (void)file; return "x"; }
