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
    "timezone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "working_hours" JSON,
    "holiday_country" VARCHAR(2),
    "limits" JSON,
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
    "eJztXVtz3Lix/isovXi3juxj3WzHPjlVsqzsKvHKKUtOUolTI2iI0WDFAbgEqdFkk/+ebv"
    "AOkiOSnguHixdbQ6JB8mtcuht9+XVvJh3mqhen44BLsfeW/Lon6IzBH8adfbJHPS+7jhcC"
    "euvqpjRrc6sCH37C1Ql1FYNLDlNjn3tx/yJ0Xbwox9CQizskv+HODeGKAIEkwZSRmzGdeZ"
    "TfCbwRCof5ZD7l4yn5ED4+v5KhR+6FnCtoi1T64YQKhwgJV8QdYfrJujMaECkYcaW8x659"
    "RhRdKOiO4a+vggdkTqEnes/EC3LDPDme6pfB96DjsQxFQFxGFXsGjwr05YDPGJETophw4H"
    "FvCSUuDeAlp9KFd4WGc58HDP7j4gWiEgr+S8hGgbzTT4Vv/sc/9qhS8IUzJoIRd7CVCpgX"
    "/3nHBPOphuyf/4TfHDB4ZComjN4qpYJH6z/GU+aELnNGE+njBbgPtPXts8fVkqaNET+4Pa"
    "euW9kpfgUNqm7Be4/DAGiT22MpAuDZ05QzphS9Y6P0O8qA4dvpe3Pp3yuPjlnxFmLn3Y8m"
    "nLlOYXBHrfT1UbDw9LUvXy4+/EG3xAF6OxpLN5yJrLW3CKZSpM3DkDsvkCbHMObkBj4O9X"
    "iGJJeigQAXAj9kKV+d7ILDJjR0cfrs/d8kFNHQjmcid9QLwebwhf8fv2Gu9Wh0+el6dHV+"
    "PRrtNZl08SVgBk5YLgIcXL/+J+o3w0Vf3cMHnP14+vm7o1ffaySkCu58fVOjtvcfTUgDGp"
    "HqgZqBPfYZjUdACfQPcAfnUzXwRUqDAU5M+iL5owsjkgsZJ7J1KwE3gW+zgF9f/HR+dX36"
    "05/1XFDqF1fjdXp9jncO9dWFcfW7iD8SluBoZU47IX+9uP6R4E/y90+X5yYX03bXf9/Dd6"
    "JhIEewxo6ok8ckuZxcgqYZm8052HR2mXSrnGf9Ze+T8yk3f+LdsCWuBpmF1YS1sBE1RrVA"
    "ZUE1QM1JLiVQL0RQjWmRyMAU3m9daB6sCUp4Wfjv+eHB8evjN0evjt+gBIWX0iuvl6B9cX"
    "ltgHoPH1GG82xK/XMRzjSmF/ACVIxZCduE1kAVXrc/Y3RvrxmsM/o4cpm4C6bw8+hwCYZ/"
    "Of0cDdpDY0O8jO8c6ltFmFNptwvOKfHmgN7zXCoES+bTWtE+eNUA7QNT/MjQxlsG2qbS0U"
    "YwLBFb2bDXsqHWq8tMfs/vajeFlGRz+8HL9e4Hvzs8PDp6ffjy6NWbk+PXr0/evEw3hvKt"
    "ZTvE+4sfcJMocLO8a9AgYDMvUC024jzJYGBf2TY858EURnjVHvFeSpdRUaPg5OkMWG+BcF"
    "24plc2uzi9//TpY2Fden9hjNXLLz+9P4ftQi9I0IgHNUM4YI8VNoNruFqNdNK+0x4cm2B2"
    "Yfk//9t1AeFkn/3up9O/fV9Y/T9+uvwhaZ5jwNnHT+/N/Ti8/ZmNW8GdI7GIt0fcowtXUm"
    "c0papib0Sxsxp2k24I2BelzVfHDaTNV8e10ibeKmKdMya3QLpINTycD1++bAA0tKpFWt8z"
    "FpLYpN9WpM/IViDM9wz2QcnyuROdljw2SC2f+8znCRdcTTvx2SC1fO4zn2UYjOWsxvBVzd"
    "8cyfA2xdULH6GAB064P2MV0sdS1dGgtMpjC+XRZ5NQUbeN/SNPYu0fJqATyt3QRz8Wt9Om"
    "UCa3G0OfNwYtkWuXny6ifEJoedxnHtPbzlw2SC2f+8znvANfSz4bpJbPfeZz0YWyqVNLkc"
    "o6tZgnaabnaWNcTUILbcnnIvVCbgpqjsTCCXCik/PkvtLzNht/ZYD/IH0GN//EFiXHFgPW"
    "JBKg0NluwptdzbYhn85TD/HyjAUc4OtZpGR+hvX588XZ9V5pDK8A36u4m4Eim5u2DTCNd6"
    "QVwPohfMSQkdOsw4ECXNzEazDGxeKWju/n1HdGhVUD78hDaVxJ25ZvzQ5n5hUq6J0GCL8E"
    "3ztZOjx+DUJkdYBRcm9/aYiRx0dB2qxTlJEaS1hVb/TNt2Q+hRHwwHwd0TNjs1v4c0YXL8"
    "g1yLCKUJ8RlHh1sE9dEI8RmmOjTWy0yS6sJINQdPT/JQbXH1kk7TfonruueWN45jY6wz9Y"
    "coZ/UD7D93w24Y9t8M0o+uxp3hXjlXs/672stedPkWo1QD+9OezwyVu055ch/uPVp8s6z/"
    "KEwtwA+Dgg/yYuV02EyN0xcSEUhUW/5NpmerEZqzl2YLq2sUePw+1OLiJ5Smts7PMe7FIV"
    "jELVSdgyaS2n+8xpnz3oQ4D2fC5SWi73mcuRGtzSHFsgsgZZM2bEBsVvxNKd4rUCi+Ff83"
    "3tJrhPGgvN8dXAJBtN9BXg+1Pa0UDBLSyJBWTPTq/OTj+cb80Omx3hVFliCwc8S2yxxXad"
    "jLF+KAT8PcrSKaRZl+JLmPLJZXGOp/SJBAjVvs7wpDt+R6LBQTxMEpUM6n3CMWtToHTyJ7"
    "ilpEBKwsVXgZdyHdKAzGCpeUFubl05vmd+lv4pbfQMOppDD4xiRxPpY6opIHuAT3gHbaXS"
    "CaF4oNKcUZiPKsnAgdbkr2IC1x1yuyA/S465phwGyxtLnyZYgO9PHB7Nnyh5VSENFYjMRN"
    "E50Ar2iMESmng+ZUI/Gi8m6bDguoMDE55CHZcLplvrpjp9FXURhvGUijumNDUGsIeqPl+V"
    "kU4klwejMgNTmcEVqayq0jaFerAl3RpPLcysuHXl40PPydly614yhrHwQOO7ytmzkkeaKb"
    "AAMlHsOTkYhJbMy94mYnzUSY49Nl2VPUDYjQ1wEMpOttaUra/N0n2EVWbCteb7iBIOtpxO"
    "Pcn34VJYILqFExmk1ojQ53llbHatPIqLpJbPfeYzn3kubx3QlKOywUytgpmUJ+ELu5lgi7"
    "R2XvV5Xo0lTBHWUQA1aC2n+8xpIUH57L5bVpBbfveZ37cuHd+j/0AndpepLbf7zG2fcaGT"
    "Qnbbsg1iy+s+8zqQYUfVtkhpudxnLnPxwLtN5yKl5XKfuWzTG/02+OwzbYnotDnnKS2X+8"
    "xlFUjP68TlIqXlcp+57NGOXqgFQsvjPvM4PjUvMfhqRl23NqNTRtUpn1PP+BlndDo6fP0q"
    "TeaEP5blcbr66fTjxwqDctk/owRtvYtBNfU3uBz0DOjVOH8WnECK0NYO2ALNgMbsyrKQ5X"
    "x2WllLMzK7zvd7nc88olry2CC1fO4zn2NvyzKP68MfcyTDSzt63CSM97g+ive4FMQbw1VT"
    "suJJmOtKVgwA66NGMdNHS2Kmj8ox0w/MV+3qnuUobNEzc58vevC22QaKlNYNs9fbwJYT1v"
    "VsmVqN3mELhtqCobsC6lZjTgc5+41IlKaYGmQWVRvIawN5tw7uOgJ5k31+BQif5boaKMCG"
    "VNQE32jHXwW8WU9DRbcgHfUyCr2f29k3BKH3LuPqjiLcKOFqlWS2Aoyv4q7+kpmQhgmyIZ"
    "b2Kq1tuvtVJFPI74z1qRSSzUWNBJvrpl2yKVxPGdFd6qwDOpkAxSS2cUqCe7bQN+DnjRM+"
    "YtYtXydcwCS32BrQZ3cwdDB6+w4EUvZM7ZO5zmrw5c9oJSKzUAU6vQKhing+EjgNs+JWR/"
    "mz6oD8XAT1qqLh12jVWHlY/NUv7ofo13fP4GVGPrBNzkb4kt99/+z7LSlBv7FQ+Us5/25N"
    "UO+cdbb/WXY3dma0llq5+TcrwVxfeNsgG8IB3bJZs5Zy53oTqhzazbI/bDqbtOPTSVDeMn"
    "Yh9UMqw93DF3bG3Oykz2tMJ+APmy0wS9aXWuAB3UqtufZouoLSHlGbR9ToIj4CSDAgYFEG"
    "d2kihBLtBtMhJGLqLmdDCGcM4XMBmjgKmlZq1kuZsLQfy5DmDMmQG83hQ0HIdOiiTeXd+g"
    "42t+wc7sq6o9eMjkBX0m4O46MdgThnJ2mj/xhkQxDM112iwbrNrXTgWre5LlvhzhlmEvvZ"
    "7aKtO5JJaB09rKOHdfTYOrhrcfRI5/oKMB76eXlpYSwADG9BLr98/Li1o0aMyfisN4PyUW"
    "Nyb3/pUSO26nzECPsQ+T1RfBa6kZAgxlPpk/8h3+kqmc91scz46vfkkbx5dfzyJflfAhrG"
    "SDEA31EvyA3Sqixxuc+DgAmCZTgXUbXNqOk+UVKnP/8q0idGacuFLtmJOeAJ4qqPNR3JlM"
    "7H7lGl4qzx8HMKb65brqN65/Kg48oNoKNsut3ybN8ab1x/dJgbL20FVYPUSqq9llTNNaMt"
    "t6voLct7zfLcot9CrTeoNqfar38BXZl2n26gbWdRgdBOn95Nn5KitCUxM3Y4rpIyM1/kJU"
    "JmrlG3Iu2h5wGUijk3ZMZ9X/pRdZzkOnpSYRJUXYRnwt2A+eodoWTsUj4jVN1HzXUTHijm"
    "TkDsDDBb150vQ0/LnYolxYWwBo7PxgzeCURNT97rMj7BXCZFiLD0UK6G0L4WOAXjKENGXe"
    "lSP4tI2gxFwEGGlTN2K50FmTEfi+vAi3rUD/SLzbo7zUk/GGmWVDrOsRnl7sZ86nbAlW7b"
    "lo9lsu8g3ebsOm6KQRPuq3jOlthcf4RUpBpcufq1uNHpYsJtgS4QWZyb4JxtQi1wLhANDu"
    "fjlweN8rYcLEncclAaz1zcM4eLUei7rYa0QTe88+eTg8MGcEOrWrj1PaNavRaeWuCcEgwP"
    "4MOTJif80Kp+3TgpnfFjXRKQkttAnCMZHshryT8UIzbqunjU0Q8P/rUsIgl8c3areLuEWx"
    "WkFvRGoAc8cFtBnRIMD+C1LCquHNPq6JQlUkiOxsLcbO0OVSBTK10J6z9efbqsWTpMQtMm"
    "wMcB+be2hw3LGoCQFAwBpaAgM/5nv6jhYwdmUFBA71qhn7S3oH8D6JnJtwz98hCKAqEtJ9"
    "nCXz+ziLcx+xaprOOgoUX6tFsRggKhTVrcZ5Ou9a7+TbDZ+gBbH+A++qg29AHequ/AhcME"
    "aNmLvXofgrTJfgNfAvjUXOsuTgWfRJQQR7uUko/avHUh8Fz+Q/j4HFNVkSlV2qOAJgf/70"
    "g0NggXcDHFXXum0tgbgIypQL/TW1ZwGag74i+fzCeR7A/UhVH4z5IPQC45mj25tyf3O7GG"
    "2f3f7v/1OtK3JAAZbN6P1SdciTaUSpxrQmoTgj6D2ydPCJsLfv3agc2ju5I8umenV2enH8"
    "63pRYY2WArtIJyvth6pcAJHxW01UkWOisExXyZmCJTO92RaKKqJnkxLy6vzj9fV+bFfBtF"
    "r7FMayAzugAt4avAl4m9hLGBL+foREwd6QFd5FwcBcNJ7WAcvU+ktkA7GE86BlFrK5SgkH"
    "pL4V3iQfciyu6p4QHpZjq6Z4ubr2IqgUvQHLOAgjIDixv1iRQuvlEwZyzuP/6gJIGofif4"
    "7neR9zWjLnO0IzRONegPerqJrmbPekFOJwG89oRyN4RZ/lVo5Qm/MonHg6+YAj32hYF8tw"
    "yULkZufBb4CwwLRHj5eKqjAzEeUAvFjfWp9POTFBxllarcBF2mARPFRpoxvyVNy6Yb7YH2"
    "ZdONFrPuFGZnCxG2inaA0uzqE/CUNo1OqOeJh+f0MQS309WN69WpZutwNt2tsIv1AnzQSP"
    "c9WKL7Hux2tMUOwmuI1WWQ6/NCV5AOYS1eJuKsIzc0QDfS43Uiw1YFikuEQ0DfiHdpEu1S"
    "H+tiDnZErLtTRZnaus/0Wb4HnZ9PeCdWG6SWz33m8xT2IVgtKlfOpw96MuotywkOWv+cyL"
    "20l+c8EVIjn1HVzkW/RDi8jWo94RC4uSvGRKcULEVau4T1eQlDDvxLipbBRRnNlpeuL9dn"
    "PTY5oeEenj+agpjcKuCiRPhNkRe7M33WEngxlS7HpFv62M1vZfarIB3eDtLE5Fdv8CuZ+1"
    "w+40Gr0Z5R2GHefZh7lDtpUHMZ/qUhRiXablFGu8OBVRZpoTNvBCK+j9p5lXiK4lI17BWk"
    "y6SlQXEApZ/SCA67RRYVCK282Wd5M2ZV5IPQjc0preV07zkN3HNa6RZFquEJW8dNtPXjem"
    "X9uKSrR4i1t42YdMPDei2mkcTrqwx1bcbfPMl20/2+/AZoV17cK/KFa7sJ5OnsBtDnDcDh"
    "Cr5OsHG3Q68KcsvvPvN7zm6nUt6PplTVnInUGLsMupVsRNutJ7Fuu2KMmOezBy5D1RnyUg"
    "cW+9bYd1Jl6nuxa9wurHEdDRUV5JbffeZ3FDEh56KqqvgSL8Ai2fBUq9WvqxFkzJPjip3s"
    "Pb+r1a4Mwl1XsH53eHh09Prw5dGrNyfHr1+fvHmZalrlW8tUrvcXP6DWVWBARaWVXEhQy8"
    "XMILULWZ8Xspkua9gyjrdAZPOg9a6A6mBw7WHupH5iu47yqbO04uk3wjv00qmF5bBXZVPP"
    "H1h1zHl0Y39ZqDlLm3SJMf+zVBxvR9HkGJ7P70JQaDF3VBYZ/hbjoxl14JqOwp5woYO1p9"
    "JlcVKqUDhw4Ta8e0Ewbp3D/TH1/QURElNW4UjE2G61T27ZGI8uvgpdAUveERkGLn9gWBQV"
    "I8gDojxG7xWRWBRLjseh72t1K6qKVai0uk9uspjZmywYG56yiGO0k6cA7T3zdPg5DegNiQ"
    "LO8T0xmBxPrODdosKtyARdECtgj20SZXkxmBUB3WZTqhQgMgPWlWgri2PRmUeBoPJBv40o"
    "8G3vcftkSZXY7csSq/PJ3D7QucPRZKCXQF2mUuaphlSfc8O6pc2CtREHgNwO11aFN0h7lT"
    "DC6vCmDj/IvCCWzSabQQSXbS01eRprUDA9TeBjVHUOu3oTfpHKWvCftuCr8PZn1jpXYJHK"
    "CrBmAsai4tYUVVPfs0tCcYk1tefG62xJ7bbImpsXPLf97pURWUR7lYJ1kJjSKAdn62Gap7"
    "KYFjG1J4yrRhTNhWUw6+Mok/a2TFvLMMrS8eN2TnEuHDbzZMDEePEnVllYxGixv+xch2dt"
    "kyRZnU544EHR4Q6e6DxwNmf+M0WiiRsffczgk5x35IYLLwy0L+kNCZjrqiirLtYk0coUmu"
    "onvpwBWZT5NxTRkVDcCF6z+WFJYemI3wH/xG81z0/sKUcfTjms/aoL4Dtnv7KHWUOUsIYJ"
    "aW7faGoYzJH0+XCqN2bBlpmWvyWfZ7+hXUuBlkzkagNykWqAWK9+GFOh5lVecvXqWEZh09"
    "rspj4G+pMfvKfBeLpXpYzlbu8v1cR0w9Ft2rKLGnbjy7kaOVKwG6LNUCqprYKObvrvCXfj"
    "4o+RL95sxgNdqAWd73SaGXIn0TFNEKormADRrE7hetIDLSeTWy8yq1/1e3cYkn6lZOhXuc"
    "PXb/cZxQC3+rWIVbBaBjUQP+27lhJvDu09PxQCMWsHeU/y+6ZbWxnxWh/NAs3mnDRfrmtM"
    "rzi9CqwnrGLvrYUzbW+hNKGMM++3ADNHYeE04XRCz+Vj+Pg2KZSKRBbUcjalCeYUaLN+Zh"
    "QWThPOCRdcTTuJ0gapjYrusyhtfRYGGBXdN3VlUGHRPQXXxkXbuOgKC26MfIXxNuNJvd02"
    "GwCdLLaf2Uw+MCd2lVFYUnqB9bNRc32Ltlfuk8yfWGU1qUMHY5gD7ro6knipmbZsl60rCm"
    "1ttNZGuwtL+SAES1+6nc2HCW2fbbU9MRzCuoyhGJ3SV5m0VlPr9YSKNtNOCaPzlJbLfeZy"
    "rqZ9U3kkR2J1RquMW2V8++CuQxnHab4CdL+oRor4rgKbWwxrMN2WHq4U1Tb6CkU8urW/XB"
    "PPGnVynrpnC539S4eaMHjPgI8x3CR1nYIe94mSWSxK/EiClUwJFySYS+KzMYPnKOxJCu18"
    "9Y7cxInFkDImega350InEmuut1fFrfzDiOO0vlZWj9+VxWoQAqmVoNYV28phMa3OzNbMSl"
    "LowJpKnjSVYCrKMtbXcLV6BCft+wztSpak879dF1ajktN6uiJ9/HT5Q9Lc9GQ3wJ5ittNR"
    "6FdYpZbU1S5QbdB5cF1bb3FMnxw0qTQMrWpHtb5nWABb7792392BfdcGja0vkGm7uU/6Bv"
    "cgkvQMB9QlVrYYrRVYgc6ynnYT2CcNQcWRVbAFnZ1enZ1+ON+rWhRWgO2H8PFKht5p1uFA"
    "IS6uiL0yt32O7FR7Fea25Nb+MnObn2vUydyWz6mfmMYkermgvQ1719QYiKjtbWlK/rErx/"
    "cvyI3PPOhglLfaYbAyFgIgggb8gZFb6XDMuB8l6ac++yqiEbSvHWnwtXRz6NxzGZrr0sZp"
    "XQEU9HRrjJfE1P9xgn86pzxQN3Eef3w6jOrnOKwJd/ATKCbDUVJgDQIsOaCgt4DcC7T6LV"
    "iAEZcPXPEgisZkj54LA0np0gQsCdyMMCb4KICN0Dto8oJ8TkyM8BQ0Mboc/sHXQ9VAX9Gh"
    "m1HxA51E523kNBSNxmfwkTLKqJOaIJ5hYQTms3y7wivDFyv+L5ZCDdAusCMuyO0iQNwAo6"
    "/iBq9H5+U30ROSagkEPjLmgyaOPnuOvk741tDtrUvFPXPeRXyB1xEIBty4g09qbiPNxkXJ"
    "VPrrXjY59hC1mESAHjvKSgajYxT8ByyBfUdh4YpkNsUTJR7Pyaq2pxvDFMAf5K8/nn8+Jw"
    "/M1yHcvyfPYu49w9W0okiDHkfVFRniTvDPfCRtZfEG435x5THvZlyytmJrK96NzXYQOmtu"
    "0Wk6sXIkVvovWYipy6rE/ab24ZS8z2aBTtbhNw1sAm9qTQJvShl6aut01FhbNl6bY0MWyt"
    "UbW/Rm3DY7T4Goz4O3NzDn5MIWOBepbIr/Bin+QU0oI1wbY5o0twGmZoCpYrA7OSOc6W0O"
    "5QyyIQzZTR/N5dSjlsJ4kdI6EvdZFs9p112Exxz5BoWc2JjQUtbpiX8BaKqqzpujbvtNKI"
    "awjm0gKVFsTmoBcUZhIW4EMbxAq7wkaXsr4pgijmF4bbPTGqR2q+3zVuv5csyU6mTfNGkt"
    "p/vMaVs1x4Zo9RpYG6K1zRCtLfqQ9HNp2GUXkissfwpM+gvzVfT1JVcSs8n+MpcSFTcePe"
    "Rad/EtuWTQAxlPqYD3JhK6JHMf81yLt4VsKp4E3NExAT0V4ofi3wsyR18Il4ZiPIUe5jyY"
    "1jsgGHU0RagzwtjUKvaYfRdX/UFIoVZiWpMoGi9uJUhrjR8ZweasH+s0L63YALL10s19A3"
    "g9XuExXCsQO89yXe0mtE/7hRcHV89ETlUvaqomIqb6JsnymqO3L/rapo6t6MibeSc7dEFm"
    "oQq05yxKmoSKhfZ3lWHQsI6KFRWtqLgLK8kgRMVA3jPR2v2qSLWa89+nZ9cOewWxR48D1z"
    "rMpiKlnU29nk0uVcEI0+F0YLRJa1nda1YzgLDL7pins2d5feawzbRoj/H6Cqw9xrOZFvsO"
    "bF2mxTS6fks2lIB5e1UGFLy+v9R6krToFPAdsJmHRpI0hljIAEhzORF1XDIlAb0j+KhnCv"
    "9U7zDW+5cQlYCbKDY4jl7GGoqhigKJtc1lSjHoG5MxggaOJ3f1h3bpWWO8pkrF9bvbYztr"
    "i9nFxWgQAqeVkNYkeqbLWwnU2oO7PIk9uqs4uquPiH06dmTz0bHtge0UM3LUJH3fUX32vq"
    "NS8j7YuOhi5NBFq1KgBSLrd1+qr6rxmcrQb49qSmVhLVVYpcKRs1E3dKuJLcgmyIkaUYZ2"
    "WaLajGYIUU6bDohV4e3PlXk2loQhZyQW8faIJxpvVwkjT99j/HsSmIqWiBF8j4sWlq6Qlz"
    "qxuD+Fu2GFaarvmcYbq+4tNYgncK3AYlvhz7+bCD9pvDXGWL+84EIvSU24V2XIzd3eX2rP"
    "NRp2MuvG+UaA38zVpt052mM9JjGlpmLsXZzFMU7viAk9Ybyo0I9tv+hEw6LKtw39457Ofl"
    "i6n6W6tfkOrUV3J1aoQVh01Vh6nYvcpsSDM5OtQ5LKVuFWappB12OZtce62obT2vRtxTJs"
    "wI2SrhwtSbpyVE66suXiCbszwtsUpIh30ttFW1hNQousdfWyrl5bB3cdrl7ZXF8Bxj+xJB"
    "p0J1eFp0PnzIWxADC8Bbn88vFjD8wGP2LkynLTwY9xcEsj80EaCtPJhvBJMCy0y5yoggcW"
    "zxCEicBfvEvLaOAtXdsCC3ZgfocF4Q604cFCl+dgz2eUuwR0E3ylJY5fuZeOeKRfvVxV15"
    "wrWTNrPbDWg75vBYOwHlgxak3yadtwR5tovk0C9NIO0/hcq0RpR+4TR1vFE4xvPd0q9rab"
    "AD99slUaZX2KTtAxIRWSaRIrUi+OJkEp3Y6xGIqP+vwKC7yRMVXs+US6DnPexgdY+lwrFU"
    "cxt4PC8mfLkoPZYAIrPO7gEjII4VFP6DZCTkowuHQOhydNhBxoVZ8G/aQk5ky4r4KR/tUC"
    "5CLV4KpDHTQ6+zhYcvZxUD770IkR2gJdILI4N8HZo0qB6ui0zgZTIhzCKeqaDvVKwvx2xM"
    "zM2l8haxaOAuoFzsLpQzepc8qok8bDJiFXaADV8bFszlSAxk4RvCM3zJPj6Q3xuWIqKo9L"
    "CYIRenEZXRWAwuPsEyUJCK5kHIKg6qu4MvAExOPaeFgrp1o51cqp25FT227sm9/TNyenrq"
    "VcDwzxf0nRCuM8zQZlpy/XZ5sRn1Zv9MSNrIzwe35XG++WUAwmwu13h4dHR68PXx69enNy"
    "/Pr1yZuXaahb+daymLf3Fz9g2FsB+3IcnBYHypDX4p223xzgB+sFfNWVNvOG0coysU+6UV"
    "b0MARVYBMOlT3RC06Zz8eVrhHxnaUaAc3adFAH4ksrls9rF4RK8bxiNYgHY39tXStZDerl"
    "8Fw1kqbyQ45kiGLayUkjc+LJEnPiSalwpee1QThuPkB012LaQkdoVlV36Y9Xny7rfadjEl"
    "OD5OOA/Ju4XO1iHpgl4CIYyzczc9/aL+qD2MHWN7P//BdAEZue"
)
