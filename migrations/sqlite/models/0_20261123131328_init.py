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
    "dialect" VARCHAR(8) NOT NULL,
    "kind" VARCHAR(64) NOT NULL,
    "body_hash" VARCHAR(64) NOT NULL,
    "repeat_key" VARCHAR(64),
    "sealed_body" TEXT,
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
CREATE INDEX "idx_receipt_verdict_91c971" ON "receipt" ("verdict", "next_try_at", "id");
CREATE INDEX "idx_receipt_workspa_333368" ON "receipt" ("workspace_id", "awaits");
CREATE INDEX "idx_receipt_account_2bd541" ON "receipt" ("account_id", "created_at");
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
    "absent_at" TIMESTAMP,
    "account_id" CHAR(36) NOT NULL REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "assignment_id" CHAR(36) NOT NULL REFERENCES "assignment" ("id") ON DELETE RESTRICT,
    "step_id" CHAR(36) NOT NULL REFERENCES "step" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_action_assignm_eb8741" UNIQUE ("assignment_id", "step_id", "generation")
);
CREATE INDEX "idx_action_account_9ec7e9" ON "action" ("account_id", "state", "scheduled_for", "id");
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
    "eJztXelz3LqR/1dQ+mK/WtlrXbZj726VLDvvKbHllCUnqcSpEURiNHjiAHwEqdHk+N8XDd"
    "7gIZKeA0Pjk0YkGiR/jaO70ce/9ubcJZ54fuqElLO9N+hfewzPifyh3dlHe9j38+twIcQ3"
    "nmqK8zY3Igzkv/LqFHuCyEsuEU5A/aR/FnkeXOSObEjZLZBfU/caUYEkAUfhjKBrB899TG"
    "8Z3IiYSwK0mFFnht5HD88ueeSjO8YXQrYFKvVwhJmLGJdX2C0i6smqMxwizgjyOL+DrgOC"
    "BF4K2R2B/74xGqIFlj3hO8Keo2vic2emXgbeAzsOj1iIPIIFeSIfFarLIZ0TxKdIEObKx7"
    "1BGHk4lC854558V9lwEdCQyD+UPQdUIkZ/i8gk5LfqqfKb//73PSyE/MI5YeGEutBKhMRP"
    "ft4SRgKsIPvHP+T/VGLwQERCGL9VRiUfrX44M+JGHnEnUx7ABXlf0lbawwNxWHdLPsKJQt"
    "lBetvhLJTwPk45J0LgWzLJHln9NnhLdW/BgzvhY4eUb8Fn+neTKSWeWxqHcSt1fRIufXXt"
    "69fz979XLWEs3Uwc7kVzlrf2l+GMs6x5FFH3OdAUsCVuYYzCqEwGc3op5pm8EAYRyVjg5h"
    "dcMsWRByN973+mEYtHYTJpqCueM7KQX/h/yRsWWk8mF5+vJpcfriaTvS7zI7kkmQFzi7IQ"
    "xsG//hP3m+Oiru7BA85+Of3y9OjlTwoJLsLbQN1UqO39RxHiEMekakzlYDsBwckIqID+Xt"
    "6BoV8PfJlSY4CbkD5PfwxhRHoh50S+xKTgpvBtFvCr808fLq9OP/1JzQUhfvMUXqdXH+DO"
    "obq61K4+jfnD5WoZL6JZJ+gv51e/IPgX/e3zxQedi1m7q7/twTvhKOQTuRxOsFvEJL2cXp"
    "JNczbrc7Dr7NLpVjnPzGXvo/OpMH+SjasnrhqZhVWHtbQRdUa1RGVB1UAtCBkVUM9ZWI9p"
    "mUjDVL7futA8WBOU8mXln2eHB8evjl8fvTx+LZuot8yuvGpB+/ziSgP1Tn5EFc6zGQ4+sG"
    "iuMD2XL4CZQyrYprQaqvJ1zRmje3vdYJ3jh4lH2G04k/8eHbZg+OfTL/GgPdQ2xIvkzqG6"
    "VYY5k3qH4JwRbw7oPd/DjJF0Pq0V7YOXHdA+0MWPHG24paGtqxZ9BMMKsZUNjZYNlQpcZf"
    "I7etu4KWQkm9sPXqx3P/jd4eHR0avDF0cvX58cv3p18vpFtjFUb7XtEO/Of4ZNosTN6q6B"
    "w5DM/VD02IiLJKOBfWXb8IKGMznC6/aId5x7BLMGBadIp8F6IwnXhWt2ZbOL07vPnz+W1q"
    "V359pYvfj66d0HuV2oBUk2omHDEA7JQ43N4EperUc6bT9oD05MMLuw/H/461UJ4XSfffrp"
    "9K8/lVb/j58vfk6bFxhw9vHzO30/jm5+JU4vuAskFvH+iPt46XHsTmZY1OyNIHbWw67TjQ"
    "H7srT58riDtPnyuFHahFtlrAvG5B5Il6nGh/PhixcdgJatGpFW97SFJDHp9xXpc7IVCPOG"
    "wT4qWb5wotOTxxqp5bPJfJ5SRsVsEJ81Ustnk/nMo9Dh8wbDVz1/CyTj2xRXL3xETD5wSo"
    "M5qZE+WlVHjdIqjz2Ux4BMI4G9PvaPIom1f+iATjH1ogBcTrxBm0KV3G4MJm8MSiJfYM8b"
    "JMqnhJbHJvMY3wzmskZq+bwDfO6/apcILY+N5nHJfbKrQ0uZyjq06KdoutdpZ1x1Qgttxd"
    "8i803uCmqBxMIp4QQH5+ldrddtPv6qAP+eB0Te/CNZVpxaNFhTh/1SZ7sJb34134YCvMi8"
    "w6szVuIgv57ECuYXuT5/OT+72quM4RXge5l0M1JkC9O2A6bJjrQCWN9HDxDZcZp3OFKAy5"
    "t4A8awWNxg526BA3dSWjXgDj/k2pWsbfXW/HCuX8EM3yqA4EvgvdOlw6dX/I7UxwGl9/Zb"
    "I4F8OgmzZoOCgYTD5ap6rW6+QYuZHAH3JFCBN3Myv5E/53j5HF1JGVYgHBAEWo2KyWmKtd"
    "EiaGykiY002YWVZBSKjvpbYXDzcUXafoOuueuaN5pXbqfz+4OW8/uD6vm9H5ApfeiDb05h"
    "spf5UIxX7vms9rLeXj9lqtUA/fjmsMOnbvGeX4X4D5efL5q8ylMKfQOgToj+jTwqugiRu2"
    "PiAihKi37FrU33YNNWc+hAd2sjDz6Vtwe5hxQprbHR5D3YwyKcRGKQsKXTWk6bzOmA3Mut"
    "Zwify5SWyyZzOVaDe5pjS0TWIKvHi9iA+I1YujO8VmAx/Euxr90E91FjoT6+Ophk44m+An"
    "w/ZR2NFNzSklhC9uz08uz0/Yet2WHzI5w6S2zpgKfFFltuN8gYG0SMyd+TPJVClhwpuQSZ"
    "mTySpGLKnogkodhXiZhUx29RPDiQD7mc0kG9jygkVwqFytEkbwnOgBJR9o3BpUKHOERzud"
    "Q8R9c3HnfuSJBnacoaPZEdLWQPBENHUx5ARihJdi8/4a1sy4XK20RDkaV2grRRafYNsCZ/"
    "Y1N53UU3S/Qrp5ASyiVyeSPZ0xgJ4f2RS+P5E+eYKmWLkiIzEnghaRl5AH8MRbyYEaYeDR"
    "fTrFXyugsDUz4Fux5lRLVWTVWWKewBDM4Ms1siFDUEr0eiOa2UlkqkkAOjNvtSlcE1Gafq"
    "UjZFarCl3WpPLc2spHXt4yPfLdhym14ygbH0QO27qkmx0kcWkLVZpqztfzf2rlHoKfkyUT"
    "WcdsvSEdVZ+NaapiNO6ddzOhmSpsPDcoEYFgWkkVr93+R5Jfc64g9bPzVSy2eT+Uznvkd7"
    "xyEVqGwMUq8YJOFz+YXDrKdlWjuvTJ5XDpdThAwUQDVay2mTOS3V/8l37JY15JbfJvP7xs"
    "POHRz9D2J3ldpy22RuB4Qylctx2JatEVtem8zrkEcDVdsypeWyyVym7J4Om85lSstlk7ls"
    "sxL9GHwOiLJEDNqci5SWyyZzWYTc9wdxuUxpuWwyl3080IG0RGh5bDKPY0+HKoMv59jzGh"
    "Mx5VSD0jAZxs8kEdPR4auXWQ4m+Kct/dLlp9OPH2sMylXXigq0zS4G9dTf4XJgGNCr8dtU"
    "niH1gd2NA7ZEM6Ixu7LkYQV3m17W0pzMrvNmr/O5R1RPHmukls8m8zlxlKzyuDlysUAyvm"
    "yhx10icI+bA3CPK/G3CVwNlSYehbmp0sQIsD7qFO581BLufFQNd74ngehXrqxAYWuV6ft8"
    "2fm2zzZQprRumEZvA1vONWfYMrUavcPW+bR1PncF1K2Gi45y9gsiP4b1DhbVyCyqNgbXxu"
    "BuHdx1xOCm+/wKED4rdDVSgDWpqAu+8Y6/CnjznsaKbkk6MjKA3Mzt7Dvix41LlrqjCHfK"
    "lVonma0A48ukqz/nJqRxgqyJpUZlpM12v5o8CMWdsTkLQrq5iAkjC9V0SCKEqxlBqkuVME"
    "DlAcCQfzbJJnBHluqG/PfajR4gYVagciVAflpoLdEnt3LoQPT2rRRIyROxjxYqIcHXP4GV"
    "CM0jEarMCAgL5AdA4HZMaFsfoE/qY+kLEdSrioZfo1Vj5WHxl7957+P/nj6RLzMJJNv4fA"
    "Iv+fSnJz9tSQn6wULlL/ji6Zqg3jnrrPkJcjd2ZrSWErfFN6vA3FwvWyMbwwFd26xZS5Vy"
    "tQnVDu1u2R82nQjaDfA0rG4Zu5D6IZPh7uQXDsZc78TkNWYQ8IfdFpiW9aUReIlurdbceD"
    "RdQ2mPqPUjanARn0hIICBgWQW3NRFChXaD6RBSMXWXsyFEcwLweRKaJAoa12rWrUxo7ccy"
    "pDtDcuQmC/mhUsh08bJPwdzmDja37Bzuyrqj1oyBQNfSbg7jox2BuGAn6aP/aGRjEMzXXV"
    "3Bus2tdOBat7khW+HOGWZS+9nNsq87kk5oHT2so4d19Ng6uGtx9Mjm+gowHvt5eWVhLAEs"
    "3wJdfP34cWtHjRCT8UVtBtWjxvTefutRI7QafMQo9yH0v0jQeeTFQgJzZjxA/4WeqgKXz1"
    "Sdy+TqT+gBvX55/OIF+m8kNYyJIBJ8VzxH10Ar8pzjAQ1DwhBU0FzGhTLjpvtIcJW5/BvL"
    "nhhnHGeq2iakb0eAqzrWdDkRKpW6j4VIEr7Lf2fyzVXLdRTebA86rt0ABsqm262s9r3xxs"
    "1Hh4Xx0ldQ1UitpGq0pKqvGX25XUdvWW40ywuLfg+1XqPanGq//gV0Zdp9toH2nUUlQjt9"
    "jJs+FUVpS2Jm4nBcJ2XmvsgtQmah0bD66pHvSygFca/RnAYBD+LCNul18KSCJKiqfs6Uei"
    "EJxFuEkeNhOkdY3MXNVRMaCuJNpdgZQrau24BHvpI7BUnrAkH5moA4RL6TFDV9fqcq8IQL"
    "ntYPgqpBhfI/+0rgZISCDBl3par0LGNpM2IhlTIsn5Mb7i7RnARQF0e+qI+DUL3YfLjTHA"
    "/CiWJJreMcmWPqbcynbgdc6bZt+WiTfUfpNmfXcV0MmtJAJHO2wubmI6Qy1egqza/FjU7V"
    "Ae4LdInI4twF53wT6oFziWh0OB+/OOiUt+WgJXHLQWU8U3ZHXMomUeD1GtIa3fjOn08ODj"
    "vALVs1wq3uaYXmlfDUA+eMYHwAH550OeGXrZrXjZPKGT/UJZFSch+ICyTjA3kt+YcSxCZD"
    "F48m+vHBv5ZFJIVvQW4E7Zdwq4bUgt4J9JCGXi+oM4LxAbyWRcXjDq6PTmmRQgo0FuZua3"
    "ckQp5Z6SpY/+Hy80XD0qET6jYB6oTo38oeNi5rAEBSMgRUgoL0+J/9soYPHehBQSG+7YV+"
    "2t6C/h2g5ybfKvTtIRQlQltOsoe/fm4R72P2LVNZx0FNiwzwsCIEJUKbtNhkk671rv4h2G"
    "x9gK0PsIk+qh19gLfqO3DuEia17OVesw9B1mS/gy+B/NRC6yFOBZ9ZnBBHuZSij8q8dc7g"
    "XP599PAMUlWhGRbKowCnB/9vUTw2EGXyYoa78kzFiTcAcjADv9MbUnIZaDrir57Mp5Hs99"
    "iTo/AfFR+AQnI0e3JvT+53Yg2z+7/d/5t1pO9JADLavB+rT7gSbyi1ODeE1KYEJoNrkieE"
    "zQW/fu3A5tFdSR7ds9PLs9P3H7alFmjZYGu0gmq+2GalwI0ehGyrkiwMVgjK+TIhRaZyuk"
    "PxRBVd8mKeX1x++HJVmxfzTRy9RnKtAc3xUmoJ3xi8TOIlDA0CvgAnYuxyX9LFzsVxMBxX"
    "Dsbx+8Rqi2wnx5OKQVTaCkYgpN5g+S7JoHseZ/dU8EjpZja5I8vrb2zGJZdkc8gCKpUZub"
    "jhAHHmwRuFC0KS/pMPShOIqneS3/029r4m2COucoSGqSb7kz1dx1fzZz1Hp9NQvvYUUy+S"
    "s/wbU8oTfGUajye/YibpoS8I5LshUuki6DogYbCEsECAlzozFR0I8YBKKO6sT2Wfn6bgqK"
    "pU1SbgMi0xEWSiGPMjaVo23agB2pdNN1rOulOanT1E2DraEUqzq0/AU9k0BqFeJB6f08cY"
    "3E5XN65Xp5qtw9l0t8Iu1gvwQSfd96BF9z3Y7WiLHYRXE6urIDfnha4hHcNa3CbirCM3tI"
    "RuosbrlEe9ChRXCMeAvhbv0iXapTnWRR/sgNhwp4oqtXWfMVm+lzo/ndJBrNZILZ9N5vNM"
    "7kNytahdOR8/6MmptywnuGD9c2P3UiPPeWKkJgHBop+LfoVwfBvVesIhYHMXhLBBKVjKtH"
    "YJM3kJAw78k7OewUU5zZaXrq9XZwabnMBwL58/mUkxuVfARYXwuyIvdmf6rCXwYsY9Ckm3"
    "1LFb0MvsV0M6vh2ki8mv2eBXMfd5dE7DXqM9p7DDfPgw9zF1s6DmKvytIUYV2mFRRrvDgV"
    "UWacFzfyJF/AC08zrxFMSlethrSNukpVFxAKSfygiOhkUWlQitvGmyvJmwKvZBGMbmjNZy"
    "2nhOS+65vXSLMtX4hK3jLtr6cbOyflzR1WPE+ttGdLrxYb0W00jq9VWFujHjb5Fku+l+X3"
    "wHtCsv7hX7wvXdBIp0dgMweQNwqZBfx4gz7NCrhtzy22R+L8jNjPO7yQyLhjORBmOXRreS"
    "jWi79STWbVdMEPMDck95JAZDXunAYt8b+0GqTHMvdo3bhTVuoKGihtzy22R+xxETfMHqqo"
    "q3eAGWycanWq1+XY0hIz53anayd/S2UbvSCHddwfrd4eHR0avDF0cvX58cv3p18vpFpmlV"
    "b7WpXO/Ofwatq8SAmkorhZCgnouZRmoXMpMXsrkqa9gzjrdEZPOgGVdAdTS4Gpg7yUxs11"
    "E+dZ5VPP1OeMdeOrW0HBpVNvXDPamPOY9v7LeFmpOsyZAY8z9xQeF2HE0O4fn0NpIKLeSO"
    "yiPD30B8NMGuvKaisKeUqWDtGfdIkpQqYq68cBPdPkcQt07lfQcHwRIxDimrYCRCbLfYRz"
    "fEgaOLb0xVwOK3iEehR+8JFEWFCPIQCZ/gO4H49C26hijbaxRHh0OnEPkNx0uyo7jKKiCm"
    "qleF5KFPVis/+fKa6Gu9KRZCvv5c4lyhra1khec+lgS1D/oxQra3vSHto5aSrtvf+FfnQL"
    "l9oAsnmelAr4Dapv8VqcZUTHPDiqBNWbWR03ruOFEQDDIeaqRGZXewCreucI8yiYdls85m"
    "KS/zvmaVIo3V/nW3EPkxoj7hXLO9vUxlze2Pm9tFdPMr6Z3Yr0xlBVg9W2JZceuKqq7v2S"
    "WhvMTq2nPndbaidltk9c1LPrf/7pUTWUSNypc6SkxxnDCz9zAtUllMy5ja48BVIwrmwiqY"
    "zUGPaXtbU61nzGPlrHA7Ry7nLpn7PCTMWf6R1FYB0Vrstx3C0LxtmtFq0HGMfFB8EgPHL/"
    "eULEjwRKB44iZHH3P5Se5bdE2ZH4XK8fMahcTzRJwCFwqIKGUKTPXTgM8lWZymN2Lx+U3S"
    "SL5m98OS0tKRvAP8hG/Vz0/sKYcJpxzWfjUE8J2zX9nDrDFKWOOEtLBvdDUMFkhMPpwyxi"
    "zYMy3y9yTfNBvatVRTyUWuPiCXqUaI9eqHMWZiUefS1qyO5RQ2B81u6mNSfwrCdzh0Znt1"
    "yljh9n6rJqYaTm6ylkPUsOuAL8TE5YxcI2WGEmkhFPBKU7+n1EsqNcaOc/M5DVVVFfCUUz"
    "lh0C0HxzSGsCo3IonmTQrXox5oBZncepFZ/crs3WFM+pXgUVDnu9683ecUI9zq1yJWydUy"
    "bID4cd+1jHhzaO8FEWOAWT/IDUnGm21tVcQbfTRLNJtz0nyxrjG94lwocj0hNXtvI5xZew"
    "ulDmWSJr8HmAUKC6cOpxv5HnXkx/fJd1QmsqBWUx9NIQFAn/Uzp7Bw6nBOKaNiNkiU1kht"
    "CLPJorT1WRhhCLNp6sqoYpgNBdcGMdsg5hoLboJ8jfE250mz3TYfAIMstl/InN8TN3GVEV"
    "D/eQnFrkFzfQO2Vxqg3J9Y5AWkIxcCjkPqeSqSuNVMW7XLNlVwtjZaa6PdhaV8FIJlwL3B"
    "5sOU1mRbrSGGQ7kuQyjGoFxTOq3V1IyeUPFmOii7c5HSctlkLjcWr2+WR5pr1v+YOqNVxq"
    "0ybrrCOEAZh2m+AnS/ik6K+K4CW1gMGzDdlh4uBFY2+hpFPL61366J540GOU/dkeU1okk8"
    "CpHvGVIHwk0y1ynZ4z4SPI9FSR6JoOwoogyFC44C4hD5HAE9caacr96iaxxmXSdET+TthS"
    "QBwaKz3l4Xt/J3LY7T+lpZPX5XFqtRCKRWglpXbCuVi2l9ZrZuVpJSB9ZU8qipBFJRVrG+"
    "klfrR3Da3mRoV7IkffjrVWk1qjitZyvSx88XP6fNdU92DewZpCadREGNVaqlCHaJaoPOg+"
    "vaestj+uSgS1lg2apxVKt7mgWw9/5r990d2Hdt0Nj6Apm2m/vENLhHkaRnPKC2WNkStFZg"
    "BTrLe9pNYB81BJVHVskWdHZ6eXb6/sNe3aKwAmzfRw+XPPJP8w5HCnF5RTTK3PYltlPt1Z"
    "jb0lv7bea2oNBokLktt3HkpjEOXi5gb4PeFTUEIip7G51HHrRHjsedu+foOiC+7GBStNpB"
    "sDJk7UcMh/SeoBvuUsi4v5hRZwYBj99YPIL2lSMNvJZqLjv3PQLmuqxxVgQABD3VGuIlsS"
    "S4ky8mH48XmIbiOsnjD0+Xo/oZDGtEXfgEDMlwBGdQMADqAwjZW4juGFj9liSEiMt7KmgY"
    "R2OSB9+TA0moOgIkDdyMMUbwKAkbwreySXdrYY5QjdHwngQQYwztmFTjJnl5W/ALqqsPEH"
    "9xfK88sG2Y53ZkC2t6/MFVIJdij9SJO13tYxm5yWrRIOvY6w460etGleh1JUNJY52CBm1z"
    "47UJNmShWb2yKXfpZe/sJCUikwevMTAXpIEeOJepbIrzDinOiVxU3QkM0D62dI1sDEhv2q"
    "JeEGmH7IYF8g2u2ols33PxNuTASMqKoul4rmk9SSnGMMI3kGUi0bp6QJxTWIg7QSxfoFeg"
    "edbeBkXrQdGaKaGP4qmRWidskxVPP+AOEWKQhUGntZw2mdO2DIL1uTcaWOtzv02f+y0eCp"
    "q5NOzymeAl1LOTTPozCUT89ZWzQb3JftsZoUgaT+4LrYccFl6oktnODDP53ojLLtEigMSl"
    "7E0pPN7nEneEQ3V6ljwUfi/RggQEeThizkz2sKDhrPkcTSuMxiIV4m9j5e1B1y6u+qOQQq"
    "3EtCZRNFncKpA2Gj9ygjFVPV+ZAWTrtThNA3g9bn4JXCsQO88KXe0mtI87+pUHl2Eip2gW"
    "NUUXEVN8l2R5RcF9C3y7FuDcBVs9eGbl7mYuXqJ5JELlvQWSJsJsCad0iEdhx8T4VlS0ou"
    "IurCSjEBVDfkdYb3+SMtVqzn8fn1077OZAHnwquTZgNpUp7WwyejZ5WIQTyG8wgNE6rWW1"
    "0awmEsIhu2ORzp7lmcxhmzrLHuOZCqw9xrOps0wHtil1VhYuuSUbSkj8vToDClzfb7WepC"
    "0GRfCFZO6DkSSLv2M8lKSFJFf7iAcIoxDfInjUEwE/xVsI3vstAiXgOg7C40mB9xCHkYgD"
    "4pTNZYYhig+ya0kNHE7umg/tsrPGZE3lgqp3t8d21hazi4vRKAROKyGtSfTMlrcKqI0Hd0"
    "USe3RXc3TXHOL3eOzI5sP9+gM7KGbkqEs+pqPmdExHlWxMcuPCy4mLl71qu5WIrN99pWCe"
    "wmfGo6A/qhmVhbVSMg8zl88nw9CtJ7Yg6yCnakQV2rbMgznNGKKcNh0qKaKbX2sTB7QEqO"
    "YkFvH+iKca71AJo0hvMP6GBKaCJWIiv8cDC8tQyCudWNwfw12zwnTV93TjjVX3Wg3iKVwr"
    "sNjW+PPvJsKPGm+1MWaWF1zk+0GLJ1zh9n6rPVdrOMism2SikPwmnjLtLsAe6xMOOdIEIW"
    "8hR5m8fONhdqfCMZAcLyIKEtsvONGQuJRhR/+4aq6xYkaxulxkhdyFNuOYtejuxAo1Couu"
    "cLg/uGphRjw6M9k6JKl8Fe6lpml0BsusButqG05rY9qKpdmAOyVdOWpJunJUTbqy5WzYuz"
    "PC+2QYT3bSm2VfWHVCi6x19bKuXlsHdx2uXvlcXwHGn0gaDbqTq8LjoXP6wlgCWL4Fuvj6"
    "8aMBZoNfIHKl3XTwSxLc0sl8kIXCDLIhfGYEKicSN07JDtnQGSIsDJZvs7zocEtVSIQM7J"
    "DfYYmoK9vQcKnyrZNnc0w9JHUTeKUWx6/CS8c8Uq9ezXiuz5W8mbUeWOuB6VvBKKwHVoxa"
    "k3zaN9zRZs7uk9G5ssN0PteqUNqR+8jRVvkE43tPt8q97SbAj59sVUaZSdEJKiakRjJNY0"
    "WaxdE0KGXYMRYB8VGdX0HFHuRgQZ5NuecS901ygKXOtTJxFHI7CKji3ZYczAYTWOFxB5eQ"
    "UQiPakL3EXIygtGlczg86SLkyFbNadBPKmLOlAYinKj/eoBcphpduZuDTmcfBy1nHwfVsw"
    "+VGKEv0CUii3MXnH0shFQd3d7ZYCqEYzhFXdOhXkWY346YmVv7a2TN0lFAs8BZOn0YJnXO"
    "CHazeNg05AoMoCo+liyICMHYycK36Jr43Jldo4AKAsIoYVIYBTAiHy2wQHLrDKXC4+4jwZ"
    "EUXJETSUE1iLOVBWQqxePGeFgrp1o51cqp25FT+27sm9/TNyenrqVcjxzi/+SsF8ZFmg3K"
    "Tl+vzjYjPq3e6AkbWRXhd/S2Md4tpRhNhNvvDg+Pjl4dvjh6+frk+NWrk9cvslC36q22mL"
    "d35z9D2FsJ+2ocnBIHqpA34p213xzgB+sFfGUhhYkTZNEwWlv38lE3ypoexqAKbMKh0hC9"
    "4JQE1Kl1jUjutGoEOG8zQB1ILq1YPm9cEGrF85rVIBmM5tq6VrIaNMvhhWokXeWHAskYxb"
    "STk07mxJMWc+JJpXCl7/dBOGk+QnTXYtoCR2hSV3fpD5efL5p9pxMSXYOkToj+jTwqdjEP"
    "TAu4AEb7ZqbvW/tlfRA62Ppm9p//B6tLSdc="
)
