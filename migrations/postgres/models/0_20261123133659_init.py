from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "clock" (
    "id" SMALLINT NOT NULL PRIMARY KEY,
    "wall_anchor" TIMESTAMPTZ NOT NULL,
    "simulated_anchor" TIMESTAMPTZ NOT NULL,
    "day_seconds" INT NOT NULL,
    "latest_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE "event" (
    "id" UUID NOT NULL PRIMARY KEY,
    "workspace_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "occurred_at" TIMESTAMPTZ NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "actor_id" UUID,
    "request_id" VARCHAR(64),
    "subject_id" UUID NOT NULL,
    "campaign_id" UUID,
    "assignment_id" UUID,
    "action_id" UUID,
    "contact_id" UUID,
    "account_id" UUID,
    "member_id" UUID,
    "data" JSONB NOT NULL,
    CONSTRAINT "uid_event_workspa_9559f2" UNIQUE ("workspace_id", "position")
);
CREATE INDEX "idx_event_workspa_68af66" ON "event" ("workspace_id", "assignment_id", "position");
CREATE INDEX "idx_event_workspa_aa3840" ON "event" ("workspace_id", "campaign_id", "position");
CREATE TABLE "idempotency_key" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "command" VARCHAR(64) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "input_hash" VARCHAR(64) NOT NULL,
    "answer" JSONB,
    CONSTRAINT "uid_idempotency_workspa_2d1db0" UNIQUE ("workspace_id", "member_id", "command", "key")
);
CREATE TABLE "user" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "email" VARCHAR(254) NOT NULL UNIQUE,
    "first_name" VARCHAR(100) NOT NULL,
    "last_name" VARCHAR(100) NOT NULL,
    "password_hash" VARCHAR(300)
);
CREATE TABLE "workspace" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "timezone" VARCHAR(64) NOT NULL,
    "head" BIGINT NOT NULL,
    "epoch" INT NOT NULL,
    "sealed_suppression_key" TEXT
);
CREATE TABLE "contact" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
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
    "custom_fields" JSONB NOT NULL,
    "tags" JSONB NOT NULL,
    "suppressed" BOOL NOT NULL,
    "tied_group" UUID,
    "erased_at" TIMESTAMPTZ,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_contact_workspa_fb6b4e" ON "contact" ("workspace_id", "sort_name");
CREATE INDEX "idx_contact_workspa_ce258b" ON "contact" ("workspace_id", "email");
CREATE INDEX "idx_contact_workspa_9f36bc" ON "contact" ("workspace_id", "created_at");
CREATE TABLE "contact_identity" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "value" VARCHAR(200) NOT NULL,
    "contact_id" UUID NOT NULL REFERENCES "contact" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_contact_ide_workspa_f3a502" UNIQUE ("workspace_id", "kind", "value")
);
CREATE INDEX "idx_contact_ide_contact_802623" ON "contact_identity" ("contact_id");
CREATE TABLE "member" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "absent_until" TIMESTAMPTZ,
    "removed_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE RESTRICT,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_member_workspa_83386c" UNIQUE ("workspace_id", "user_id")
);
CREATE TABLE "api_token" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "prefix" VARCHAR(16) NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "scopes" JSONB,
    "expires_at" TIMESTAMPTZ,
    "last_used_at" TIMESTAMPTZ,
    "revoked_at" TIMESTAMPTZ,
    "member_id" UUID NOT NULL REFERENCES "member" ("id") ON DELETE CASCADE,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE TABLE "campaigns_new" (
    "campaign_id" UUID NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "name" VARCHAR(200) NOT NULL,
    "description" TEXT,
    "state" VARCHAR(16) NOT NULL,
    "sequence_kind" VARCHAR(20) NOT NULL,
    "sequence_number" INT NOT NULL,
    "stop_on_reply" BOOL NOT NULL,
    "resume_on_late_acceptance" BOOL NOT NULL,
    "acceptance_window_days" INT NOT NULL,
    "reply_window_days" INT NOT NULL,
    "dux_user_id" VARCHAR(64),
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "created_by_id" UUID REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_campaigns_n_workspa_08c061" ON "campaigns_new" ("workspace_id", "state");
CREATE INDEX "idx_campaigns_n_workspa_d6a6c7" ON "campaigns_new" ("workspace_id", "created_at");
CREATE TABLE "duxsoup_user" (
    "id" UUID NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
    "created_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dux_soup_user_id" VARCHAR(64) NOT NULL,
    "dux_soup_auth_key" VARCHAR(512),
    "email" VARCHAR(254) NOT NULL DEFAULT '',
    "first_name" VARCHAR(100) NOT NULL DEFAULT '',
    "last_name" VARCHAR(100) NOT NULL DEFAULT '',
    "sealed_auth_key" TEXT,
    "key_last_four" VARCHAR(4),
    "key_updated_at" TIMESTAMPTZ,
    "verified_at" TIMESTAMPTZ,
    "health" VARCHAR(16) NOT NULL DEFAULT 'degraded',
    "health_reason" VARCHAR(300),
    "last_seen_at" TIMESTAMPTZ,
    "timezone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "working_hours" JSONB,
    "holiday_country" VARCHAR(2),
    "limits" JSONB,
    "paid_linkedin" BOOL,
    "ramp_started_on" DATE,
    "paused_at" TIMESTAMPTZ,
    "paused_until" TIMESTAMPTZ,
    "pause_code" VARCHAR(40),
    "pause_reason" VARCHAR(300),
    "failures" INT NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ,
    "disconnected_at" TIMESTAMPTZ,
    "webhook_hash" VARCHAR(64) UNIQUE,
    "webhook_previous_hash" VARCHAR(64) UNIQUE,
    "webhook_previous_until" TIMESTAMPTZ,
    "webhook_used_at" TIMESTAMPTZ,
    "lease_owner" VARCHAR(64),
    "lease_epoch" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ,
    "member_id" UUID REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" UUID REFERENCES "workspace" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_duxsoup_use_workspa_d2cc52" UNIQUE ("workspace_id", "dux_soup_user_id")
);
CREATE INDEX "idx_duxsoup_use_dux_sou_0a6c04" ON "duxsoup_user" ("dux_soup_user_id");
CREATE INDEX "idx_duxsoup_use_lease_u_0b006f" ON "duxsoup_user" ("lease_until");
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "source" VARCHAR(200) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "rows_done" INT NOT NULL,
    "added" INT NOT NULL,
    "updated" INT NOT NULL,
    "duplicates" INT NOT NULL,
    "refused" INT NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "member_id" UUID REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_import_batc_workspa_28637f" ON "import_batch" ("workspace_id", "created_at");
CREATE TABLE "message" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "direction" VARCHAR(16) NOT NULL,
    "text" TEXT NOT NULL,
    "thread_url" VARCHAR(512) NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "key" VARCHAR(64) NOT NULL,
    "account_id" UUID NOT NULL REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "contact_id" UUID NOT NULL REFERENCES "contact" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_message_workspa_f5e977" UNIQUE ("workspace_id", "key")
);
CREATE INDEX "idx_message_contact_a594e0" ON "message" ("contact_id", "at");
CREATE TABLE "receipt" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "dialect" VARCHAR(8) NOT NULL,
    "kind" VARCHAR(64) NOT NULL,
    "body_hash" VARCHAR(64) NOT NULL,
    "repeat_key" VARCHAR(64),
    "sealed_body" TEXT,
    "verdict" VARCHAR(16) NOT NULL,
    "reason" VARCHAR(200),
    "awaits" VARCHAR(200),
    "tries" INT NOT NULL,
    "next_try_at" TIMESTAMPTZ,
    "processed_at" TIMESTAMPTZ,
    "account_id" UUID REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_receipt_workspa_0c8ddb" UNIQUE ("workspace_id", "repeat_key")
);
CREATE INDEX "idx_receipt_verdict_91c971" ON "receipt" ("verdict", "next_try_at", "id");
CREATE INDEX "idx_receipt_workspa_333368" ON "receipt" ("workspace_id", "awaits");
CREATE INDEX "idx_receipt_account_2bd541" ON "receipt" ("account_id", "created_at");
CREATE TABLE "sequence_version" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INT NOT NULL,
    "campaign_id" UUID NOT NULL REFERENCES "campaigns_new" ("campaign_id") ON DELETE RESTRICT,
    CONSTRAINT "uid_sequence_ve_campaig_dd2108" UNIQUE ("campaign_id", "number")
);
CREATE TABLE "assignment" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "status" VARCHAR(16) NOT NULL,
    "launched_at" TIMESTAMPTZ,
    "accepted_at" TIMESTAMPTZ,
    "implied" BOOL NOT NULL,
    "responded_at" TIMESTAMPTZ,
    "completed_at" TIMESTAMPTZ,
    "not_accepted_at" TIMESTAMPTZ,
    "blacklisted_at" TIMESTAMPTZ,
    "reinstated_at" TIMESTAMPTZ,
    "touched_at" TIMESTAMPTZ,
    "invited_at" TIMESTAMPTZ,
    "executed_at" TIMESTAMPTZ,
    "replied_at" TIMESTAMPTZ,
    "stopped_at" TIMESTAMPTZ,
    "paused_at" TIMESTAMPTZ,
    "degree" SMALLINT,
    "running_contact_id" UUID,
    "next_step" INT,
    "next_at" TIMESTAMPTZ,
    "deadline_at" TIMESTAMPTZ,
    "blocker" VARCHAR(40),
    "blocker_note" VARCHAR(300),
    "version" INT NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "account_id" UUID REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "campaign_id" UUID NOT NULL REFERENCES "campaigns_new" ("campaign_id") ON DELETE RESTRICT,
    "contact_id" UUID NOT NULL REFERENCES "contact" ("id") ON DELETE RESTRICT,
    "member_id" UUID REFERENCES "member" ("id") ON DELETE RESTRICT,
    "sequence_id" UUID REFERENCES "sequence_version" ("id") ON DELETE RESTRICT,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT,
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
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "last_seen_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ,
    "user_id" UUID NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE TABLE "step" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "position" INT NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "delay_days" INT NOT NULL,
    "delay_hours" INT NOT NULL,
    "random_delay_hours" INT NOT NULL,
    "template" TEXT,
    "subject" TEXT,
    "requires" VARCHAR(16),
    "note_fallback" VARCHAR(16),
    "sequence_id" UUID NOT NULL REFERENCES "sequence_version" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_step_sequenc_db11ca" UNIQUE ("sequence_id", "position")
);
CREATE TABLE "action" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "generation" INT NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "scheduled_for" TIMESTAMPTZ NOT NULL,
    "epoch" BIGINT NOT NULL,
    "attempts" INT NOT NULL,
    "with_note" BOOL NOT NULL,
    "text" TEXT,
    "subject" TEXT,
    "payload_hash" VARCHAR(64),
    "message_id" VARCHAR(200),
    "sent_at" TIMESTAMPTZ,
    "executed_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,
    "outcome" VARCHAR(64),
    "unconfirmed" BOOL NOT NULL,
    "refusals" INT NOT NULL,
    "failure_told_at" TIMESTAMPTZ,
    "sent_wall" TIMESTAMPTZ,
    "absent_wall" TIMESTAMPTZ,
    "looked_wall" TIMESTAMPTZ,
    "account_id" UUID NOT NULL REFERENCES "duxsoup_user" ("id") ON DELETE RESTRICT,
    "assignment_id" UUID NOT NULL REFERENCES "assignment" ("id") ON DELETE RESTRICT,
    "step_id" UUID NOT NULL REFERENCES "step" ("id") ON DELETE RESTRICT,
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
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "scope" VARCHAR(16) NOT NULL,
    "sealed_label" TEXT,
    "reason" VARCHAR(300) NOT NULL,
    "contact_id" UUID,
    "created_by_id" UUID REFERENCES "member" ("id") ON DELETE SET NULL,
    "workspace_id" UUID NOT NULL REFERENCES "workspace" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_suppression_workspa_68727c" ON "suppression" ("workspace_id", "created_at");
CREATE INDEX "idx_suppression_workspa_2b0c0d" ON "suppression" ("workspace_id", "contact_id");
CREATE TABLE "suppression_hash" (
    "id" UUID NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "workspace_id" UUID NOT NULL,
    "hash" VARCHAR(64) NOT NULL,
    "suppression_id" UUID NOT NULL REFERENCES "suppression" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_suppression_suppres_e6f5d0" UNIQUE ("suppression_id", "hash")
);
CREATE INDEX "idx_suppression_workspa_7f0e12" ON "suppression_hash" ("workspace_id", "hash");
CREATE TABLE "aerich" (
    "id" SERIAL NOT NULL PRIMARY KEY,
    "version" VARCHAR(255) NOT NULL,
    "app" VARCHAR(100) NOT NULL,
    "content" JSONB NOT NULL
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
    "JMqnhJbHJvMY3wzmskZq+Wwyn8FXUcrjQ/iskVo+m8znsgtlV6eWMpV1atFP0nTP08646o"
    "QW2orPReaf3BXUAomFU8IJTs7Tu1rP23z8VQH+PQ+IvPlHsqw4tmiwpk77pc52E978ar4N"
    "BXiReYhXZ6zEQX49iZXML3J9/nJ+drVXGcMrwPcy6WakyBambQdMkx1pBbC+jx4guuM073"
    "CkAJc38QaMYbG4wc7dAgfupLRqwB1+yLUrWdvqrfnhXL+CGb5VAMGXwHunS4dPr6QQWR8L"
    "lN7bb40G8ukkzJoNCggSDper6rW6+QYtZnIE3JNABd/MyfxG/pzj5XN0JWVYgXBAEEi8Ki"
    "6nKd5Gi6Kx0SY22mQXVpJRKDrqb4XBzUcWafsNuueua95onrmdzvAPWs7wD6pn+H5ApvSh"
    "D745hcme5kMxXrn3s9rLenv+lKlWA/Tjm8MOn7zFe34V4j9cfr5o8ixPKfQNgDoh+jfyqO"
    "giRO6OiQugKC36Fdc23YtNW82hA921jTz4VN4e5CJSpLTGRpP3YA+LcBKJQcKWTms5bTKn"
    "A3KvDgH687lMablsMpdjNbinObZEZA2yesyIDYrfiKU7w2sFFsO/FPvaTXAfNRbq46uDST"
    "ae6CvA91PW0UjBLS2JJWTPTi/PTt9/2JodNj/CqbPElg54Wmyx5XaDjLFBxJj8PcnTKWQJ"
    "kpJLkJ3JI0k6puyJSBKKfZWMSXX8FsWDA/mQzykd1PuIQoKlUKg8TfKW4AwoEWXfGFwqdI"
    "hDNJdLzXN0feNx544EeaamrNET2dFC9kAwdDTlAWSFkmT38hPeyrZcqNxNNBRZeidIHZVm"
    "4ABr8jc2lddddLNEv3IKaaFcIpc3kj2NkRDeH7k0nj9xnqlSxigpMiOBF5KWkQcIllDEix"
    "lh6tFwMc1cJa+7MDDlU7DrUUZUa9VUZZrCHsDgzDC7JUJRQwB7JJpTS2npRAp5MGozMFUZ"
    "XJN1qi5tU6QGW9qt9tTSzEpa1z4+8t2CLbfpJRMYSw/UvquaGCt9ZAFZm2nK2v53Y+8ahZ"
    "6SLxNVw2m3TB1RnYVvrak64rR+PaeTIak6PCwXiGGRQBqp1f9NnldyryP+sPVTI7V8NpnP"
    "dO57tHcsUoHKxiH1ikMSPpdfOMx6Wqa188rkeeVwOUXIQAFUo7WcNpnTUv2ffMduWUNu+W"
    "0yv2887NzB0f8gdlepLbdN5nZAKFP5HIdt2Rqx5bXJvA55NFC1LVNaLpvMZcru6bDpXKa0"
    "XDaZyzYz0Y/B54AoS8SgzblIablsMpdFyH1/EJfLlJbLJnPZxwMdSEuElscm8zj2dKgy+H"
    "KOPa8xGVNONSgVk2H8TJIxHR2+epnlYYJ/2lIwXX46/fixxqBcda2oQNvsYlBP/R0uB4YB"
    "vRq/TeUZUh/Y3ThgSzQjGrMrSyBWcLfpZS3Nyew6b/Y6n3tE9eSxRmr5bDKfE0fJKo+bIx"
    "cLJOPLGHrcJQL3uDkA97gSf5vA1VBt4lGYm6pNjADro07hzkct4c5H1XDnexKIfiXLChS2"
    "Xpm+z5edb/tsA2VK64Zp9Daw5Vxzhi1Tq9E7bK1PW+tzV0DdarjoKGe/IPJjWO9gUY3Mom"
    "pjcG0M7tbBXUcMbrrPrwDhs0JXIwVYk4q64Bvv+KuAN+9prOiWpCMjA8jN3M6+I37cuGSp"
    "O4pwp1ypdZLZCjC+TLr6c25CGifImlhqVEbabPeryYNQ3BmbsyCkm4uYMLJQTYckQriaEa"
    "S6VAkDVB4ADPlnk2wCd2Spbsh/r93oARJmBSpXAuSnhdYSfXIrhw5Eb99KgZQ8EftooRIS"
    "fP0TWInQPBKhyoyAsEB+AARux4S29QH6pD6WvhBBvapo+DVaNVYeFn/5m/c+/u/pE/kyk0"
    "Cyjc8n8JJPf3ry05aUoB8sVP6CL56uCeqds86anyB3Y2dGaylzW3yzCszNNbM1sjEc0LXN"
    "mrVUKlebUO3Q7pb9YdOJoN0AT8PqlrELqR8yGe5OfuFgzPVOTF5jBgF/2G2BaVlfGoGX6N"
    "ZqzY1H0zWU9ohaP6IGF/GJhAQCApZVcFsTIVRoN5gOIRVTdzkbQjQnAJ8noUmioHGtZt3K"
    "hNZ+LEO6MyRHbrKQHyqFTBcv+xTNbe5gc8vO4a6sO2rNGAh0Le3mMD7aEYgLdpI++o9GNg"
    "bBfN3VFazb3EoHrnWbG7IV7pxhJrWf3Sz7uiPphNbRwzp6WEePrYO7FkePbK6vAOOxn5dX"
    "FsYSwPIt0MXXjx+3dtQIMRlf1GZQPWpM7+23HjVCq8FHjHIfQv+LBJ1HXiwkMGfGA/Rf6K"
    "kqcPlM1blMrv6EHtDrl8cvXqD/RlLDmAgiwXfFc3QNtCLPOR7QMCQMQQXNZVwoM266jwRX"
    "mcu/seyJccZxpqptQvp2BLiqY02XE6FSqftYiCThu/x3Jt9ctVxH4c32oOPaDWCgbLrdym"
    "rfG2/cfHRYGC99BVWN1EqqRkuq+prRl9t19JblRrO8sOj3UOs1qs2p9utfQFem3WcbaN9Z"
    "VCK008e46VNRlLYkZiYOx3VSZu6L3CJkFhoNq68e+b6EUhD3Gs1pEPAgLmyTXgdPKkiCqu"
    "rnTKkXkkC8RRg5HqZzhMVd3Fw1oaEg3lSKnSFk67oNeOQruVOQtC4QlK8JiEPkO0lR0+d3"
    "qgJPuOBp/SCoGlQo/7OvBE5GKMiQcVeqSs8yljYjFlIpw/I5ueHuEs1JAHVx5Iv6OAjVi8"
    "2HO83xIJwoltQ6zpE5pt7GfOp2wJVu25aPNtl3lG5zdh3XxaApDUQyZytsbj5CKlONrtL8"
    "WtzoVB3gvkCXiCzOXXDON6EeOJeIRofz8YuDTnlbDloStxxUxjNld8SlbBIFXq8hrdGN7/"
    "z55OCwA9yyVSPc6p5WaF4JTz1wzgjGB/DhSZcTftmqed04qZzxQ10SKSX3gbhAMj6Q15J/"
    "KEFsMnTxaKIfH/xrWURS+BbkRtB+CbdqSC3onUAPaej1gjojGB/Aa1lUPO7g+uiUFimkQG"
    "Nh7rZ2RyLkmZWugvUfLj9fNCwdOqFuE6BOiP6t7GHjsgYAJCVDQCUoSI//2S9r+NCBHhQU"
    "4tte6KftLejfAXpu8q1C3x5CUSK05SR7+OvnFvE+Zt8ylXUc1LTIAA8rQlAitEmLTTbpWu"
    "/qH4LN1gfY+gCb6KPa0Qd4q74D5y5hUste7jX7EGRN9jv4EshPLbQe4lTwmcUJcZRLKfqo"
    "zFvnDM7l30cPzyBVFZphoTwKcHrw/xbFYwNRJi9muCvPVJx4AyAHM/A7vSEll4GmI/7qyX"
    "wayX6PPTkK/1HxASgkR7Mn9/bkfifWMLv/2/2/WUf6ngQgo837sfqEK/GGUotzQ0htSmAy"
    "uCZ5Qthc8OvXDmwe3ZXk0T07vTw7ff9hW2qBlg22Riuo5ottVgrc6EHItirJwmCFoJwvE1"
    "JkKqc7FE9U0SUv5vnF5YcvV7V5Md/E0Wsk1xrQHC+llvCNwcskXsLQIOALcCLGLvclXexc"
    "HAfDceVgHL9PrLbIdnI8qRhEpa1gBELqDZbvkgy653F2TwWPlG5mkzuyvP7GZlxySTaHLK"
    "BSmZGLGw4QZx68UbggJOk/+aA0gah6J/ndb2Pva4I94ipHaJhqsj/Z03V8NX/Wc3Q6DeVr"
    "TzH1IjnLvzGlPMFXpvF48itmkh76gkC+GyKVLoKuAxIGSwgLBHipM1PRgRAPqITizvpU9v"
    "lpCo6qSlVtAi7TEhNBJooxP5KmZdONGqB92XSj5aw7pdnZQ4Stox2hNLv6BDyVTWMQ6kXi"
    "8Tl9jMHtdHXjenWq2TqcTXcr7GK9AB900n0PWnTfg92OtthBeDWxugpyc17oGtIxrMVtIs"
    "46ckNL6CZqvE551KtAcYVwDOhr8S5dol2aY130wQ6IDXeqqFJb9xmT5Xup89MpHcRqjdTy"
    "2WQ+z+Q+JFeL2pXz8YOenHrLcoIL1j83di818pwnRmoSECz6uehXCMe3Ua0nHAI2d0EIG5"
    "SCpUxrlzCTlzDgwD856xlclNNseen6enVmsMkJDPfy+ZOZFJN7BVxUCL8r8mJ3ps9aAi9m"
    "3KOQdEsduwW9zH41pOPbQbqY/JoNfhVzn0fnNOw12nMKO8yHD3MfUzcLaq7C3xpiVKEdFm"
    "W0OxxYZZEWPPcnUsQPQDuvE09BXKqHvYa0TVoaFQdA+qmM4GhYZFGJ0MqbJsubCatiH4Rh"
    "bM5oLaeN57TknttLtyhTjU/YOu6irR83K+vHFV09Rqy/bUSnGx/WazGNpF5fVagbM/4WSb"
    "ab7vfFd0C78uJesS9c302gSGc3AJM3AJcK+XWMOMMOvWrILb9N5veC3Mw4v5vMsGg4E2kw"
    "dml0K9mItltPYt12xQQxPyD3lEdiMOSVDiz2vbEfpMo092LXuF1Y4wYaKmrILb9N5nccMc"
    "EXrK6qeIsXYJlsfKrV6tfVGDLic6dmJ3tHbxu1K41w1xWs3x0eHh29Onxx9PL1yfGrVyev"
    "X2SaVvVWm8r17vxn0LpKDKiptFIICeq5mGmkdiEzeSGbq7KGPeN4S0Q2D5pxBVRHg6uBuZ"
    "PMxHYd5VPnWcXT74R37KVTS8uhUWVTP9yT+pjz+MZ+W6g5yZoMiTH/ExcUbsfR5BCeT28j"
    "qdBC7qg8MvwNxEcT7MprKgp7SpkK1p5xjyRJqSLmygs30e1zBHHrVN53cBAsEeOQsgpGIs"
    "R2i310Qxw4uvjGVAUsfot4FHr0nkBRVIggD5HwCb4TiE/fomuIsr1GcXQ4dAqR33C8JDuK"
    "q6wCYqp6VUge+mS18pMvr4m+1ptiIeTrzyXOFdraSlZ47mNJUPugHyNke9sb0j5qKem6/Y"
    "1/dQ6U2we6cJKZDvQKqG36X5FqTMU0N6wI2pRVGzmt544TBcEg46FGalR2B6tw6wr3KJN4"
    "WDbrbJbyMu9rVinSWO1fdwuRHyPqE84129vLVNbc/ri5XUQ3v5Leif3KVFaA1bMllhW3rq"
    "jq+p5dEspLrK49d15nK2q3RVbfvORz++9eOZFF1Kh8qaPEFMcJM3sP0yKVxbSMqT0OXDWi"
    "YC6sgtkc9Ji2tzXVesY8Vs4Kt3Pkcu6Suc9DwpzlH0ltFRCtxX7bIQzN26YZrQYdx8gHxS"
    "cxcPxyT8mCBE8EiiducvQxl5/kvkXXlPlRqBw/r1FIPE/EKXChgIhSpsBUPw34XJLFaXoj"
    "Fp/fJI3ka3Y/LCktHck7wE/4Vv38xJ5ymHDKYe1XQwDfOfuVPcwao4Q1TkgL+0ZXw2CBxO"
    "TDKWPMgj3TIn9P8k2zoV1LNZVc5OoDcplqhFivfhhjJhZ1Lm3N6lhOYXPQ7KY+JvWnIHyH"
    "Q2e2V6eMFW7vt2piquHkJms5RA27DvhCTFzOyDVSZiiRFkIBrzT1e0q9pFJj7Dg3n9NQVV"
    "UBTzmVEwbdcnBMYwirciOSaN6kcD3qgVaQya0XmdWvzN4dxqRfCR4Fdb7rzdt9TjHCrX4t"
    "YpVcLcMGiB/3XcuIN4f2XhAxBpj1g9yQZLzZ1lZFvNFHs0SzOSfNF+sa0yvOhSLXE1Kz9z"
    "bCmbW3UOpQJmnye4BZoLBw6nC6ke9RR358n3xHZSILajX10RQSAPRZP3MKC6cO55QyKmaD"
    "RGmN1IYwmyxKW5+FEYYwm6aujCqG2VBwbRCzDWKuseAmyNcYb3OeNNtt8wEwyGL7hcz5PX"
    "ETVxkB9Z+XUOwaNNc3YHulAcr9iUVeQDpyIeA4pJ6nIolbzbRVu2xTBWdro7U22l1Yykch"
    "WAbcG2w+TGlNttUaYjiU6zKEYgzKNaXTWk3N6AkVb6aDsjsXKS2XTeZyY/H6ZnmkuWb9j6"
    "kzWmXcKuOmK4wDlHGY5itA96vopIjvKrCFxbAB023p4UJgZaOvUcTjW/vtmnjeaJDz1B1Z"
    "XiOaxKMQ+Z4hdSDcJHOdkj3uI8HzWJTkkQjKjiLKULjgKCAOkc8R0BNnyvnqLbrGYdZ1Qv"
    "RE3l5IEhAsOuvtdXErf9fiOK2vldXjd2WxGoVAaiWodcW2UrmY1mdm62YlKXVgTSWPmkog"
    "FWUV6yt5tX4Ep+1NhnYlS9KHv16VVqOK03q2In38fPFz2lz3ZNfAnkFq0kkU1FilWopgl6"
    "g26Dy4rq23PKZPDrqUBZatGke1uqdZAHvvv3bf3YF91waNrS+Qabu5T0yDexRJesYDaouV"
    "LUFrBVags7yn3QT2UUNQeWSVbEFnp5dnp+8/7NUtCivA9n30cMkj/zTvcKQQl1dEo8xtX2"
    "I71V6NuS29td9mbgsKjQaZ23IbR24a4+DlAvY26F1RQyCisrfReeRBe+R43Ll7jq4D4ssO"
    "JkWrHQQrQ9Z+xHBI7wm64S6FjPuLGXVmEPD4jcUjaF850sBrqeayc98jYK7LGmdFAEDQU6"
    "0hXhJLgjv5YvLxeIFpKK6TPP7wdDmqn8GwRtSFT8CQDEdwBgUDoD6AkL2F6I6B1W9JQoi4"
    "vKeChnE0JnnwPTmQhKojQNLAzRhjBI+SsCF8K5t0txbmCNUYDe9JADHG0I5JNW6Sl7cFv6"
    "C6+gDxF8f3ygPbhnluR7awpscfXAVyKfZInbjT1T6WkZusFg2yjr3uoBO9blSJXlcylDTW"
    "KWjQNjdem2BDFprVK5tyl172zk5SIjJ58BoDc0Ea6IFzmcqmOO+Q4pzIRdWdwADtY0vXyM"
    "aA9KYt6gWRdshuWCDf4KqdyPY9F29DDoykrCiajuea1pOUYgwjfANZJhKtqwfEOYWFuBPE"
    "8gV6BZpn7W1QtB4UrZkS+iieGql1wjZZ8fQD7hAhBlkYdFrLaZM5bcsgWJ97o4G1Pvfb9L"
    "nf4qGgmUvDLp8JXkI9O8mkP5NAxF9fORvUm+y3nRGKpPHkvtB6yGHhhSqZ7cwwk++NuOwS"
    "LQJIXMrelMLjfS5xRzhUp2fJQ+H3Ei1IQJCHI+bMZA8LGs6az9G0wmgsUiH+NlbeHnTt4q"
    "o/CinUSkxrEkWTxa0CaaPxIycYU9XzlRlAtl6L0zSA1+Pml8C1ArHzrNDVbkL7uKNfeXAZ"
    "JnKKZlFTdBExxXdJllcU3LfAt2sBzl2w1YNnVu5u5uIlmkciVN5bIGkizJZwSod4FHZMjG"
    "9FRSsq7sJKMgpRMeR3hPX2JylTreb89/HZtcNuDuTBp5JrA2ZTmdLOJqNnk4dFOIH8BgMY"
    "rdNaVhvNaiIhHLI7FunsWZ7JHLaps+wxnqnA2mM8mzrLdGCbUmdl4ZJbsqGExN+rM6DA9f"
    "1W60naYlAEX0jmPhhJsvg7xkNJWkhytY94gDAK8S2CRz0R8FO8heC93yJQAq7jIDyeFHgP"
    "cRiJOCBO2VxmGKL4ILuW1MDh5K750C47a0zWVC6oend7bGdtMbu4GI1C4LQS0ppEz2x5q4"
    "DaeHBXJLFHdzVHd80hfo/Hjmw+3K8/sINiRo665GM6ak7HdFTJxiQ3LrycuHjZq7Zbicj6"
    "3VcK5il8ZjwK+qOaUVlYKyXzMHP5fDIM3XpiC7IOcqpGVKFtyzyY04whymnToZIiuvm1Nn"
    "FAS4BqTmIR7494qvEOlTCK9Abjb0hgKlgiJvJ7PLCwDIW80onF/THcNStMV31PN95Yda/V"
    "IJ7CtQKLbY0//24i/KjxVhtjZnnBRb4ftHjCFW7vt9pztYaDzLpJJgrJb+Ip0+4C7LE+4Z"
    "AjTRDyFnKUycs3HmZ3KhwDyfEioiCx/YITDYlLGXb0j6vmGitmFKvLRVbIXWgzjlmL7k6s"
    "UKOw6AqH+4OrFmbEozOTrUOSylfhXmqaRmewzGqwrrbhtDamrViaDbhT0pWjlqQrR9WkK1"
    "vOhr07I7xPhvFkJ71Z9oVVJ7TIWlcv6+q1dXDX4eqVz/UVYPyJpNGgO7kqPB46py+MJYDl"
    "W6CLrx8/GmA2+AUiV9pNB78kwS2dzAdZKMwgG8JnRqByInHjlOyQDZ0hwsJg+TbLiw63VI"
    "VEyMAO+R2WiLqyDQ2XKt86eTbH1ENSN4FXanH8Krx0zCP16tWM5/pcyZtZ64G1Hpi+FYzC"
    "emDFqDXJp33DHW3m7D4ZnSs7TOdzrQqlHbmPHG2VTzC+93Sr3NtuAvz4yVZllJkUnaBiQm"
    "ok0zRWpFkcTYNShh1jERAf1fkVVOxBDhbk2ZR7LnHfJAdY6lwrE0cht4OAKt5tycFsMIEV"
    "HndwCRmF8KgmdB8hJyMYXTqHw5MuQo5s1ZwG/aQi5kxpIMKJ+q8HyGWq0ZW7Oeh09nHQcv"
    "ZxUD37UIkR+gJdIrI4d8HZx0JI1dHtnQ2mQjiGU9Q1HepVhPntiJm5tb9G1iwdBTQLnKXT"
    "h2FS54xgN4uHTUOuwACq4mPJgogQjJ0sfIuuic+d2TUKqCAgjBImhVEAI/LRAgskt85QKj"
    "zuPhIcScEVOZEUVIM4W1lAplI8boyHtXKqlVOtnLodObXvxr75PX1zcupayvXIIf5Pznph"
    "XKTZoOz09epsM+LT6o2esJFVEX5Hbxvj3VKK0US4/e7w8Ojo1eGLo5evT45fvTp5/SILda"
    "veaot5e3f+M4S9lbCvxsEpcaAKeSPeWfvNAX6wXsBXFlKYOEEWDaO1dS8fdaOs6WEMqsAm"
    "HCoN0QtOSUCdWteI5E6rRoDzNgPUgeTSiuXzxgWhVjyvWQ2SwWiurWslq0GzHF6oRtJVfi"
    "iQjFFMOznpZE48aTEnnlQKV/p+H4ST5iNEdy2mLXCEJnV1l/5w+fmi2Xc6IdE1SOqE6N/I"
    "o2IX88C0gAtgtG9m+r61X9YHoYOtb2b/+X9PoEuP"
)
