/* No compiled standards: for a program that is not linked with any. A linker takes this file out of its archive only where nothing else has the table. */
#include "compiled.h"

const struct compiled_standard compiled_standards[1] = {{0}};
const unsigned compiled_standards_len = 0;
