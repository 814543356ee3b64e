/* message.h - the sentence of a finding from its rule's holes. Between findings.c and message.c. */
#ifndef IRP_RULE_MESSAGE_H
#define IRP_RULE_MESSAGE_H

#include "engine.h"

/* What sentences need, made with the run: room that is used again, and which rules' message steps have run. */
void message_open(struct run *r);
/* Runs the rule's message steps when it is the first time. */
void message_steps(const struct run *r, uint32_t rule);
/* The rule's sentence for a row, in the arena. */
/* What the finding shows beside its sentence. */
void message_seen(const struct run *r, uint32_t number, uint32_t row, struct arena *a, struct finding *f);
struct str message_sentence(const struct run *r, uint32_t rule, uint32_t row, struct arena *a);

#endif
