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
    "reachable_for" INT,
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
    "eJztXWtz2ziy/Ssof0lSV+MbP/LY5O6tshPfGe8m9lbs7E7tekuCRMjimAI4BBlZuzv//X"
    "aDb5CUSUYPioMviUWiQfA0CDQa3Qf/PpgLizny8Gzi24IfvCP/PuB0zuAP7c6AHFDXTa/j"
    "BZ+OHVWUpmXG0vfgJ1ydUkcyuGQxOfFsN6qfB46DF8UECtr8HsVHtjUitiQgIIg/Y2Q0oX"
    "OX2vccbwTcYh5ZzOzJjHwMHn+4EYFLHrhYSCiLUurhhHKLcAFX+D1h6smqMuoTwRlxhHjA"
    "qj1GJF1KqI7hrztu+2RBoSb6wPghGTFXTGaqMdgOOpmIgPvEYVSyZ/AoX1327TkjYkok4x"
    "Y87h2hxKE+NHImHGgrFFx4ts/gPxvqvJ4Sj00En9iOTbGp7+74yKHSHy6EZw2pnzwOK5E+"
    "lmaAV9h46YoH9TDbf09G+BrMGi6o44wGZES5XMArRRfIcwT3XVQVVKRe+l74gAtnLxAheD"
    "JoiHE/kqBeCE3yar8GLGDwII/RyQzVO5wKb0QUDBJeGN7DksTmkT5CWWwDiduiFCGZ7zss"
    "Ucghdo2A21D70Bf3CnpQ/D/+cUClBDXPsUW2haWkz9zoz3vGmacQO/jnP+G3DR3hkclIMF"
    "RNIgXQqT8mM2YF8GhsN16A+yBbXT59XKVoUjiDfmml+BbUL7sF7Z4EPrOS24CjDx33ack5"
    "k5Les2HyHkXAsHXqHvSnB+nSCcvfQuzch+HUZo6V+8LDUur60F+66trXr5cf/0+VxK90PJ"
    "wIJ5jztLS79GeCJ8WDwLYOUSajMGZlvn7sktEwEV8KOwJc8L2AJXq10gsWm9LAwTHk4H+m"
    "AQ+/72g4si15yNkC3vB/oxZmSg+HV9e3w5uL2+HwoM7IE10CZeCoZUMXR3x+C+tNcVFXD/"
    "ABH346+/L85PULhYSQ/r2nbirUDn5TgtSnoajqqCnYE/ikoh5QAP0j3MFBpRz4vKSmACsS"
    "PYz/aKOI+EKqiXTwjsGN4dsu4LeXny9ubs8+/0V9C1L+6ii8zm4v8M6xurrUrj4P9SNgHg"
    "qnp6QS8rfL258I/iR/v7660LWYlLv9+wG2iQa+GMJEM6RWFpP4cnwJiqZq1r/Bul+XLrfO"
    "76y76n3ye8p8P5FJ0BBXTczAqsOam4hqo5qTMqBqoGYslwKol9wvxzQvpGEK7dsUmkcbgh"
    "IaC//9cHx0+ub07cnr07doQeGl5MqbFWhfXt1qoD7ASxTh/DCj3gUP5grTS2gA5RNWwDaW"
    "1VCF5nanjx4c1IN1Th+HDuP3/gx+nhyvwPCvZ1/CTnusTYhX0Z1jdSsPc2LttsE5Ed4e0A"
    "euQzln8fe0UbSPXtdA+0g3P1K08ZaGtr7oaGIYFoSNbdhp21A5F4pKPrfvKyeFRGR788HL"
    "zc4Hfzg+Pjl5c/zy5PXbV6dv3rx6+zKZGIq3Vs0Q55c/4iSR02Zx1qC+z+auLxtMxFmR3s"
    "C+tml4Yfsz6OFlc8S5EA6jvGKBk5XTYB2D4KZwTa5sd3A6v77+lBuXzi+1vnr19fP5BUwX"
    "akCCQrZf0YV99ljiM7iFq+VIx+VbzcGRC2Yfhv+Ln29zCMfz7PPPZz+/yI3+n66vfoyLZx"
    "Tw4dP1uT4fB+Nf2KQR3BkRg3hzxF26dAS1hjMqS+ZGNDvLYdfl+oB93tp8fVrD2nx9Wmlt"
    "4q081hlncgOk81L9w/n45csaQEOpSqTVPW0giVz6TU36VGwNxnzHYO+VLZ/Z0WmoY03U6L"
    "nLep7a3JazVnrWRI2eu6xnEfgTMa9wfJXrNyPSv0lx/cZHwOGBU9ubsxLrY+XSUZM0i8cG"
    "i0ePTQNJnSb+j6yI8X/ogE6p7QQexrE4rSaForiZGLo8MSTRUq1M+VjQ6LjLOs7ExDXVsi"
    "Zq9NxlPWcD+BrqWRM1eu6ynnNxsY2/aF3Y6LrLus5FKjeycjW5VqZuxxS7bmM3G6beeMTU"
    "ZM1n1OXPCFbfHodBb7wsd4E8HfuTr6HDHpFWoT9va7hD3lZ6Q97qzpB8kH/dsMu8lAm71E"
    "HVcyNq46oLGmgLUYFJnkxdUDMiBk6AE9Nwpg+luSFp/ysC/H/CY3Dzz2xZGH41WOOEvVxl"
    "+wlvejWdFTy6SHKYil8s4ABvz0I36BeYDr9cfrg9KPThNeB7E1XTU2Qzn20NTKMZaQ2wfg"
    "weMbPzLK2wpwDnJ/EKjHGwGNPJw4KC/ZwbNfCOOBbalaRs8db8eK5foZzeK4DwTbDd8dDh"
    "2rfigZXnAcf3BiszgV176CfFWiUDy4mAUXWkbr4jixn0gG/MU9mpczYfw59zujwkt7BkkC"
    "qBFdfpKie3Ks1USx41+ZAmH3IfRpJerCvV/wUFV2+qx+W3mECyqe9Gyx2pFWV2tCLK7KgY"
    "ZeZ6bGo/NsE3lehyLlRbjNeen6PmssaxqXmp9QD99OSwx7Eh4ZxfhPhPN9dXVblPsYQ+Ad"
    "gTn/yHOLbcQ//tClwRitygXwi+1uOstdEcK9CDr9mja8PtVkGMWUnj2+3yHKw88YFsZWzp"
    "skbTXda0x76pbermes5LGi13WcvhMrihOzYnZByyelajoW3Ziqc7wWsNHsO/ZevaT3CfdB"
    "bq/auGSzb80NeA7+ekop6CmxsSc8h+OLv5cPbxYmd+2HQLp8wTm9vgWeGLzZdr5Yz1As7h"
    "72FK+JOwFUaXkAnQYREVY/JEAoJyoIgYVcXvSdg5iItcjnGnHhAbyRV9qTga4ZYUHCWJze"
    "+QszBbIfXJHIaaQzIaO2LywLyUpTEp9AwqWkANjGJFU+EhASGIfYNXeA9lhYyoFGVC7Yhs"
    "hTFHFHqT7/gUrltkvCS/CKRvHFkMhjeWPI0zH9tPLDv8fkKaxhxbJHIvSroAWc4e/ZjhcT"
    "FjXD0aL8aslXDdwo4JT6GWY3OmSquiimWSOgjDZEb5PZNKGilWAlnNqKgRXmWYmko5AosK"
    "LiFbLCMWDFRni6vVnpr7sqLSpY8PXCvjy61qZARj7oHaexX5HeNH5u/Y/JudJWLUKRwBUJ"
    "5/brxtCCWZm7Y17BZhJRnlGbpFs72wH9NjL5ZC6UjUJmQtld4mX1XIGtzwc+oIX5VDYYBo"
    "lw6riRoXQ5e/K22yaxQ/nxc1eu6ynu2569iNE3IzUiYZt1EyrnQFvGE7B21e1nxXXf6uJg"
    "I+EdbSANVkjaa7rGkuYGnafrYsETf67rK+xw6dPGB0QSt1F6WNtrusbY/ZXJEat5uyNWGj"
    "6y7r2hdBy6VtXtJouctazjiAG2o5L2m03GUtG3q+34eePaY8Ea0m56yk0XKXtSx94bqttJ"
    "yXNFruspZd2jJGNSdodNxlHUe75gUF38yp41RytaRSPSJpOTl+8zrhZ8Efq6hZbj6fffpU"
    "4lAuRm8UoK0OMSiX/o6Qg44BvZ7Q0FwQSB7ayg6bk+lRn10bsVAmoqeRtzQVM+N8t8f5NC"
    "KqoY41UaPnLus5isUs6rg6OTIj0mGSqJapkad1knxPq3N8TwspvhFcFUcuPQlz1ZFLPcD6"
    "pFZG9cmKjOqTYkb1N+bJZud2ZiTMoZ36PJ+P720yDeQlTRhmp6eBHdPZdWyYWs+6wxx4bQ"
    "683hdQd5qR2suvX8tEqYupJmZQNWm+Js135+BuIs03nufXgPCHTFU9BViziurgG87464A3"
    "ramv6Oaso07mqHdzOvuOFPXO8bHuKcK16FjLLLM1YHwTVfXX1IXUT5A1s7RTpLfJ7FdCtZ"
    "CdGauJFuLJRQ45W6iibbgWbmeMqCoVJ4GiGqBIcRsRFjywpboBP0dW8IicXJ6iY0AKXCwN"
    "6LN76DqYvX0PBil7JgdkoTgPvv4FvURkHkhfkS8QKonroYBVkzO3nAOAlafrZzKo15UNv0"
    "GvxtrT4m9+dT6Gv54/g8YMPVCbmA+xkc9fPHuxo0XQ7yxV/kosnm8I6r3zznafg3dre0Yb"
    "Oes927ICzLfssTKqKSfWhw26VV/Nxc+3uQ+mwF+afDSfrq9+jIvrpKb6sSS0ale0HvvDtr"
    "mmLY9O/eKUsQ/UD4kN9wBv2BpzvZIujzGtgD+uN8CsGF8qgQd0S1fNlVvTJZJmi1rfosYQ"
    "8SFAggkBJYefrSRCKMhukQ4hNlP3mQ0hmDOEzwFooixoWrqyXqmElfUYhdRXSIrccAEvCk"
    "amRZdNTo6vrmB7w87xvow7asxoCXSp7PYwPtkTiDN+kibrH02sD4b5pg9wMGFza+24Jmyu"
    "zVS4d46Z2H82XjYNR9IFTaCHCfQwgR47B3cjgR7Jt74GjPu+X14YGHMAQyvI1ddPn3a21Y"
    "g5GV/UZFDcaozvDVZuNWKp1luMMA+RPxJpzwMnNBL4ZCY88l/kuTpD8wd1lGZ09QV5JG9f"
    "n758Sf6bwApjKBmAb8lDMkJZmdKae7bvM07wkM5leBZnWHRApFDk6Hc8eWJIas7VgZ7IEE"
    "8QV7WtaQkmFVu7S6WMOOXh5wxarkpu4mzP1UnHpRNAS9t0t4e3fW++cfXWYaa/NDVUNVFj"
    "qXbaUtXHjKbaLpM3Ku+0yjODfoNlvSa1vaX95gfQta3ukwm06VeUEzSfT+c+n8JCaUdmZh"
    "RwXGZlprHIK4zMTKF2R7gHrgtQSmaNyNz2POGFZ+fE1zGSCklQ1RE9U9vxmSffE0omDrXn"
    "hMqHsLgqYvuSOVMwO31k67r3ROAqu1Oy+OghPCHHYxMGbQJT0xUP6pAffyHiI4rwYKLMCU"
    "MDZXByZqMNGValDgJahtZmwH0bbFgxZ2NhLcmceXj0DjTUpZ6vGjZvHzQnPH+oVFIaOMfm"
    "1Ha2FlO3B6F0u/Z8rLJ9exk2Z8Zx3Qya2p6MvtmCmqu3kPJSvTvMfiNhdOqo4aZA54QMzn"
    "VwTiehBjjnhHqH8+nLo1q8LUcriFuOCv3Z5g/Msvkw8JxGXVqT69/+86uj4xpwQ6lKuNU9"
    "7Sx7ZTw1wDkR6B/Ax6/q7PBDqepx41Vhjx/PJQEruQnEGZH+gbwR/qEIsWHbwaNKvn/wb2"
    "QQieFbsLG0mxFulYga0GuB7tu+0wjqRKB/AG9kUHHEhJZnp6ywQjIyBuZ6Y3cgfZF46QpY"
    "/+nm+qpi6NAFdZ+APfHJf5Q/rF/eAIQk5wgoJAXp+T+D/AofK9CTgnx63wj9uLwB/TtAT1"
    "2+RehXp1DkBM1xkg3i9VOPeBO3b17KBA5qq0iPtjuEICdoSIu77NI10dW/CzWbGGATA9zF"
    "GNWaMcA7jR24tBiHVfbyoDqGICkyqBFLAK+aKd0mqOCah4Q4KqSUfFLurUuO+/Ifg8cfkK"
    "qKzKhUEQU03vh/T8K+QWwOFxPcVWQqjaIByIRyjDsds1zIQNUWf3FnPs5k/0Yd6IX/LMQA"
    "ZMjRzM692bnfizHMzP9m/q9eI30PAUhveT/WT7gSTiilOFek1MYCXQa3S5EQhgt+86sDw6"
    "O7Fh7dD2c3H84+XuxqWaCxwZasCop8sdWLAit4lFBWkSy0XhDk+TKRIlMF3ZHwQ5V1eDEv"
    "r24uvtyW8mK+C7PXWLpqIHO6hFXCHcfGRFHCWMATCwwippZwQS4MLg6T4YQKMA7bEy5boB"
    "z0J5WDqFYrlKCROqbQlqjTHYbsngoesG5mwwe2HN3xmQAtQXFkAYXFDAxu1COCO9gif8FY"
    "VH/0QjGBqGoTvPf7MPqaUYdZKhAaPzWoD2oahVfTZx2Ss6kPzZ5S2wngK7/javGEbxnn48"
    "FbzEAe68JEvjGDRRcjI4/53hLTAhFeezJT2YGYD4i28ACxjVWCQXtQYxDSmXqYLjKxHTvU"
    "UdT4O65KQZXEFwSeY0+X2A42xcNeFRDPR4eHh0N8xOjFIblBFFARfEkkDCwqCBwexh59xj"
    "HkfIBNpNYyzFyE/hKmU5AZYOmPwbAf3PHRRMzhI7CGoHZLL4jXCB2LADuZKgY9aSRtmKTC"
    "dEhpwwAGL48NUcqewcellqSSLhG5CMH6i8ukL8R8JMX1ZbEIxo9DB5FsqHrp72nZabhXO7"
    "AUNdyreQqi3NfZwJ4vk+2hab9+NqLCDNoK9axw/yJg+hCDu75+vb516iYib/crB2WzAB/V"
    "cgQcrXAEHO136skewqutMYogV5Nkl4j2YSxeZeJsgigboBuq/joVQaPTmguCfUBfS/6pk/"
    "pTnfijd3ZErH2ESVHaxBJ12b5Xjgm7lao1UaPnLut5BvMQjBalI+fTu16p9I7tBAtdoVYY"
    "a9vJTa8QqaHHqGyWr1AQ7N9EtZncEJzcJWO8FR9NXtYMYV0ewmLnd1MtZ+WMhrusYW3zor"
    "FLuShu9N1lfSdbT001nRM0Ou6yjuPdUVgn4E5n88G7IG703WV9u54Yt9S1Jmr03GU9owb+"
    "JXjDvPdUZscLya+3H9a2rln/BiCGUcDzhzMReI1ygQuC35UUvD+fz0ZygmfCsZEPVkWEeY"
    "02YUtE+7eer7MBW739Wth8dey57Tfq7amE6ebtu7nH5sJnw+bwFwSNFr5bC1PhOGIRuCWK"
    "eOIQwaJ4OzKC/dHDWs9yVPBZAWu5SimIG+u1y9ZrABBObAtWGzb/Br2iCUV8qWwroviOKX"
    "jdPPEuta2EyK3heFaQNYNZ/cGMzt2h9KmHm/Blu1A4mFUMZEXRVQNZrzSAA1OhBwft2FRy"
    "gmYq6PJUEKkqTDVop+ZE1mi685oG7VmNnFZ5qf6t4k/rbMqfVu/Jnxa25EPEmodA6HL9w3"
    "ojERBxplsDEzYrstsjjl52x1yN8/+aL/5SOTMBdHkCsGwJb8fZpF1sa4m40XeX9b1g45kQ"
    "D8MZlRWhjxW7KJrcWiai3Z6huekNqwgx12PfbBHI1pAXKjDYN8a+1VKmuhYzxu3DGNfSUV"
    "EibvTdZX2HxAhiwVmjPChNrH9Lq/WPqyFkzBWTkpns3L6vXF1pgvu+wPrD8fHJyZvjlyev"
    "3746ffPm1duXyUqreGvVkuv88kdcdeUUUHK6bIb5o+FgpomagazLA9mczccVlBLVFC45Ic"
    "P9Xowa2zFhZG9wXcEItyu+6G5iuy666OLQsAZ4PycV9RPb3HCYAxZaoGjadkW4d/GNlfPs"
    "hTcGq+j1WFKkDa/eX4S08XZI14aUhPZ9AAta5MtO2fDeKS42asE1xTw3tbkiqJsJh0VE3E"
    "jvRsk4uD8kyNVnw/0J9bwl4QI50bAnIo2bHJAxm+DWxR1X5HDinojAd+xvTJKFYs3ziXQZ"
    "fZBE4EHgYjIJPI9F9GySSHseIEObFRHNjVJqrFGWgG68jHjp4qeA7ANzFeUe9emIhCR72E"
    "7koMMdK2gbRy4/xTyuDgH32WMTcnA3ArOEt00vSiWy1s0xL0eXLT0QnM5dCgKlD/p9kL3t"
    "eo4bkGpitw7YEusL9t890JnN0bijF0BdtaTMSu12PbneWLMtry0N8/dWAgAyM1zTJbwm2i"
    "leSLOG19fwvaT/NGrW1QwmuGjqqcnKGIeCHmkCLyPLefurXfh5KePBf9qDL4PxL6zx+Qh5"
    "KWPA6odO5BdudVHV13tmSMgPsfrqufY4W1h2G2T1yQue23z2SoUMop06dqaXmNLw3JHG3T"
    "QrZTDNY2p2GNeNKLoLi2BWZ4jH5c3R9A0zwwvbj7vZxbm02NwVPuOT5Z9Z6WGqWonBqn0d"
    "Oy0bc2G32uGBB4WbO7ij881mC+Y9kyT8cKOtD0UE956MbO4GvoolHRGfOY4MTxLCc1jVYg"
    "pd9VNPzEEsPO0Ik3u9tBA0s/5mSW7oiNqAf+K76vsnZpejC7scxn/VBvC981+Zzaw+Wlj9"
    "hDQzb9R1DGZEurw51Rm3YMMDlb7n2I5uQ7uRQ2lTk6sJyHmpHmK9/m5MuVyURclVL8dSCc"
    "PUtZ/rMVg/ef459Sezg7LFWOb2YOVKTBUcjpOSbZZhI08s5NASnI2IckPJ+DxZGZ9dOrUd"
    "FsbXhbF487ntq8NpMfhO0cyQe4GBaZxQdWorCM2rFlxPRqBlbHITRWbWV92eHfq0vpIi8M"
    "rC4aun+1Sih1P9RswqGC39Coifjl1LhLeH9oEXcI6YNYO8I8f4JFNbEfHKGM2czPaCNF9u"
    "qk+vmV4FxhNWMvdWwpmUN1DqUEYH7DUAMyNh4NThtALXsSe0GQtoXsiAWmRTmiKnQJPxM5"
    "UwcOpwTm1uy1krU1oTNVnRXTalTcxCD7Oiu7Zc6VVadEfBNXnRJi+6xIP7CQ/L+EloTsnC"
    "zcEq7606cGM4i8u18t1iNttI3XpHMMUYf8tDculHWcSKRIWM1H8j8jwsGF6kGHcjBSeOPf"
    "Ulsf1BlJcsGfwcMW6FucsvBioYJ3TsUgLYoT8gTJK26PKZJOpFMI15Rp1vzIofGv4KeVxG"
    "h2TkQ4viZOnFjHHlWsZDHjENG7OrFxTqohLazkBBmEHtwB9xBjVKhIXuOBfEEfyeebWdzP"
    "kQS+NaNq7lfZmBemEPG+utnwHn/QR1Z/nl27HTWjnnT+ocE3dSfU7cSeGgOEW20hbmRLjL"
    "G08d2QVpPreaOXUP5tRW3IqGVXEvdJtdOzVVsS5rNN1lTUer4qZKzoiZYbrTCk6dGI1XuD"
    "lJ8xl3Wcuxu6ypjrNyRsPd1/C4JOegep2dlTEber+V4Nn8eDFdrsML7ZaBh2s7Xqwj4e6f"
    "KQ+oczYpJZJNbw5WbZbMVbEhnbRnlL3mKqpd7TYwOpkRqGBAbE5mYqHYVeEZS+KxCYNqcE"
    "OETKCp78liJubx9gTGBRJfEPRKWBjw7iwJVYSzVM7I81G4pTJ6cXjH7/jIYxifz6zRO/IA"
    "w0qcoxwnNj+TJCxBqAP1DogUak8E2gXPk8yZQpOWZIxPdCyyZMgRm1CaQKVz+MKIYz8wbA"
    "Un4a07LqZEBJ4cpDyzPI7st6HbMWpBPVEbsCLckPkYPP5wIwIX2oQKUiBhW6JiGdpaQAJb"
    "5QceR4JcRANaiA+sTrHO+xvLEqnLdmiQbzZ/NW202b8x+zdmEWP2bzqpXrN/8zvdv+nyvs"
    "L6N3AWtj+DEaMsn+VcCIdRXjEoZOU0nMcguCmgkyvb7bjn19efcuP8+aXGcH319fP5xZfn"
    "Rwp7KGSHQU4lyRdmJ6ePs6thMthYdn24IGuCbiphAK4BcLzGbTgHZMXMFNBgCsgsgRt06r"
    "xU/1xmG8nVNZSzG8k12JETMoyVL/NAJlH0K9yPaZk2rscvbC4wMjqsRqL7UPkNMdf4HfrZ"
    "bI+kDNDhwU/KExhYeOqUbztO6JZbRaxRZNIIZBg9b1gLjetsr4yWPhn3HlhBbZ0RsWyXLd"
    "GuBDmOJZLnt4qY0mXNRnynP6hwMm0xbuYljZa7rOXYdmlgj2REjEvcpE+b9Ondg7uJ9Gn8"
    "zNeA7ldZK3V6X4HNDIYVmO5qHS4lVawqJQvx8NZg9Uo8LdQuZZotVcSLOhyAQTt9e4IHBC"
    "RklyosKArFUacHRI+E0piCzIm/EJkwIYwCUoFF78koym5GyUjoGdxecHX0c/11e3mATP7k"
    "HZPCbNbx+zJY9cIgNRbUpk4jsmEwLT9Lu56XJFeBcZU86Srx2WPJUHULVytyjaLyXYZ2LU"
    "PSxc+3udGoQDOejEifrq9+jIvr3OMa2DMY5K1h4JV4par36/JSW6R73dTUm+/Tr47qBCNB"
    "qcpere6Z4JjfwbxrgmM2d/SECT5dvzmz42NV+wPqCi9bhNYavEAf0pr2E9gnHUH5npXzBX"
    "04u/lw9vHioGxQWAO2H4NHTCk6SyvsKcT5EbFT7rYvoZ/qoMTdFt8arHK3eZlCrdxtqY8j"
    "dY0JjHJBfxvWrqTx6Bjlb7PngYPlycQRk4dDgjl0UMEw67VTuXaYoMapb39jZCwsmyXpbt"
    "RjdzzsQSFzITZLFYfKXYehuy4pPKGetyRcKAddyHPosZBJERqG6XYLavtypKJvwqfHmXLE"
    "tvAVYhpFJESkigWRCz9K91syH8/I+WZL2w/Pz2GPrgMdSWUXKp5FddROiDHBRwFshN5DkU"
    "PyJXYxYj4fZ8Sx4R9sHi4N1BXFyRgyMapjT99F6YOqNz6Dl4yS+BIXxDPFvOixbLlck+GN"
    "pf0vlkAN0C6xIpuT8dJH3ACjOz7C6xGzY/gEhCzE0I/1oITD18bUSdVqqHbsUP7ArPehXm"
    "JaR7hxD69U30ea9ouCq/TfB+nHcYCoRSIc1rFD31tG/jYMjIL/QCUw70johMnXFH0oUX+O"
    "R7UDVRg+AfxB/vbTxZcL8o156tCtP5Jnkfae4WhabG7Yj8KcRv1eVAn+mT37qKyofl9Lj9"
    "TuployvmLjK96PybYXa9bMoFP3w8qIGOu/4CGmDisz9+v6hxPxLrsFWnmH39bwCbytdAm8"
    "LZypWpk5WeFt2Xq25JY8lOt3tqjJuOl5qjmhLnfezsCcsQsb4JyX6l9+zPpxxmVCEeHKU4"
    "Hi4uZIID2hSzKYnawhfulNNuU0sT502W1vzWWWRw2N8bykCSTusi2eWV23MR4z4ls0ciJn"
    "QkNbpyPxBc053frM5raZ1NTQndQA4lTCQFwLYmhAo5Mkk/LGxNFNHM3x2mSm1UTNVNvlqd"
    "b1xIRJ2cq/qcsaTXdZ0zuOHNkfzZoUrc4Fj5gUrY2naO0whqSbQ8M+h5DcMEASlPRX5snw"
    "7QuhJHqRwaqQEhkVHn7LlG4TW3KlWJsnM8qh3URAlWTh2b7P+Lscm4orAHcMTMBIheih+P"
    "eSLDAWwqEBn8ygBuQlrA5AmNC5S6HOOJggUIwwhlrFbLPv46jfCyvUWEwbMkWjwa0AaaXz"
    "IxXYnvdjk+6lNTtAtLmjdlB4Xsx00yeiwiO41mB2fshUtZ/QPh0Xnu9cHTM5ZbWpKeuYmP"
    "K7LMtbG6N9MdY2CWzFQN40OtmiSzIPpK8iZ9HSJJQvVbyrCPyah5IbU9GYivswkvTCVPTF"
    "A+ONw6/yUuvZ/33669rjqCD26NqgtTYH4eUkzdfU6a/JodIfIh1OC0XrskbVnVa1Odiy7x"
    "o2TItmG6+rwJptPMO02HVgq5gWk+z6HflQfOYelDlQ8PpgpfckLtEq4dtncxedJEkOMZ70"
    "NchyIqq8ZEp8ek/wUc8k/infY673rwEuAkZhbnCUvQzdyw9kmEisfC4ziknfSMbo4TmuzK"
    "retEv2GqMxVUhbtd1s2xlfzD4ORr0wOI2FtCHTMxneCqBWbtxlRczWXcnWnTlLtMRxuP6z"
    "RGHiosuhRZdNQu7zQibuXu+7IT4zPJu9MaqJlIFVh9Wj3BLzYTt0y4UNyDrI8TKiCO0qot"
    "pUpg9ZTttOiJXB+JdSno0VacipiEG8OeLxirethZGV7zD+HUlMRU/EEN7HQQ9LW8gLlRjc"
    "n8Jd88LUXe/pzhuz3FvpEI/hWoPHtiSefz8RftJ5q/WxbkXBBW5MTXhQ5sjN3B6s9OdqBV"
    "u5dSO+EdA3c5Rrd4H+WJcJpNSUjL2PWBwjekck9IT+IgMv8v1iEA0LT76tGR/3NPth4X5K"
    "dWv4Do1Hdy9GqF54dOVEuK0PuU2Ee+cm24QllY7CjZZpmlyHbdYOr9W2TGvTtRFL8wHXIl"
    "05WUG6clIkXdnx4Qn708ObHEgRzaTjZVNYdUGDrAn1MqFeOwd3E6Fe6be+Bow/szgbdC9H"
    "hadT5/SBMQcwtIJcff30qQNug58wc2W16+CnKLmllvsgSYVp5UO45gwP2mVWeIIHHp7BCe"
    "O+t3yfHKOBt9TZFnhgB/I7LIltQRnbX6rjOdgPc2o7BNYm2KQVgV+ZRoc6Uk0vnqqrfytp"
    "MeM9MN6Drk8FvfAeGDNqQ/Zp03RHQzTfhAC9MMPU3tcqSJqe+8TWVn4H43t3t/K17SfAT+"
    "9sFXpZl7ITVE5IiWUa54pUm6NxUkq7bSyG5qPav8ID3siESvbDVDgWs95FG1hqXysxR5Hb"
    "QeLxZ6vIwUwygTEe93AI6YXxqD7oJkZOItA7OofjV3WMHChVTYP+qmDmTG1P+kP1qwHIea"
    "nenQ51VGvv42jF3sdRce9DESM0BTonZHCug7NLpYSlo9WYDaYg2Idd1A1t6hWM+d2Ymam3"
    "v8TWzG0FVBucud2HdlbnjFEryYeNU67QAaryY9mCSR+dndx/T0bMFZPZiHi2ZDI8HpcSBC"
    "Nwo2N0pQ8LHmtApCBguJJJAIaqJ6OTgadgHlfmwxo71dipxk7djZ3adGLf/py+PTt1I8f1"
    "QBf/l+CNMM7KbNF2+nr7YTvm0/qdnjiRFRE+t+8r891iid5kuP3h+Pjk5M3xy5PXb1+dvn"
    "nz6u3LJNWteGtVztv55Y+Y9pbDvpgHp8yBIuSVeCfltwf40WYBX/dJm1nHaOkxsU+GUZbU"
    "0IelwDYCKjuyLjhjnj0pDY2I7qxcEdC0TIvlQHRpzfZ55YBQap6XjAZRZ+yur2sto0G1HZ"
    "45jaSu/ZAR6aOZ9upVLXfiqxXuxFeFgytdtwnCUfEeorsR1xYGQrOyc5f+dHN9VR07HYno"
    "K0h74pP/EMeW+8gDswJcBGP1ZKbPW4P8ehAr2Plk9tv/A5MUSFA="
)
