from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "clock" (
    "id" SMALLINT NOT NULL PRIMARY KEY,
    "wall_anchor" TIMESTAMP NOT NULL,
    "simulated_anchor" TIMESTAMP NOT NULL,
    "day_seconds" INT NOT NULL,
    "latest_at" TIMESTAMP NOT NULL
);
CREATE TABLE "event" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "workspace_id" CHAR(36) NOT NULL,
    "position" BIGINT NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "occurred_at" TIMESTAMP NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "actor_id" CHAR(36),
    "request_id" VARCHAR(64),
    "subject_id" CHAR(36) NOT NULL,
    "campaign_id" CHAR(36),
    "assignment_id" CHAR(36),
    "action_id" CHAR(36),
    "contact_id" CHAR(36),
    "account_id" CHAR(36),
    "member_id" CHAR(36),
    "data" JSON NOT NULL,
    CONSTRAINT "uid_event_workspa_9559f2" UNIQUE ("workspace_id", "position")
);
CREATE INDEX "idx_event_workspa_68af66" ON "event" ("workspace_id", "assignment_id", "position");
CREATE INDEX "idx_event_workspa_aa3840" ON "event" ("workspace_id", "campaign_id", "position");
CREATE TABLE "hearing" (
    "id" SMALLINT NOT NULL PRIMARY KEY,
    "heard_wall" TIMESTAMP NOT NULL,
    "deaf_until" TIMESTAMP NOT NULL
);
CREATE TABLE "idempotency_key" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "member_id" CHAR(36) NOT NULL,
    "command" VARCHAR(64) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "input_hash" VARCHAR(64) NOT NULL,
    "answer" JSON,
    CONSTRAINT "uid_idempotency_workspa_2d1db0" UNIQUE ("workspace_id", "member_id", "command", "key")
);
CREATE TABLE "limit_hold" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "account_id" CHAR(36) NOT NULL,
    "kind" VARCHAR(32),
    "cause" VARCHAR(16) NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "until" TIMESTAMP,
    "halved_until" TIMESTAMP,
    "told_at" TIMESTAMP NOT NULL,
    "cleared_at" TIMESTAMP,
    "ended_at" TIMESTAMP,
    "ended_by" CHAR(36),
    "ended_reason" VARCHAR(300)
);
CREATE INDEX "idx_limit_hold_account_238d24" ON "limit_hold" ("account_id", "at");
CREATE TABLE "manual_act" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "account_id" CHAR(36) NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "with_note" INT NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "key" VARCHAR(64) NOT NULL,
    "person" VARCHAR(64) NOT NULL,
    "reported" INT NOT NULL,
    "command_id" VARCHAR(200),
    "action_id" CHAR(36),
    CONSTRAINT "uid_manual_act_account_e5f796" UNIQUE ("account_id", "key")
);
CREATE INDEX "idx_manual_act_account_9d6baf" ON "manual_act" ("account_id", "at");
CREATE INDEX "idx_manual_act_account_4d9f74" ON "manual_act" ("account_id", "command_id");
CREATE TABLE "user" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "email" VARCHAR(254) NOT NULL UNIQUE,
    "first_name" VARCHAR(100) NOT NULL,
    "last_name" VARCHAR(100) NOT NULL,
    "password_hash" VARCHAR(300)
);
CREATE TABLE "workspace" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "timezone" VARCHAR(64) NOT NULL,
    "head" BIGINT NOT NULL,
    "epoch" INT NOT NULL,
    "sealed_suppression_key" TEXT
);
CREATE TABLE "contact" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "first_name" VARCHAR(200) NOT NULL,
    "last_name" VARCHAR(200) NOT NULL,
    "sort_name" VARCHAR(401) NOT NULL,
    "linkedin_url" VARCHAR(512),
    "email" VARCHAR(254),
    "company" VARCHAR(300),
    "company_linkedin_url" VARCHAR(512),
    "company_website" VARCHAR(512),
    "title" VARCHAR(300),
    "location" VARCHAR(300),
    "custom_fields" JSON NOT NULL,
    "tags" JSON NOT NULL,
    "suppressed" INT NOT NULL,
    "tied_group" CHAR(36),
    "erased_at" TIMESTAMP,
    "updated_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_contact_workspa_fb6b4e" ON "contact" ("workspace_id", "sort_name");
CREATE INDEX "idx_contact_workspa_ce258b" ON "contact" ("workspace_id", "email");
CREATE INDEX "idx_contact_workspa_9f36bc" ON "contact" ("workspace_id", "created_at");
CREATE TABLE "contact_identity" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "value" VARCHAR(200) NOT NULL,
    "contact_id" CHAR(36) NOT NULL REFERENCES "contact" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_contact_ide_workspa_f3a502" UNIQUE ("workspace_id", "kind", "value")
);
CREATE INDEX "idx_contact_ide_contact_802623" ON "contact_identity" ("contact_id");
CREATE TABLE "member" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "absent_until" TIMESTAMP,
    "removed_at" TIMESTAMP,
    "user_id" CHAR(36) NOT NULL REFERENCES "user" ("id") ON DELETE RESTRICT,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_member_workspa_83386c" UNIQUE ("workspace_id", "user_id")
);
CREATE TABLE "api_token" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "prefix" VARCHAR(16) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "scopes" JSON,
    "expires_at" TIMESTAMP,
    "last_used_at" TIMESTAMP,
    "revoked_at" TIMESTAMP,
    "member_id" CHAR(36) NOT NULL REFERENCES "member" ("id") ON DELETE CASCADE,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE TABLE "campaigns_new" (
    "campaign_id" CHAR(36) NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "name" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "state" VARCHAR(16) NOT NULL,
    "sequence_kind" VARCHAR(20) NOT NULL,
    "sequence_number" INT NOT NULL,
    "stop_on_reply" INT NOT NULL,
    "resume_on_late_acceptance" INT NOT NULL,
    "acceptance_window_days" INT NOT NULL,
    "reply_window_days" INT NOT NULL,
    "dux_user_id" VARCHAR(64),
    "version" INT NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "created_by_id" CHAR(36) REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_campaigns_n_workspa_08c061" ON "campaigns_new" ("workspace_id", "state");
CREATE INDEX "idx_campaigns_n_workspa_d6a6c7" ON "campaigns_new" ("workspace_id", "created_at");
CREATE TABLE "duxsoup_user" (
    "id" CHAR(36) NOT NULL PRIMARY KEY DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dux_soup_user_id" VARCHAR(64) NOT NULL,
    "dux_soup_auth_key" VARCHAR(512),
    "email" VARCHAR(254) NOT NULL DEFAULT '',
    "first_name" VARCHAR(100) NOT NULL DEFAULT '',
    "last_name" VARCHAR(100) NOT NULL DEFAULT '',
    "sealed_auth_key" TEXT,
    "key_last_four" VARCHAR(4),
    "key_updated_at" TIMESTAMP,
    "verified_at" TIMESTAMP,
    "health" VARCHAR(16) NOT NULL DEFAULT 'degraded',
    "health_reason" VARCHAR(300),
    "last_seen_at" TIMESTAMP,
    "ready_at" TIMESTAMP,
    "command_word_at" TIMESTAMP,
    "silent_at" TIMESTAMP,
    "reconciled_wall" TIMESTAMP,
    "probed_wall" TIMESTAMP,
    "timezone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "working_hours" JSON,
    "holiday_country" VARCHAR(2),
    "limits" JSON,
    "remote_limits" JSON,
    "remote_followups" INT,
    "remote_due_wall" TIMESTAMP,
    "undecided_invites" INT,
    "paid_linkedin" INT,
    "ramp_started_on" DATE,
    "paused_at" TIMESTAMP,
    "paused_until" TIMESTAMP,
    "pause_code" VARCHAR(40),
    "pause_reason" VARCHAR(300),
    "failures" INT NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMP,
    "disconnected_at" TIMESTAMP,
    "webhook_hash" VARCHAR(64) UNIQUE,
    "webhook_previous_hash" VARCHAR(64) UNIQUE,
    "webhook_previous_until" TIMESTAMP,
    "webhook_used_at" TIMESTAMP,
    "lease_owner" VARCHAR(64),
    "lease_epoch" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMP,
    "member_id" CHAR(36) REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" CHAR(36) REFERENCES "workspace" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_duxsoup_use_workspa_d2cc52" UNIQUE ("workspace_id", "dux_soup_user_id")
);
CREATE INDEX "idx_duxsoup_use_dux_sou_0a6c04" ON "duxsoup_user" ("dux_soup_user_id");
CREATE INDEX "idx_duxsoup_use_lease_u_0b006f" ON "duxsoup_user" ("lease_until");
CREATE TABLE "import_batch" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "source" VARCHAR(200) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "rows_done" INT NOT NULL,
    "added" INT NOT NULL,
    "updated" INT NOT NULL,
    "duplicates" INT NOT NULL,
    "refused" INT NOT NULL,
    "finished_at" TIMESTAMP,
    "member_id" CHAR(36) REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_import_batc_workspa_28637f" ON "import_batch" ("workspace_id", "created_at");
CREATE TABLE "message" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "direction" VARCHAR(16) NOT NULL,
    "text" TEXT NOT NULL,
    "thread_url" VARCHAR(512) NOT NULL,
    "at" TIMESTAMP NOT NULL,
    "key" VARCHAR(64) NOT NULL,
    "account_id" CHAR(36) NOT NULL REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "contact_id" CHAR(36) NOT NULL REFERENCES "contact" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_message_workspa_f5e977" UNIQUE ("workspace_id", "key")
);
CREATE INDEX "idx_message_contact_a594e0" ON "message" ("contact_id", "at");
CREATE TABLE "receipt" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "line_id" CHAR(36) NOT NULL,
    "dialect" VARCHAR(8) NOT NULL,
    "kind" VARCHAR(64) NOT NULL,
    "body_hash" VARCHAR(64) NOT NULL,
    "repeat_key" VARCHAR(64),
    "size" INT NOT NULL,
    "sealed_body" TEXT,
    "body_until" TIMESTAMP,
    "verdict" VARCHAR(16) NOT NULL,
    "reason" VARCHAR(200),
    "awaits" VARCHAR(200),
    "tries" INT NOT NULL,
    "next_try_at" TIMESTAMP,
    "processed_at" TIMESTAMP,
    "account_id" CHAR(36) REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_receipt_workspa_0c8ddb" UNIQUE ("workspace_id", "repeat_key")
);
CREATE INDEX "idx_receipt_line_id_f9da2a" ON "receipt" ("line_id", "next_try_at", "id") WHERE verdict = 'waiting';
CREATE INDEX "idx_receipt_workspa_333368" ON "receipt" ("workspace_id", "awaits");
CREATE INDEX "idx_receipt_workspa_91fb86" ON "receipt" ("workspace_id", "verdict", "created_at");
CREATE INDEX "idx_receipt_workspa_e5b32b" ON "receipt" ("workspace_id", "created_at");
CREATE INDEX "idx_receipt_account_2bd541" ON "receipt" ("account_id", "created_at");
CREATE INDEX "idx_receipt_body_un_c6ccd6" ON "receipt" ("body_until");
CREATE TABLE "sequence_version" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "number" INT NOT NULL,
    "campaign_id" CHAR(36) NOT NULL REFERENCES "campaigns_new" ("campaign_id") ON DELETE RESTRICT,
    CONSTRAINT "uid_sequence_ve_campaig_dd2108" UNIQUE ("campaign_id", "number")
);
CREATE TABLE "assignment" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "status" VARCHAR(16) NOT NULL,
    "launched_at" TIMESTAMP,
    "accepted_at" TIMESTAMP,
    "implied" INT NOT NULL,
    "responded_at" TIMESTAMP,
    "completed_at" TIMESTAMP,
    "not_accepted_at" TIMESTAMP,
    "blacklisted_at" TIMESTAMP,
    "reinstated_at" TIMESTAMP,
    "touched_at" TIMESTAMP,
    "invited_at" TIMESTAMP,
    "executed_at" TIMESTAMP,
    "replied_at" TIMESTAMP,
    "stopped_at" TIMESTAMP,
    "paused_at" TIMESTAMP,
    "degree" SMALLINT,
    "running_contact_id" CHAR(36),
    "next_step" INT,
    "next_at" TIMESTAMP,
    "deadline_at" TIMESTAMP,
    "blocker" VARCHAR(40),
    "blocker_note" VARCHAR(300),
    "version" INT NOT NULL,
    "updated_at" TIMESTAMP NOT NULL,
    "account_id" CHAR(36) REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "campaign_id" CHAR(36) NOT NULL REFERENCES "campaigns_new" ("campaign_id") ON DELETE RESTRICT,
    "contact_id" CHAR(36) NOT NULL REFERENCES "contact" ("id") ON DELETE RESTRICT,
    "member_id" CHAR(36) REFERENCES "member" ("id") ON DELETE RESTRICT,
    "sequence_id" CHAR(36) REFERENCES "sequence_version" ("id") ON DELETE RESTRICT,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_assignment_campaig_9ca4dc" UNIQUE ("campaign_id", "contact_id"),
    CONSTRAINT "uid_assignment_workspa_32fa7d" UNIQUE ("workspace_id", "running_contact_id")
);
CREATE INDEX "idx_assignment_workspa_09040c" ON "assignment" ("workspace_id", "status", "id");
CREATE INDEX "idx_assignment_campaig_ee59bf" ON "assignment" ("campaign_id", "member_id", "status");
CREATE INDEX "idx_assignment_workspa_de71a6" ON "assignment" ("workspace_id", "updated_at", "id");
CREATE INDEX "idx_assignment_workspa_171554" ON "assignment" ("workspace_id", "next_at", "id");
CREATE INDEX "idx_assignment_contact_d39b6f" ON "assignment" ("contact_id");
CREATE INDEX "idx_assignment_account_3b02e4" ON "assignment" ("account_id", "status");
CREATE INDEX "idx_assignment_account_537d43" ON "assignment" ("account_id", "invited_at");
CREATE INDEX "idx_assignment_account_bd361e" ON "assignment" ("account_id", "sequence_id", "next_step", "accepted_at", "degree");
CREATE INDEX "idx_assignment_deadlin_a0f17a" ON "assignment" ("deadline_at");
CREATE TABLE "session" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "expires_at" TIMESTAMP NOT NULL,
    "last_seen_at" TIMESTAMP NOT NULL,
    "ended_at" TIMESTAMP,
    "user_id" CHAR(36) NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE TABLE "step" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "position" INT NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "delay_days" INT NOT NULL,
    "delay_hours" INT NOT NULL,
    "random_delay_hours" INT NOT NULL,
    "template" TEXT,
    "subject" TEXT,
    "requires" VARCHAR(16),
    "note_fallback" VARCHAR(16),
    "sequence_id" CHAR(36) NOT NULL REFERENCES "sequence_version" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_step_sequenc_db11ca" UNIQUE ("sequence_id", "position")
);
CREATE TABLE "action" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "campaign_id" CHAR(36) NOT NULL,
    "contact_id" CHAR(36) NOT NULL,
    "generation" INT NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "scheduled_for" TIMESTAMP NOT NULL,
    "epoch" BIGINT NOT NULL,
    "attempts" INT NOT NULL,
    "with_note" INT NOT NULL,
    "text" TEXT,
    "subject" TEXT,
    "payload_hash" VARCHAR(64),
    "message_id" VARCHAR(200),
    "sent_at" TIMESTAMP,
    "executed_at" TIMESTAMP,
    "finished_at" TIMESTAMP,
    "outcome" VARCHAR(64),
    "unconfirmed" INT NOT NULL,
    "refusals" INT NOT NULL,
    "failure_told_at" TIMESTAMP,
    "sent_wall" TIMESTAMP,
    "absent_wall" TIMESTAMP,
    "looked_wall" TIMESTAMP,
    "answered_wall" TIMESTAMP,
    "reachable_for" REAL,
    "last_word_at" TIMESTAMP,
    "learned_by" VARCHAR(8),
    "account_id" CHAR(36) NOT NULL REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "assignment_id" CHAR(36) NOT NULL REFERENCES "assignment" ("id") ON DELETE RESTRICT,
    "step_id" CHAR(36) NOT NULL REFERENCES "step" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_action_assignm_eb8741" UNIQUE ("assignment_id", "step_id", "generation")
);
CREATE INDEX "idx_action_account_9ec7e9" ON "action" ("account_id", "state", "scheduled_for", "id");
CREATE INDEX "idx_action_account_aee46a" ON "action" ("account_id", "state", "step_id", "scheduled_for", "id");
CREATE INDEX "idx_action_state_bf65ba" ON "action" ("state", "looked_wall");
CREATE INDEX "idx_action_account_1f71c6" ON "action" ("account_id", "sent_at");
CREATE INDEX "idx_action_account_aa179a" ON "action" ("account_id", "executed_at");
CREATE INDEX "idx_action_contact_dda4dd" ON "action" ("contact_id", "sent_at");
CREATE INDEX "idx_action_account_fa9669" ON "action" ("account_id", "message_id");
CREATE INDEX "idx_action_assignm_d031bf" ON "action" ("assignment_id", "state");
CREATE INDEX "idx_action_workspa_c22d74" ON "action" ("workspace_id", "state");
CREATE TABLE "suppression" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "scope" VARCHAR(16) NOT NULL,
    "sealed_label" TEXT,
    "reason" VARCHAR(300) NOT NULL,
    "contact_id" CHAR(36),
    "created_by_id" CHAR(36) REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" CHAR(36) NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_suppression_workspa_68727c" ON "suppression" ("workspace_id", "created_at");
CREATE INDEX "idx_suppression_workspa_2b0c0d" ON "suppression" ("workspace_id", "contact_id");
CREATE TABLE "suppression_hash" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMP NOT NULL,
    "workspace_id" CHAR(36) NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    "suppression_id" CHAR(36) NOT NULL REFERENCES "suppression" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_suppression_suppres_e6f5d0" UNIQUE ("suppression_id", "hash")
);
CREATE INDEX "idx_suppression_workspa_7f0e12" ON "suppression_hash" ("workspace_id", "hash");
CREATE TABLE "aerich" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSON NOT NULL
);"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXW1z3LiR/isofbFdN6uz3mzHvlyVJOt2lcjSliUnqUSpGQyJ0XDFIbgEqdEk2f9+3e"
    "A7SI5Iel44XHzZtUg0yHkaBBqN7qf/vTfjJrPF/qnhW9zZ+0j+vefQGYN/KHcGZI+6bnod"
    "L/h0bMumNG0zFr4Hf8LVCbUFg0smE4ZnuVH/TmDbeJEb0NByHlB8ZJkjYgkCApz4U0ZGBp"
    "251Hpw8EbgmMwj86llTMnn4PmHWx645NHhcwFtUUo+nFDHJA6HK84DYfLJsjPqE+4wYnP+"
    "iF17jAi6ENAdw7/uHcsncwo90Ufm7JMRc7kxlS+D70ENgweOT2xGBXsFj/LlZd+aMcInRD"
    "DHhMd9JJTY1IeXnHIb3hUazj3LZ/A/C/q8mRCPGdwxLNui+Kof752RTYU/nHPPHFI/eRx2"
    "InxszQCv8OWFyx/lwyz/Exnhz2DmcE5tezQgI+qIOfyk6AJ5jeB+jLqCjuSPfuA+4OKwN4"
    "gQPBk0xBw/kqBeCE3y034NWMDgQR6jxhTVO5xwb0QkDAJ+MPwOUxDLifQRyuI7kPhdpCIE"
    "832bJQrZx6EROBb0PvT5g4QeFP+Pf+xRIUDNM3wjy8RWwmdu9M8H5jBPIrb3z3/C3xYMhG"
    "cmIsFQNYkUQCf/YUyZGcCj8b3xAtwH2er26eMqRZPGGfRLO8VfQf2yW/DeRuAzM7kNOPow"
    "cF+WnDEh6AMbJr+jCBi+nbwH4+lRuNRg+VuInfs4nFjMNnNfeNhKXh/6C1de+/bt8vP/yZ"
    "b4lY6HBreDmZO2dhf+lDtJ8yCwzH2UySiMmZmvH4dkNE3El8KBABd8L2CJXs30gskmNLBx"
    "Dtn7n0nghN93NB1Zpth32Bx+4f9Gb5hpPRxe39wNby/uhsO9OjNPdAmUgbOWBUMc8fkt7D"
    "fFRV7dwwec/3T69fXRuzcSCS78B0/elKjt/SYFqU9DUTlQU7AN+KSiEVAA/TPcwUmlHPi8"
    "pKIAMxLdj//RRhHxhVQT6eQdgxvDt1nA7y6/XNzenX75WX4LQvxqS7xO7y7wzqG8ulCuvg"
    "71w2EdCpenpBPy18u7nwj+Sf5+c32hajFpd/f3PXwnGvh8CAvNkJpZTOLL8SVomqpZ/Qbr"
    "fl2q3Cq/s+6q98XvKfP9RCZBQ1wVMQ2rCmtuIaqNak5Kg6qAmrFcCqBeOn45pnkhBVN4v3"
    "WhebAmKOFl4X8/HB4cvz/+cPTu+ANaUHgpufJ+CdqX13cKqI/wI4pwnk+pd+EEM4npJbwA"
    "dQxWwDaWVVCF1+3OGN3bqwfrjD4PbeY8+FP48+hwCYZ/Of0aDtpDZUG8ju4cylt5mBNrtw"
    "3OifDmgN5zbeo4LP6e1or2wbsaaB+o5keKNt5S0FY3HU0Mw4Kwtg07bRtK50JRyWfWQ+Wi"
    "kIhsbj14u9714A+Hh0dH7w/fHr37cHL8/v3Jh7fJwlC8tWyFOLv8EReJnDaLqwb1fTZzfd"
    "FgIc6K9Ab2lS3Dc8ufwggvWyPOOLcZdSo2OFk5BdYxCK4L1+TKZiens5ubq9y8dHapjNXr"
    "b1/OLmC5kBMSNLL8iiHss+cSn8EdXC1HOm7fag2OXDC7MP1f/O0uh3C8zr7+cvq3N7nZ/+"
    "rm+se4eUYB51c3Z+p6HIx/YUYjuDMiGvHmiLt0YXNqDqdUlKyNaHaWw67K9QH7vLX57riG"
    "tfnuuNLaxFt5rDPO5AZI56X6h/Ph27c1gIZWlUjLe8pEErn0m5r0qdgKjPmOwd4rWz5zot"
    "NQx4qo1nOX9TyxHEtMW+lZEdV67rKeeeAbfFbh+CrXb0akf4vi6o2PwIEHTixvxkqsj6Vb"
    "R0VSbx4bbB49NgkEtZv4P7Ii2v+hAjqhlh14GMdit1oUiuJ6YejywpBES7Uy5WNBreMu6z"
    "gTE9dUy4qo1nOX9ZwN4GuoZ0VU67nLes7FxTb+olVhresu6zoXqVzU9f/ZnFbauYqkougJ"
    "ivZKuZ9vvp1dXZCfv16cX95e3lzntSlv5vcTXy9OrxT7Nxu53ngSVWT1l9XlLws25J4D8+"
    "B4Ue4VeTkcKN9Dh50kraKBPtTwkHyodJB8UP0j+bj/upGYeSkdiamCqqZL1MZVFdTQFgIF"
    "k9SZuqBmRDScACdm5kweS9NF0vFXYtNwj8HNP7NFYfpVYI1z+HKd7Sa86dV0VfDoPElrKn"
    "6xgAP8ehZbMrd3Xy/P7/YKY3gF+N5G3fQU2cxnWwPTaEVaAayfg2dM9jxNO+wpwPlFvAJj"
    "nCzG1HicU7Cfc7MG3uGHXLmStC3emh3O1CvUoQ8SIPwl+N7x1OFad/yRlacGx/cGS5ODXW"
    "voJ81a5QcLg8OsOpI3P5L5FEbAE/NkwuqMzcbwzxld7JM72DIImdOKW3eZpluVearkk+oU"
    "SZ0iuQszSS/2lfL/BQVXn7PH7TeYU7Ku70ZJJ6kVeHawJPDsoBh45npsYj03wTeV6HJ6VF"
    "uMV56yI9eyxuGqeanVAP3y4rDD4SLhml+E+E+3N9dV6VCxhLoAWIZP/kNsS/TLnYtQ5Cb9"
    "Qjy2GnqtzObYgRqPzZ5dC263imvMSmrfbpfXYOmJD0QrY0uV1ZrusqY99iRPrpvrOS+ptd"
    "xlLYfb4Ibu2JyQdsiqiY6ayWUjnu4ErxV4DP+a7Ws3wX3RWaiOrxou2fBDXwG+X5KOegpu"
    "bkrMIXt+ent++vlia37Y9AinzBObO+BZ4ovNt2vljPUCx4F/D1MOoITAMLqE5IA2i9gZky"
    "cSEBQDyc0oO/5EwsFBXKR3jAf1gFjIt+gLSdsItwR3UJJYzj3SGGY7pD6ZwVSzT0ZjmxuP"
    "zEuJG5NGr6CjOfTAKHY04R5yEoLYE/yET9CWi4hdUSRsj0hgGNNGoTf53pnAdZOMF+QXjo"
    "yOI5PB9MaSpznMx/cnphV+PyFzY45AEukYBZ2DrMOe/Zj0cT5ljnw0XoyJLOG6iQMTnkJN"
    "23KYbC2bSuJJaiMMxpQ6D0xIaWRdCUQ1yaLCgZUhbyqlDSwquIR/sYxrMJCDLe5WeWruy4"
    "palz4+cM2ML7fqJSMYcw9UfleR8jF+ZP6O5TxZWW5GldURAHXyz42PDaElc9N3DYdF2ElG"
    "eZqBUR8v7Mby2IutUDoTtQlZS6U3SWEVEgk3/Jw6QmFlU5gg2mXIKqLaxdDl70pZ7BqF1O"
    "dFtZ67rGdr5tpW4xzdjJTOz22UnytcDr+wnYM2L6u/qy5/VwaHT4S1NEAVWa3pLmva4bA1"
    "bb9alohrfXdZ32ObGo8YXdBK3UVpre0ua9tjliN5jtst2Yqw1nWXde3zoOXWNi+ptdxlLW"
    "ccwA21nJfUWu6yljVj3+9Dzx6TnohWi3NWUmu5y1oWPnfdVlrOS2otd1nLLm0Zo5oT1Dru"
    "so6jU/OCgm9n1LYrSQpTqVYUhR3TZ0RSeHT4/l3CT4h/LKMmvP1yenVV4lAuRm8UoK0OMS"
    "iX/o6Qg44BvZrQ0FwQSB7aygGbk+nRmF0ZsWYmoqeRtzQV0/N8t+f5NCKqoY4VUa3nLus5"
    "isUs6rg6OTIj0mGSqJapkcd1knyPq3N8jwspvhFcFVWYXoS5qgpTD7A+qpVRfbQko/qomF"
    "H9xDzRrJRnRkLX8VTX+Xx8b5NlIC+pwzA7vQxsmc6uY9PUavYduga2roG9K6BuNSO1l1+/"
    "kolSF1NFTKOq03x1mu/WwV1Hmm+8zq8A4fNMVz0FWLGK6uAbrvirgDftqa/o5qyjTuaod3"
    "M5+44U9c7xse4owrXoWMsssxVgfBt19ZfUhdRPkBWztFOkt8nqV0K1kF0Zq4kW4sVFDB02"
    "l03bcC3cTRmRXUpOAkk1QJHiNiIseGQLeQP+HJnBM3JyeZKOASlwsTWgzx5g6GD29gMYpO"
    "yVGJC55Dz49jN6icgsEL4kXyBUENdDAbMmZ245BwArT9fPZFCvKht+jV6NlafF3/5qfw7/"
    "ev0KXmbogdr4bIgv+frNqzdb2gT9zlLlr/n89Zqg3jnvbPc5eDd2ZrSW8u/ZNyvAfMeeK6"
    "OacmJ9OKBb9tVc/O0u98EU+EuTj+bq5vrHuLlKaqqWJaFVp6L12B82zTVtenTiF5eMXaB+"
    "SGy4R/iFrTFXO+nyHNMK+MN6E8yS+aUSeEC3dNdceTRdIqmPqNUjagwRHwIkmBBQUvxsKR"
    "FCQXaDdAixmbrLbAjBjCF8NkATZUHT0p31UiUs7UcrpL5CUuSGc/ihYGSadNGkmHx1B5ub"
    "dg53Zd6Rc0ZLoEtlN4fx0Y5AnPGTNNn/KGJ9MMzXXcBBh82tdODqsLk2S+HOOWZi/9l40T"
    "QcSRXUgR460EMHemwd3LUEeiTf+gow7vt5eWFizAEMb0Guv11dbe2oEXMyvsrFoHjUGN8b"
    "LD1qxFatjxhhHSJ/JMKaBXZoJDjGlHvkv8hrWUPzB1lKM7r6hjyTD++O374l/01ghzEUDM"
    "A3xT4ZoaxIac09y/eZQ7BI5yKsxRk2HRDBJTn6vZM8MSQ1d2RBT2SIJ4irPNY0OROSrd2l"
    "QkSc8vDnFN5ctlxHbc/lScelC0BL23S7xdu+N9+4+ugwM16aGqqKqLZUO22pqnNGU22XyW"
    "uVd1rlmUm/wbZekdrc1n79E+jKdvfJAtr0K8oJ6s+nc59PYaO0JTMzCjguszLTWOQlRmam"
    "UbsS7oHrApSCmSMyszyPe2HtnPg6RlIhCaos0TOxbJ954hOhxLCpNSNUPIbNZRPLF8yegN"
    "npI1vXg8cDV9qdgsWlh7BCjscMBu8EpqbLH2WRH3/O4xJFWJgoU2FoIA1Oh1loQ4ZdyUJA"
    "i9DaDBzfAhuWz9iYmwsyYx6W3oEXdannyxebtQ+a454/lCopDZxjM2rZG4up24FQum17Pp"
    "bZvr0Mm9PzuGoGTSxPRN9sQc3VR0h5qd4Vs19LGJ0sNdwU6JyQxrkOzuki1ADnnFDvcD5+"
    "e1CLt+VgCXHLQWE8W84jMy1nGHh2oyGtyPXv/Pnk4LAG3NCqEm55T6llL42nBjgnAv0D+P"
    "Ckzgk/tKqeN04KZ/xYlwSs5CYQZ0T6B/Ja+IcixIZtJ48q+f7Bv5ZJJIZvzsbCaka4VSKq"
    "Qa8Fum/5diOoE4H+AbyWScXmBi3PTllihWRkNMz15u5A+Dzx0hWw/tPtzXXF1KEKqj4By/"
    "DJf6Q/rF/eAIQk5wgoJAWp+T+D/A4fO1CTgnz60Aj9uL0G/TtAT12+ReiXp1DkBHU5yQbx"
    "+qlHvInbNy+lAweVXaRH2xUhyAlq0uIuu3R1dPXvQs06BljHAHcxRrVmDPBWYwcuTebALn"
    "uxVx1DkDQZ1IglgJ+aad0mqODGCQlxZEgpuZLurUsHz+U/B88/IFUVmVIhIwpofPD/iYRj"
    "g1gOXExwl5GpNIoGIAZ1MO50zHIhA1VH/MWT+TiT/YnaMAr/WYgByJCj6ZN7fXK/E3OYXv"
    "/1+l+9R/oeApDe8n6snnAlXFBKca5IqY0FugxulyIhNBf8+ncHmkd3JTy656e356efL7a1"
    "LVDYYEt2BUW+2OpNgRk8C2grSRZabwjyfJlIkSmD7kj4oYo6vJiX17cXX+9KeTE/htlrLN"
    "01kBldwC7h3sGXiaKEsYHH5xhETE3uglwYXBwmw3EZYBy+T7htgXYwnmQOotytUIJG6pjC"
    "u0SDbj9k95TwgHUzHT6yxejemXLQEjRHFlDYzMDkRj3CHRvfyJ8zFvUf/aCYQFS+E/zuT2"
    "H0NaM2M2UgNH5q0B/0NAqvps/aJ6cTH157Qi07gK/83pGbJ/yVcT4e/IopyGNfmMg3ZrDp"
    "YmTkMd9bYFogwmsZU5kdiPmAaAsPENtYJRi0Bz0GIZ2ph+kihmVboY6il793ZCvokvicwH"
    "OsyQLfg02w2KsE4vVof39/iI8Yvdknt4gCKsJZEAETiwwCh4exZ585GHI+wFek5iLMXITx"
    "EqZTkClg6Y/BsB/cOyODz+AjMIegdlNtiNcIHfMAB5lsBiNpJCxYpMJ0SGHBBAY/Hl9EKn"
    "sKH5fckgq6QOQiBOtvLpOxEPORFPeXxSYYPw4DRLChHKW/p22n5l7twFZUc6/mKYhyX2cD"
    "e75Mtoem/erZiAoraCvUs8L9i4DpQwzu6sb16vap64i83a0clPUCfFDLEXCwxBFwsNupJz"
    "sIr7LHKIJcTZJdItqHuXiZibMOomyAbijH64QHjao1FwT7gL6S/FMn9ac68Ucd7IhY+wiT"
    "orSOJeqyfS8dE1YrVSuiWs9d1vMU1iGYLUpnzpdPvVLpLdsJJrpCzTDWtpOHXiFSQ49R0S"
    "xfoSDYv4VqPbkhuLgLxpxWfDR5WT2FdXkKi53fTbWcldMa7rKGlcOLxi7lorjWd5f1nRw9"
    "NdV0TlDruMs6jk9HYZ+AJ53NJ++CuNZ3l/XtenzcUteKqNZzl/WMGvgXdxrmvacyW95Ifr"
    "s7X9m+ZvUHgBhGAc8fTnngNcoFLgh+V1Lw7nw+a8kJnnLbQj5YGRHmNTqELRHt336+zgFs"
    "9fFr4fDVtmaW32i0pxJ6mLcf5h6bcZ8Nm8NfENRa+G4tTLht83nglijihSKCRfF2ZAS7o4"
    "eV1nKU8JkBa7lLKYhr67XL1msAEBqWCbsNy3mCUdGEIr5UthVRfMcUvGqeeJdaZkLk1nA+"
    "K8jqyaz+ZEZn7lD41MND+LJTKJzMKiayouiyiaxXGsCJqTCCg3ZsKjlBvRR0eSmIVBWmGr"
    "RTcyKrNd15TYP2zEZOq7xU/3bxx3UO5Y+rz+SPC0fyIWLNQyBUuf5hvZYIiDjTrYEJmxXZ"
    "bomjt90xV+P8v+abv1ROLwBdXgBMS8Cvc5jRLra1RFzru8v6nrPxlPPH4ZSKitDHilMURW"
    "4lC9F2a2iu+8AqQsz12JPFA9Ea8kIHGvvG2LfaylT3oue4XZjjWjoqSsS1vrus75AYgc8d"
    "1igPShHr39Zq9fNqCBlzuVGykp1ZD5W7K0Vw1zdYfzg8PDp6f/j26N2Hk+P3708+vE12Ws"
    "Vby7ZcZ5c/4q4rp4CS6rIZ5o+Gk5kiqieyLk9kMzYbV1BKVFO45IQ093sxamzLhJG9wXUJ"
    "I9y2+KK7ie2q6KKLU8MK4P2SdNRPbHPTYQ5YeANJ07Ytwr2LJ1bOsxfeGCyj12NJkza8ej"
    "9zYeHtkK4NKQmthwA2tMiXnbLhfZRcbNSEa5J5bmI5kqBuym0WEXEjvRsl4+BhnyBXnwX3"
    "Dep5C+Jw5ETDkYg0bmJAxszAo4t7R5LD8QfCA9+2npggc8ma5xPhMvooCMdC4NwwAs9jET"
    "2bIMKaBcjQZkZEc6OUGmuUJaAbLyJeuvgpIPvIXEm5R306IiHJHr4nctDhiRW8m4NcfpJ5"
    "XBYB99lzE3JwNwKzhLdNbUoFstbNMC9HlS0tCE5nLgWB0gf9Psjetr3GDUg1sVsHbInVBf"
    "tvH+jM4Wg80AugLttSZqW2u59cbazZhveWmvl7IwEAmRWu6RZeEe0UL6Tew6t7+F7Sf2o1"
    "q2oGE5w39dRkZbRDQY00gR8jynn7q134eSntwX/Zgy+C8S+scX2EvJQ2YNWiE/mNW11U1f"
    "2enhLyU6y6e649zxa23RpZdfGC5zZfvVIhjWinys70ElMa1h1pPEyzUhrTPKb6hHHViKK7"
    "sAhmdYZ43F6Xpm+YGV44ftzOKc5PjCIUX+W+sHCUk7k7WHaeMw3btT7RwdKpHp/vkxH2FB"
    "IEyZOTuWf5PnOickXyqEQgX5QZnpVwefThMYPhWcwnMjIZnYThIaE4FroRfMbG3FyERX3G"
    "7IE6WLAnkhrcOxxLIAW2SegDDIGPWJZHnurMqYCnOX5cP8iH3gZ4NiTL7Lgex/OfFwrmKI"
    "cqjY4+bmfweysdxqXzV0tX8XajZ0NH8dHh+3eJaxj/WOYMvv1yenUVe3+rzzjS0dTUe5WX"
    "1N6rTnuv0q++qZrzklrNnVNzR5bJS5PNXA4rkbH4MyutOa60WLpcWmnbuGREq2UTHhTGQG"
    "Dgw5PF5sx7JUho30YRApIvFRZGy3EDX6ZcjIjPbFuEBfewXLn0OeKJ9sTjMxALiwIiB4aX"
    "NoLXrB9TkLOwo3fAf+JvVcMMdDBAF4IB9DFPb2fQjsWP7pB6d8UR0U9IM+tG3fOzjEiXYz"
    "g6c3rWsO7g91S36ja0a6ndnppcTUDOS/UQ69UPY+qIeVkwebXXMpXQhJY76ba8hP2T559R"
    "35julW3GMrcHS3disuFwnLRssw0beXwuhiZ32IjI0xoRl10XcYnviWWzMAw9DFmfzdCvaY"
    "Yx6pKNjTxwjN92CJXFzUFoVtOnWBJ5ndrkOtha76+6vTr0aX8leOCVZY1VL/epRA+X+rWY"
    "VTBb+hUQvxzinQhvDu09L3Cc6HBs3YHeq692lyxtRcQrT6ZyMpvLZXi7rjG9YhYymE9Yyd"
    "pbCWfSXkOpQhnVoW0AZkZCw6nCaQaubRm0GVl2XkiDWiQdnCD1TpP5M5XQcKpwTizHEtNW"
    "prQiqslDumxK69C+HpKHdG270iv2kI6Cq+lDNH1IiQf3CmtK/cQVp2Th5mCZ91bWpRpO43"
    "atfLeY9D2Stz4SDC/Fv8U+ufQjsg0ZHEZGUUzp67BheJFi3I3gDrGtiS+I5Q8i+g7B4M8R"
    "c8yQ4uPNQAbjhI5dSgA79AeEXCImXbwSRP4QDFidUvuJmfFDw7+ieNZ9MvLhjWJOERnaij"
    "3IYNQJ95CEBCNWZZSrDF9EohEb/hETjaBE2OjecTixufPAvNpO5nwmgnYta9fyrqxAvbCH"
    "tfXWz7ysfoK6NRqWzdhprZzzR3WqqR5Vl1M9KtRTlZxkbWFOhLt88NSRU5Dma6teU3dgTW"
    "2VMqLJh3dCt9m9U1MVq7Ja013WdLQrbqrkjJiepjut4NSJ0XiHm5PUn3GXtRy7y5rqOCun"
    "Ndx9DY9Lcg6q99lZGX2g91sJns2rcKpyHd5otww8XFkVzo6Eu3+hTkDtU6OUbz29OVh2WD"
    "KTzYbUaE+8HtF0yNMGRo0pgQ4GxHLIlM8lEwc8YxESa7jyQIQY8KqfkKhjFh9PYFwg0m+g"
    "V8LEgHd7QajkZadiSl6PwiOV0Zv9e+feGXkM4/OZOfpIHmFaiXOU48TmV4KELQi1od8BEV"
    "yeicB7wfMEsyfwSgsyxifaJlkwpFJPmL+g0xl8YcS2Hhm+hUPCW/cOnxAeeGKQ0rE7cWS/"
    "BcOOURP6id4BO8IDmc/B8w+3PHDhnVBBEiR8l6hZht0dkMC38gPPQR55RAPeEB9YnWKd9z"
    "eWJVKXndAgLXv+avrS+vxGn9/oTYw+v+mkevX5ze/0/KbL5wqrP8CZW/4UZoyyfJYzzm1G"
    "nYpJISun4DwGwXUBnVzZ7MA9u7m5ys3zZ5dKIYjrb1/OLr6+PpDYQyMrDHIqSb7QJzl9XF"
    "01k8HasuvDDVkTdFMJDXANgOM9bsM1ICuml4AGS0BmC9xgUOel+ucyW0uurmZmX0uuwZac"
    "kGGsfJkHMomiX+J+TNu0cT1+ZTOOkdFhNwLdh9JviLnGH9HPZnkkLZQQ1keUnsDAxOKMvm"
    "XboVtuGbFGkUkjEGH0vGYt1K6znTJa+mTce2AFtXVGxLJdtkS7EuQ4RrLzdhFTqqw+iO/0"
    "BxUupi3mzbyk1nKXtRzbLg3skYyIdonr9GmdPr19cNeRPo2f+QrQ/SZqpU7vKrCZybAC02"
    "3tw4WgklWlZCMe3hos34mnjdqlTLOFjHiRxQEYvKdvGVggICG7lGFBUSiOrB4QPRJaYwqy"
    "Q/w5z4QJYRSQDCz6REZRdjNKRkKv4PYcRNCwqL1vLw+QyReo0ynMeh+/K5NVLwxSbUGtq2"
    "ifBZOpfHQB1XpeklwH2lXyoqvEZ88lU9UdXK3INYradxnalUxJF3+7y81GBZrxZEa6urn+"
    "MW6uco8rYE9hkjeHgVfilao+r8tLbZDudV1Lb35MnxzUCUaCVpWjWt7TwTG/g3VXB8esr/"
    "SEDj5dvTmz5erj/QF1iZctQmsFXqDztKfdBPZFR1B+ZOV8Qeent+enny/2yiaFFWD7OXjG"
    "lKLTtMOeQpyfETvlbvsa+qn2Stxt8a3BMnebl2nUyt2W+jhS1xjHKBf0t2HvUhpLx0h/mz"
    "ULbGxPDJsbj/sEc+igg2HWaydz7TBBzaG+9cTImJsWS9LdqMfunXAEhcyF+FqyOXTu2gzd"
    "dUljg3reAotio6EX8hx6LGRShBfDdLs5tXwxktE34dPjTDlimfgTYhpFJESkkgXR4X6U7r"
    "dgPtbIebKE5Yf1c9iza8NAktmFkmdRltoJMSb4KIAtLOS9T77GLkbM53MYsS34D74ebg3k"
    "FcnJGDIxyrKnH6P0QTkaX8GPjJL4EhfEK8m8GBYDj9vlXhl+sbD+xRKosfI4dmQ5ZLzwET"
    "fA6N4Z4fW4Url8AkIWYujHepDC4c/G1En51tDt2KbOIzM/hXqJaR3hxgP8pPo+0nRcFFyl"
    "/95LP449RC0ScWAfO/S9ReRvw8Ao+B+oBNYdAYMw+ZqiDyUaz/GsticbwyeAf5C//nTx9Y"
    "I8MU8W3fojeRVp7xXOpsXXDcdRmNOo3os6wX9max+VNVXvK+mRyt1US9pXrH3Fu7HY9mLP"
    "mpl06n5YGRFt/Rc8xNRmZeZ+Xf9wIt5lt0Ar7/CHGj6BD5UugQ+FmqqVmZMV3paNZ0tuyE"
    "O5emeLXIyb1lPNCXV58HYG5oxd2ADnvFT/8mNWjzNuE4oIV1YFipvrkkBqQpdgsDqZQ/zS"
    "mxzKKWJ9GLKbPprLbI8aGuN5SR1I3GVbPLO7bmM8ZsQ3aOREzoSGtk5H4guac7r1mc1tPa"
    "mpoTupAcSphIa4FsTwAo0qSSbttYmjmjiK47XJSquI6qW2y0ut63GDCdHKv6nKak13WdNb"
    "jhzZHc3qFK3OBY/oFK21p2htMYakm1PDLoeQ3DJAEpT0F+aJ8NcXQknUJoNlISUiajx8yr"
    "RuE1tyLVmbjSl14L0Jhy7J3LN8nzkfc2wqLgfcMTABIxWih+K/F2SOsRA2DRxjCj0gL2F1"
    "AIJBZy6FPuNggkAywmhqFX3Mvouzfi+sUG0xrckUjSa3AqSVzo9UYHPej3W6l1bsAFHWjt"
    "pB4XkxPUxfiAqP4FqB2Xme6Wo3oX05Ljw/uDpmcopqU1PUMTHFd1mWdxZG+2KsbRLYioG8"
    "aXSySRdkFghfRs6ipUmos5DxrjzwaxYl16aiNhV3YSbphano80fmNA6/ykut5vz35a9rh6"
    "OC2LNrgdbaFMLLSeqvqdNfk02FP0Q6nBaKVmW1qjutal3Ysu8a1kyL+hivq8DqYzzNtNh1"
    "YKuYFpPs+i35UHzm7pU5UPD6YKn3JG7RKuHbZzMXnSRJDjFW+hpkORFlXjIlPn0g+KhXAv"
    "8pPmGu968BbgJGYW5wlL0Mw8sPRJhILH0uU4pJ30jG6GEdV2ZWH9olZ43RnMqFJd9dH9tp"
    "X8wuTka9MDi1hbQm0zOZ3gqgVh7cZUX00V3J0Z2uJVriOFx9LVFYuOhiaNJFk5D7vJCOu1"
    "fHbojPFGuzN0Y1kdKwqrB61DH5bNgO3XJhDbIKcryNKEK7jKg2lelDltOmE2JFMP6llGdj"
    "SRpyKqIRb454vONta2Fk5TuMf0cSU9ETMYTfY6OHpS3khU407i/hrnhh6u73VOeN3u4tdY"
    "jHcK3AY1sSz7+bCL/ovFXGWLei4AI3pibcK3PkZm4PlvpzlYat3LoR3wjom9nStTtHf6zL"
    "OFJqCsY+RSyOEb0jEnrCeBGBF/l+MYiGhZVva8bHvcx+WLifUt1qvkPt0d2JGaoXHl1hcL"
    "d1kdtEuHdusnVYUuks3Gibpsh12Gbt8F5tw7Q2XZuxFB9wLdKVoyWkK0dF0pUtF0/YnRHe"
    "pCBFtJKOF01hVQU1sjrUS4d6bR3cdYR6pd/6CjD+wuJs0J2cFV5OnVMnxhzA8Bbk+tvVVQ"
    "fcBj9h5spy18FPUXJLLfdBkgrTyodw4zAstMvMsIIHFs9wCHN8b/EpKaOBt2RtCyzYgfwO"
    "C2KZ0MbyF7I8B/thRi2bwN4EX2lJ4FfmpUMdyVcvVtVVv5W0mfYeaO9B15eCXngPtBm1Jv"
    "u0abqjJppvQoBeWGFqn2sVJPXIfeFoK3+C8b2nW/nedhPgl0+2CqOsS9kJMiekxDKNc0Wq"
    "zdE4KaXdMRZD81GeX2GBN2JQwX6YcNtk5sfoAEueayXmKHI7CCx/towcTCcTaONxB6eQXh"
    "iP8oNuYuQkAr2jczg8qWPkQKtqGvSTgpkzsTzhD+VfDUDOS/WuOtRBrbOPgyVnHwfFsw9J"
    "jNAU6JyQxrkOzi4VAraOZmM2mIJgH05R13SoVzDmt2Nmpt7+ElszdxRQbXDmTh/aWZ1TRs"
    "0kHzZOuUIHqMyPZXMmfHR2Ov4nMmIuN6Yj4lmCibA8LiUIRuBGZXSFDxsec0AEJ2C4EiMA"
    "Q9UTUWXgCZjHlfmw2k7Vdqq2U7djpzZd2De/pm/OTl1LuR4Y4v/iTiOMszIbtJ2+3Z1vxn"
    "xavdMTF7IiwmfWQ2W+WyzRmwy3PxweHh29P3x79O7DyfH79ycf3iapbsVby3Lezi5/xLS3"
    "HPbFPDhpDhQhr8Q7ab85wA/WC/iqK21mHaOlZWJfDKMs6aEPW4FNBFR2ZF9wyjzLKA2NiO"
    "4s3RHQtE2L7UB0acX2eeWEUGqel8wG0WDsrq9rJbNBtR2eqUZS137IiPTRTDs5qeVOPFni"
    "TjwpFK503SYIR817iO5aXFsYCM3K6i796fbmujp2OhJRd5CW4ZP/ENsSu8gDswRcBGP5Yq"
    "auW4P8fhA72Ppi9tv/A73Sobs="
)
