# irp: how everything is built, from sources that are found by folder. `make help` says what can be asked for.
#
#   make MODE=debug          ASan and UBSan, and allocations that can be made to fail (tests/fault) -> build/debug/
#   make MODE=fuzz           libFuzzer targets with ASan and UBSan (clang) -> build/fuzz/
#   make CC=clang BUILD=/tmp/b      another compiler, another folder
#   make LLVM_CONFIG=llvm-config-19 B=build/llvm19 LLVM_O=build/obj/llvm19     another LLVM: only irp-codegen is compiled again

VERSION     ?= 0.1.0
MODE        ?= release
BUILD       ?= build
prefix      ?= /usr/local
LLVM_CONFIG ?= llvm-config
FLEX        ?= flex
BISON       ?= bison
ifneq ($(filter default undefined,$(origin CC)),)
CC          := $(if $(filter fuzz,$(MODE)),clang,gcc)
endif
ifeq ($(MAKELEVEL),0)
MAKEFLAGS   += -rR -j$(shell nproc 2>/dev/null || echo 2)
endif

B      ?= $(BUILD)$(if $(filter-out release,$(MODE)),/$(MODE))# programs
G      := $(BUILD)/gen#                                         generated sources
O      ?= $(BUILD)/obj/$(MODE)#                                 objects
LLVM_O ?= $(O)#                                                 objects of compiler/llvm

export LC_ALL := C

# ---------------------------------------------------------------- flags

WARN  := -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wcast-qual \
         -Wformat=2 -Wswitch-enum -Wnull-dereference -Wundef -Wpointer-arith -Wwrite-strings -Werror
C17 := -std=c17 -pedantic-errors -D_POSIX_C_SOURCE=200809L -DIRP_VERSION='"$(VERSION)"' -I$(G) -MMD -MP
# What the code of flex and bison cannot meet, for that code alone.
WARN_GENERATED := $(addprefix -Wno-,conversion sign-conversion switch-enum cast-qual null-dereference undef overlength-strings \
         unused-function missing-prototypes)

HARDEN       := -fPIE -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
SECTIONS     := -ffunction-sections -fdata-sections
SANITIZE     := -g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all -DIRP_FAULT

# mode:          compile                      link (all)                          link (irp)
FLAGS_release := -O2 $(HARDEN) $(SECTIONS)
LINK_release  := -Wl,-z,relro,-z,now,--gc-sections,-z,pack-relative-relocs
WHOLE_release := -static-pie
FLAGS_debug   := $(SANITIZE)
LINK_debug    := -fsanitize=address,undefined
FLAGS_fuzz    := $(SANITIZE) -fsanitize=fuzzer-no-link
LINK_fuzz     := -fsanitize=address,undefined
$(if $(FLAGS_$(MODE)),,$(error There is no MODE=$(MODE): release, debug or fuzz))

CFLAGS_ALL = $(C17) $(WARN) $(FLAGS_$(MODE)) $(CFLAGS)
LINK       = $(LINK_$(MODE)) $(LDFLAGS)

# The stub of built checkers: small and static, from musl; with the sanitizers in a debug build.
ifeq ($(MODE),release)
STUB_CC    ?= musl-gcc
STUB_O     := $(O)-stub
STUB_FLAGS  = $(C17) $(WARN) -Os -DIRP_SMALL $(SECTIONS) -fno-pie -fstack-protector-strong -fno-asynchronous-unwind-tables
STUB_LINK   = -static -s -Wl,-z,relro,-z,now,--gc-sections,--build-id=none
else
STUB_CC    := $(CC)
STUB_O     := $(O)
STUB_FLAGS  = $(CFLAGS_ALL)
STUB_LINK   = $(LINK)
endif

STUBS      := $(STUB_O)/irp-stub $(STUB_O)/irp-stub-front

# The stub of checkers for WebAssembly: an archive with the C library in it; made where clang and Debian's wasi-libc are. irp build links
# the rest with it (compiler/cmd/wasm.c). 32-bit sizes: what a file decides is bounded before it is a size.
WASM_CC    ?= clang
WASM_AR    ?= llvm-ar
WASM_LIBC  ?= /usr/lib/wasm32-wasi
WASM_O     := $(BUILD)/obj/wasm
WASM_FLAGS  = $(C17) $(filter-out -Wconversion -Wsign-conversion,$(WARN)) --target=wasm32-wasi -msimd128 -O2 $(SECTIONS) -isystem runtime/wasm \
              -include runtime/wasm/lacks.h $(addprefix -D_WASI_EMULATED_,MMAN SIGNAL GETPID)
WASM       := $(if $(wildcard $(WASM_LIBC)/libc.a),$(B)/irp-wasm.a)

# Loops over columns, worth the whole effort of the vectoriser.
EVALUATOR  := eval lanes calls links derived prose match
ifeq ($(MODE),release)
$(EVALUATOR:%=$(O)/runtime/rule/%.o): MORE := -O3
endif

# ---------------------------------------------------------------- sources, by folder

RUNTIME_C  := $(filter-out runtime/start.c runtime/wasm/% runtime/base/gen_%.c,$(wildcard runtime/*.c runtime/*/*.c))
WASM_C     := $(filter-out runtime/self.c runtime/rule/native_map.c,$(RUNTIME_C)) runtime/start.c $(wildcard runtime/wasm/*.c)
LANG_C     := $(wildcard lang/*.c lang/*/*.c)
LLVM_C     := $(wildcard compiler/llvm/*.c)
OFFICE_C   := $(wildcard compiler/office/*.c)
FIRST_C    := $(wildcard compiler/first/*.c)
ALONE_C    := $(wildcard compiler/alone/*.c)
COMPILER_C := $(filter-out $(LLVM_C) $(OFFICE_C) $(FIRST_C) $(ALONE_C),$(wildcard compiler/*.c compiler/*/*.c))
STANDARDS := $(sort $(filter-out %.tests.irp,$(wildcard lang/standards/*.irp)))
STYLES    := $(sort $(wildcard lang/styles/*.irp))
EXAMPLES  := $(sort $(wildcard lang/examples/*.irp))
PARSERS  := $(patsubst lang/syntax/%,$(G)/%.c,$(basename $(wildcard lang/syntax/*.[ly])))
UNIT_C     := $(wildcard tests/unit/*.c)
PROP_C     := $(wildcard tests/prop/*.c)
FUZZ_C     := $(wildcard tests/fuzz/fuzz_*.c)

objects   = $(patsubst $(G)/%.c,$1/gen/%.o,$(patsubst %.c,$1/%.o,$(filter-out $(G)/%,$2)) $(filter $(G)/%,$2))
RUNTIME_OBJECTS  := $(call objects,$(O),$(RUNTIME_C))
LANG_OBJECTS     := $(call objects,$(O),$(LANG_C)) $(call objects,$(O),$(PARSERS) $(G)/standards.c $(G)/styles.c $(G)/examples.c)
COMPILER_OBJECTS := $(call objects,$(O),$(COMPILER_C) $(G)/html_style.c)
LLVM_OBJECTS     := $(call objects,$(LLVM_O),$(LLVM_C))
OFFICE_OBJECTS   := $(call objects,$(O),$(OFFICE_C))
STUB_OBJECTS     := $(call objects,$(STUB_O),$(RUNTIME_C) runtime/start.c)
# The front end of checkers that read plans: everything up to the image, and nothing that lowers rules.
FRONT_C          := $(filter-out lang/syntax/expr%,$(LANG_C)) $(filter-out %/expr_scan.c %/expr_parse.c,$(PARSERS)) $(ALONE_C) \
                    $(wildcard compiler/names/*.c compiler/check/*.c) $(addprefix compiler/,lower/plan.c pipe/unit.c pipe/updates.c pipe/csv.c pipe/returns_csv.c pipe/versions.c)
FRONT_OBJECTS    := $(filter-out %/nofront.o,$(STUB_OBJECTS)) $(call objects,$(STUB_O),$(FRONT_C))
WASM_OBJECTS     := $(if $(WASM),$(call objects,$(WASM_O),$(WASM_C)))
FIRST_OBJECTS    := $(call objects,$(O),$(FIRST_C))
ALL_OBJECTS      := $(sort $(FIRST_OBJECTS) $(RUNTIME_OBJECTS) $(LANG_OBJECTS) $(COMPILER_OBJECTS) $(LLVM_OBJECTS) $(OFFICE_OBJECTS) $(STUB_OBJECTS) $(FRONT_OBJECTS) $(WASM_OBJECTS) \
                    $(call objects,$(O),$(UNIT_C) $(PROP_C) $(wildcard tests/fuzz/*.c) tests/spec/tables.c))
# The three floors, as archives: what a test does not use is not linked.
FLOORS   := $(O)/compiler.a $(O)/lang.a $(O)/runtime.a

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all deps demo check check-long bench fuzz fuzz-targets tests spec install uninstall clean help
all: $(B)/irp $(B)/irp-codegen $(B)/irp-office $(WASM) ; @:

# ---------------------------------------------------------------- programs

# $(call say,WORD)command: makes the target's folder, then runs the command, shown as "WORD target" (with V=1 as it is).
say = $(if $(V),,@printf '%-6s %s\n' '$1' '$@'; )mkdir -p $(@D) && 

$(B)/irp: $(LLVM_O)/standards/linked.o $(FLOORS)
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(WHOLE_$(MODE)) $(LINK) $^ -o $@

# irp compiles its own standards: a first irp, which has none linked in, writes their programs and the table of them, irp-codegen makes machine code of
# each program for each level, and irp is linked with both. Code is made again when its program or irp-codegen has other bytes, not when it is newer.
LEVELS_release := $(if $(filter x86_64%,$(shell $(CC) -dumpmachine)),baseline avx2 avx512,baseline)
LEVELS := $(LEVELS_$(MODE))# in a debug build the programs alone

$(O)/irp-first: $(FIRST_OBJECTS) $(FLOORS)
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(if $(WHOLE_$(MODE)),-pie) $(LINK) $^ -o $@

$(LLVM_O)/standards/linked.o: $(O)/irp-first compiler/first/link.sh $(if $(LEVELS),$(B)/irp-codegen)
	$(call say,FIRST)sh compiler/first/link.sh $(LLVM_O)/standards "$(CC)" "-std=c17 $(FLAGS_$(MODE)) -I." $(O)/irp-first $(B)/irp-codegen $(LEVELS)

$(B)/irp-codegen: $(LLVM_OBJECTS) $(O)/runtime.a
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(if $(WHOLE_$(MODE)),-pie) $(LINK) $^ \
	    $$($(LLVM_CONFIG) --ldflags --libs core analysis native passes) -o $@

# Files for office programs: the libraries for them are linked here alone.
$(B)/irp-office: $(OFFICE_OBJECTS) $(O)/runtime.a
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(if $(WHOLE_$(MODE)),-pie) $(LINK) $^ -lxlsxwriter -lzip -o $@
$(OFFICE_OBJECTS): $(O)/office-libraries
$(O)/office-libraries: $(O)/flags
	$(call say,FIND)printf '#include <xlsxwriter.h>\n#include <zip.h>\n' | $(CC) -E -x c - >/dev/null 2>$@.why || { \
	    echo "irp: the libraries libxlsxwriter and libzip are missing (Debian: libxlsxwriter-dev, libzip-dev). make deps installs them." >&2; exit 1; }; touch $@

$(STUB_O)/irp-stub: $(STUB_OBJECTS)
$(STUB_O)/irp-stub-front: $(FRONT_OBJECTS)
$(STUBS):
	$(call say,LINK)$(STUB_CC) $(STUB_FLAGS) $(STUB_LINK) $^ -o $@

$(B)/irp-wasm.a: $(WASM_OBJECTS)
	$(call say,AR)rm -f $@ && { echo 'create $@'; printf 'addmod %s\n' $(WASM_LIBC)/crt1-command.o $^; \
	    printf 'addlib %s\n' $(patsubst %,$(WASM_LIBC)/lib%.a,$(addprefix wasi-emulated-,mman signal getpid) c) \
	        $$($(WASM_CC) --target=wasm32-wasi -print-libgcc-file-name); echo save; } | $(WASM_AR) -M

# The stubs within irp: compiler/cmd declares irp_stub, irp_front and irp_stubs_end.
$(O)/stub.o: $(STUBS)
	$(call say,EMBED)printf '%s\n' '.section .rodata' '.globl irp_stub, irp_front, irp_stubs_end' '.balign 64' \
	    'irp_stub:' '.incbin "$(word 1,$^)"' 'irp_front:' '.incbin "$(word 2,$^)"' 'irp_stubs_end:' '.section .note.GNU-stack,"",%progbits' | \
	    $(CC) -c -x assembler - -o $@

$(O)/runtime.a:  $(RUNTIME_OBJECTS)
$(O)/lang.a:     $(LANG_OBJECTS)
$(O)/compiler.a: $(COMPILER_OBJECTS) $(O)/stub.o
%.a:
	$(call say,AR)rm -f $@ && ar rcsD $@ $^

# ---------------------------------------------------------------- objects

compile = $(call say,CC)$(CC) $(CFLAGS_ALL) $(MORE) $1 -c $< -o $@

$(O)/gen/%.o: $(G)/%.c $(O)/flags
	$(call compile,-I. -Ilang/standards -Ilang/styles -Ilang/examples $(WARN_GENERATED))
$(LLVM_O)/compiler/llvm/%.o: compiler/llvm/%.c $(O)/flags $(LLVM_O)/llvm
	$(call compile,-isystem $$($(LLVM_CONFIG) --includedir))
$(O)/%.o: %.c $(O)/flags
	$(call compile)
ifneq ($(STUB_O),$(O))
$(STUB_O)/gen/%.o: $(G)/%.c $(STUB_O)/flags
	$(call say,CC)$(STUB_CC) $(STUB_FLAGS) $(MORE) -I. $(WARN_GENERATED) -c $< -o $@
$(STUB_O)/%.o: %.c $(STUB_O)/flags
	$(call say,CC)$(STUB_CC) $(STUB_FLAGS) $(MORE) -c $< -o $@
endif

ifneq ($(WASM),)
$(WASM_O)/%.o: %.c $(WASM_O)/flags
	$(call say,CC)$(WASM_CC) $(WASM_FLAGS) -c $< -o $@
$(WASM_OBJECTS): | $(G)/width.inc
endif

# Headers that bison makes name those of lang/syntax.
$(LANG_OBJECTS) $(COMPILER_OBJECTS) $(FRONT_OBJECTS): MORE = -Ilang/syntax
$(RUNTIME_OBJECTS) $(STUB_OBJECTS): | $(G)/width.inc
$(LANG_OBJECTS) $(COMPILER_OBJECTS) $(FRONT_OBJECTS): | $(PARSERS:.c=.h)

# What objects were last made with: a change of compiler or flags makes them again.
same     = $(and $(findstring x$1x,x$2x),$(findstring x$2x,x$1x))
remember = $(if $(and $(wildcard $1),$(call same,$(strip $(file <$1)),$(strip $2))),,$(shell mkdir -p $(dir $1))$(file >$1,$(strip $2)))
ifeq ($(filter deps clean help,$(MAKECMDGOALS)),)
$(call remember,$(O)/flags,$(CC) $(CFLAGS_ALL))
$(call remember,$(STUB_O)/flags,$(if $(filter $(STUB_O),$(O)),$(CC) $(CFLAGS_ALL),$(STUB_CC) $(STUB_FLAGS)))
$(call remember,$(LLVM_O)/llvm,$(LLVM_CONFIG))
$(call remember,$(WASM_O)/flags,$(WASM_CC) $(WASM_FLAGS))
$(call remember,$(G)/standards,$(STANDARDS))
$(call remember,$(G)/styles,$(STYLES))
$(call remember,$(G)/examples,$(EXAMPLES))
endif
-include $(ALL_OBJECTS:.o=.d)

# ---------------------------------------------------------------- generated sources

$(G)/%.c $(G)/%.h: lang/syntax/%.l
	$(call say,FLEX)$(FLEX) --header-file=$(G)/$*.h -o $(G)/$*.c $<
$(G)/%.c $(G)/%.h: lang/syntax/%.y
	$(call say,BISON)$(BISON) -Wall -Wcounterexamples -Werror --header=$(G)/$*.h -o $(G)/$*.c $<

# The shipped standards, house styles and examples of rules, each as one table (lang/standards/standards.h). ? is escaped because C17 has trigraphs; a hyphen in a name is
# _ in C. $(call embed,standard,FILES): standards.h, standard_texts.
embed = { printf '\#include "$1s.h"\n'; \
	    for f in $2; do printf 'static const char text_%s[] =\n' $$(basename $$f .irp | tr - _); \
	        sed 's/[\\"?]/\\&/g; s/^/"/; s/$$/\\n"/' $$f; printf ';\n'; done; \
	    printf 'const struct standard_text $1_texts[] = {\n'; \
	    for n in $(basename $(notdir $2)); do c=$$(echo $$n | tr - _); printf '    {"%s", text_%s, sizeof text_%s - 1},\n' $$n $$c $$c; done; \
	    printf '    {0, 0, 0}\n};\nconst unsigned $1_texts_len = $(words $2);\n'; } > $@
$(G)/standards.c: $(STANDARDS) $(G)/standards
	$(call say,EMBED)$(call embed,standard,$(STANDARDS))
$(G)/styles.c: $(STYLES) $(G)/styles
	$(call say,EMBED)$(call embed,style,$(STYLES))
$(G)/examples.c: $(EXAMPLES) $(G)/examples
	$(call say,EMBED)$(call embed,example,$(EXAMPLES))

# The style sheet of reports, without blank lines, indents and comments of whole lines.
$(G)/html_style.c: compiler/publish/html.css
	$(call say,EMBED){ printf 'extern const char html_style[];\nextern const unsigned html_style_bytes;\nconst char html_style[] = "\\n"\n'; \
	    sed -e 's/^ *//; /^$$/d; /^\/\*.*\*\/$$/d' -e 's/[\"?]/\\&/g; s/^/"/; s/$$/\\n"/' $<; \
	    printf ';\nconst unsigned html_style_bytes = sizeof html_style - 1;\n'; } > $@

$(G)/width.inc: $(G)/gen_width
	$(call say,GEN)$< > $@.new && mv $@.new $@
$(G)/gen_width: runtime/base/gen_width.c
	$(call say,CC)$(CC) -std=c17 -D_POSIX_C_SOURCE=200809L $(WARN) $< -lutf8proc -o $@

# ---------------------------------------------------------------- tests

# A unit or property test is one main; it is linked with the floors that it includes.
uses    = $(if $(wildcard $2),$(shell grep -lE '^#include ".*($1)/' $2))
ABOVE  := $(call uses,lang|compiler,$(UNIT_C) $(PROP_C))
TESTS  := $(patsubst %.c,$(B)/%,$(UNIT_C) $(PROP_C))
LONE   := $(patsubst %.c,$(B)/%,$(filter-out $(ABOVE),$(UNIT_C) $(PROP_C)))

# The reference tables of SPEC.md are made from the tables of the language: make spec writes them again.
spec: $(B)/tests/spec/tables
	@tests/spec/update.sh $<
$(B)/tests/spec/tables: $(O)/tests/spec/tables.o $(O)/lang.a $(O)/runtime.a
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(if $(WHOLE_$(MODE)),-pie) $(LINK) $^ -o $@

tests: $(TESTS) $(BUILD)/tests/run $(B)/tests/spec/tables ; @:
$(LONE): $(B)/%: $(O)/%.o $(O)/runtime.a
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(if $(WHOLE_$(MODE)),-pie) $(LINK) $^ -o $@
$(filter-out $(LONE),$(TESTS)): $(B)/%: $(O)/%.o $(FLOORS)
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(if $(WHOLE_$(MODE)),-pie) $(LINK) $^ -o $@
$(BUILD)/tests/run: $(wildcard tests/run*.c tests/fault/*.c) tests/run.h
	$(call say,CC)$(CC) $(filter-out -MMD -MP,$(C17)) -D_DEFAULT_SOURCE $(WARN) -g -O1 $(filter %.c,$^) -ljansson -o $@

# Fuzz targets (MODE=fuzz), and a minute of each.
FUZZ_SECONDS ?= 60
fuzz-targets: $(FUZZ_C:tests/fuzz/%.c=$(B)/%) ; @:
$(B)/fuzz_%: $(O)/tests/fuzz/fuzz_%.o $(O)/tests/fuzz/fuzz.o $(FLOORS)
	$(call say,LINK)$(CC) $(CFLAGS_ALL) -fsanitize=fuzzer $(LINK) $^ -o $@
fuzz: all
	@$(MAKE) --no-print-directory MODE=fuzz fuzz-targets
	@for t in $(FUZZ_C); do tests/fuzz/run.sh $(BUILD) $$(basename $$t .c) $(FUZZ_SECONDS) || exit 1; done

# Whole commands against an empty program, cat and a loop over the bytes: tables for a note. Nothing is asserted.
bench: all $(addprefix $(BUILD)/bench/,bench gen sum empty rules)
	@$(BUILD)/bench/bench $(BENCH)
$(BUILD)/bench/%: tests/bench/%.c
	$(call say,CC)$(CC) -std=c17 -D_DEFAULT_SOURCE $(WARN) -O2 $< -lm -o $@
# The loops by hand are given all that a compiler knows of this machine.
$(O)/tests/bench/rules.o: MORE := -O3 -march=native
$(BUILD)/bench/rules: $(O)/tests/bench/rules.o $(FLOORS)
	$(call say,LINK)$(CC) $(CFLAGS_ALL) $(if $(WHOLE_$(MODE)),-pie) $(LINK) $^ -o $@
$(BUILD)/bench/sum: tests/bench/sum.c
	$(call say,CC)$(CC) -std=c17 -D_DEFAULT_SOURCE $(WARN) -O3 -static $< -o $@
$(BUILD)/bench/empty: $(BUILD)/bench/sum
	$(call say,COPY)cp $< $@

# Everything, counted; the last line is "N passed, N failed".
check:
	@$(MAKE) --no-print-directory deps
	+@MAKE='$(MAKE)' BUILD='$(BUILD)' tests/all.sh
check-long:
	@$(MAKE) --no-print-directory deps
	+@MAKE='$(MAKE)' BUILD='$(BUILD)' tests/all.sh --long

# ---------------------------------------------------------------- what is needed

BUILD_DEPS := gcc libc6-dev make flex bison llvm-dev libutf8proc-dev libxlsxwriter-dev libzip-dev musl-tools
CHECK_DEPS := llvm-19-dev clang libclang-rt-dev libjansson-dev valgrind binutils gdb git patch nodejs bash zsh fish mandoc npm libxml2-utils chromium fonts-liberation poppler-utils python3 libical-dev libreoffice-calc-nogui libreoffice-writer-nogui
WASM_DEPS  := clang lld wasi-libc libclang-rt-dev-wasm32
DEPS       ?= $(BUILD_DEPS) $(CHECK_DEPS) $(WASM_DEPS)

# npm is counted by its command: other nodejs packages than Debian's bring it along.
deps:
	@missing=; for p in $(DEPS); do \
	    [ $$p != npm ] || ! command -v npm >/dev/null || continue; \
	    dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null | grep -q ^installed || missing="$$missing $$p"; done; \
	[ -n "$$missing" ] || exit 0; \
	if ! command -v apt-get >/dev/null; then \
	    echo "irp: make deps knows Debian's packages only. Install what these hold:$$missing" >&2; \
	    echo "irp: and then leave this step out: make DEPS= $(or $(MAKECMDGOALS),all)" >&2; exit 1; fi; \
	root=; [ "$$(id -u)" = 0 ] || root=sudo; \
	if [ -n "$$root" ] && ! command -v sudo >/dev/null; then \
	    echo "irp: as root, run: apt-get install$$missing" >&2; exit 1; fi; \
	echo "Installing$$missing"; \
	$$root apt-get -qq update && \
	$$root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $$missing >/dev/null

# ---------------------------------------------------------------- demo

# $(call show,what,command): a check that finds something ends with 1, which is no failure here. (No commas: make parts words by them.)
show = @printf '\n---- %s\n\n$$ %s\n' "$1" "$2"; $2 || [ $$? = 1 ]
irp := $(B)/irp
aylesbury := examples/aylesbury-2026/plan.irp

demo:
	@$(MAKE) --no-print-directory deps DEPS='$(BUILD_DEPS)'
	@$(MAKE) --no-print-directory all
	$(call show,A plan with four mistakes: each is told with its place and what to do,$(irp) check --today 2026-05-20 examples/first/before.txt)
	$(call show,The same plan with the mistakes mended,$(irp) check --today 2026-05-20 examples/first/after.irp)
	$(call show,A real plan of 30 actions as it was published: what its own words give away,$(irp) check --max-problems 5 --today 2026-10-01 $(aylesbury))
	$(call show,How far that plan had got on 1 October 2026,$(irp) summary --today 2026-10-01 $(aylesbury))
	$(call show,The plan and its rules as a program of their own: it needs no irp where it runs,$(irp) build $(aylesbury) -o $(B)/aylesbury)
	$(call show,... which says what irp says,$(B)/aylesbury --quiet --today 2026-10-01 | head -n 6)

# ---------------------------------------------------------------- install

# What a debugger looks for by name (compiler/cmd/debugger.c).
FOR_DEBUGGERS := __jit_debug_descriptor __jit_debug_register_code

# SHELL:FILE of each row of the shells that irp writes completions for.
SHELLS := $(shell sed -n 's/^SHELL([^"]*"\([^"]*\)", *"\([^"]*\)")$$/\1:\2/p' compiler/cmd/shells.def)
PUT    := $(DESTDIR)$(prefix)
PLACED  = $(addprefix $(PUT)/,bin/irp libexec/irp/irp-codegen libexec/irp/irp-office libexec/irp/irp-wasm.a share/man/man1/irp.1 $(foreach s,$(SHELLS),$(lastword $(subst :, ,$s))))

install: all
	install -D -m 755 $(B)/irp $(PUT)/bin/irp
	strip -s $(FOR_DEBUGGERS:%=-K %) $(PUT)/bin/irp
	install -D -s -m 755 -t $(PUT)/libexec/irp $(B)/irp-codegen $(B)/irp-office
	$(if $(WASM),install -D -m 644 $(WASM) $(PUT)/libexec/irp/irp-wasm.a)
	$(B)/irp help --manual >$(B)/irp.1 && install -D -m 644 $(B)/irp.1 $(PUT)/share/man/man1/irp.1
	$(foreach s,$(SHELLS),$(B)/irp completions $(firstword $(subst :, ,$s)) >$(B)/irp.completions && \
	    install -D -m 644 $(B)/irp.completions $(PUT)/$(lastword $(subst :, ,$s)) &&) :
uninstall:
	rm -f $(PLACED)
	-rmdir $(PUT)/libexec/irp 2>/dev/null

clean:
	rm -rf $(BUILD)
help:
	@sed -n '/^# irp:/,/^$$/{s/^# \{0,1\}//;p}' Makefile
	@echo "Targets: all deps demo check check-long bench fuzz install uninstall clean"
