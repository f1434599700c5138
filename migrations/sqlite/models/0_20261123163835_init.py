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
    "eJztXW1z2ziS/isof0lSp/HFdpxkk9urshPfjHcTeyt2dqd2vSVBImRxTAEcgoys3Z3/ft"
    "3gO0jKJKMXioMvMzGJBqmnQaDR6H763wdzYTFHHp5NfFvwg3fk3weczhn8Q7szIAfUddPr"
    "eMGnY0c1pWmbsfQ9+BOuTqkjGVyymJx4thv1zwPHwYtiAg1tfo/iI9saEVsSEBDEnzEymt"
    "C5S+17jjcCbjGPLGb2ZEY+Bo8/3IjAJQ9cLCS0RSn1cEK5RbiAK/yeMPVk1Rn1ieCMOEI8"
    "YNceI5IuJXTH8K87bvtkQaEn+sD4IRkxV0xm6mXwPehkIgLuE4dRyZ7Bo3x12bfnjIgpkY"
    "xb8Lh3hBKH+vCSM+HAu0LDhWf7DP5nQ5/XU+KxieAT27Epvuq7Oz5yqPSHC+FZQ+onj8NO"
    "pI+tGeAVvrx0xYN6mO2/JyP8GcwaLqjjjAZkRLlcwE+KLpDnCO67qCvoSP3oe+EDLpy9QI"
    "TgyaAhxv1IgnohNMlP+zVgAYMHeYxOZqje4VR4I6JgkPCD4XdYktg80kcoi+9A4ndRipDM"
    "9x2WKOQQh0bAbeh96It7BT0o/h//OKBSgprn+Ea2ha2kz9zon/eMM08hdvDPf8LfNgyERy"
    "YjwVA1iRRAp/4xmTErgEfje+MFuA+y1e3Tx1WKJo0z6Jd2ir+C+mW34L0ngc+s5Dbg6MPA"
    "fVpyzqSk92yY/I4iYPh26h6Mpwfp0gnL30Ls3Ifh1GaOlfvCw1bq+tBfuura16+XH/9Ptc"
    "SvdDycCCeY87S1u/RngifNg8C2DlEmozBmZb5+HJLRNBFfCgcCXPC9gCV6tdILFpvSwME5"
    "5OB/pgEPv+9oOrItecjZAn7h/0ZvmGk9HF5d3w5vLm6Hw4M6M090CZSBs5YNQxzx+S3sN8"
    "VFXT3AB3z46ezL85PXLxQSQvr3nrqpUDv4TQlSn4aiaqCmYE/gk4pGQAH0j3AHJ5Vy4POS"
    "mgKsSPQw/kcbRcQXUk2kk3cMbgzfdgG/vfx8cXN79vkv6luQ8ldH4XV2e4F3jtXVpXb1ea"
    "gfAetQuDwlnZC/Xd7+RPBP8vfrqwtdi0m7278f4DvRwBdDWGiG1MpiEl+OL0HTVM36N1j3"
    "69Ll1vmddVe9T35Pme8nMgka4qqJGVh1WHMLUW1Uc1IGVA3UjOVSAPWS++WY5oU0TOH9No"
    "Xm0YaghJeF//1wfPTqzau3J69fvUULCi8lV96sQPvy6lYD9QF+RBHODzPqXfBgrjC9hBeg"
    "fMIK2MayGqrwut0ZowcH9WCd08ehw/i9P4M/T45XYPjXsy/hoD3WFsSr6M6xupWHObF22+"
    "CcCG8P6APXoZyz+HvaKNpHr2ugfaSbHynaeEtDW990NDEMC8LGNuy0baicC0Uln9v3lYtC"
    "IrK99eDlZteDPxwfn5y8OX558vrt6as3b07fvkwWhuKtVSvE+eWPuEjktFlcNajvs7nryw"
    "YLcVakN7CvbRle2P4MRnjZGnEuhMMor9jgZOU0WMcguClckyvbnZzOr68/5eal80ttrF59"
    "/Xx+AcuFmpCgke1XDGGfPZb4DG7hajnScftWa3DkgtmH6f/i59scwvE6+/zz2c8vcrP/p+"
    "urH+PmGQV8+HR9rq/HwfgXNmkEd0bEIN4ccZcuHUGt4YzKkrURzc5y2HW5PmCftzZfv6ph"
    "bb5+VWlt4q081hlncgOk81L9w/n45csaQEOrSqTVPW0iiVz6TU36VGwNxnzHYO+VLZ850W"
    "moY03U6LnLep7a3JazVnrWRI2eu6xnEfgTMa9wfJXrNyPSv0Vx/cZHwOGBU9ubsxLrY+XW"
    "UZM0m8cGm0ePTQNJnSb+j6yI8X/ogE6p7QQexrE4rRaForhZGLq8MCTRUq1M+VjQ6LjLOs"
    "7ExDXVsiZq9NxlPWcD+BrqWRM1eu6ynnNxsY2/aF3Y6LrLus5FKjeycjW5VqZuxxS7bmM3"
    "G6beeMbUZM1n1OXPCHbfHodJb7wsd4E8HfuT76HDHpFWoT9va7hD3lZ6Q97qzpB8kH/dsM"
    "u8lAm71EHVcyNq46oLGmgLUYFJnkxdUDMiBk6AE9Nwpg+luSHp+CsC/H/CY3Dzz2xZmH41"
    "WOOEvVxn+wlvejVdFTy6SHKYil8s4AC/noVu0C+wHH65/HB7UBjDa8D3Juqmp8hmPtsamE"
    "Yr0hpg/Rg8YmbnWdphTwHOL+IVGONkMaaThwUF+zk3a+AdcSy0K0nb4q358Vy/Qjm9VwDh"
    "L8H3jqcO174VD6w8Dzi+N1iZCezaQz9p1ioZWE4EzKojdfMdWcxgBHxjnspOnbP5GP45p8"
    "tDcgtbBqkSWHGfrnJyq9JMteRRkw9p8iH3YSbpxb5S/b+g4OpD9bj9FhNINvXdaLkjtaLM"
    "jlZEmR0Vo8xcj03txyb4phJdzoVqi/Ha83PUWtY4NjUvtR6gn14c9jg2JFzzixD/6eb6qi"
    "r3KZbQFwB74pP/EMeWe+i/XYErQpGb9AvB13qctTabYwd68DV7dG243SqIMStpfLtdXoOV"
    "Jz6QrYwtXdZousua9tg3dUzdXM95SaPlLms53AY3dMfmhIxDVs9qNLQtW/F0J3itwWP4t2"
    "xf+wnuk85CfXzVcMmGH/oa8P2cdNRTcHNTYg7ZD2c3H84+XuzMD5se4ZR5YnMHPCt8sfl2"
    "rZyxXsA5/HuYEv4kbIXRJWQCdFhExZg8kYCgHCgiRtXxexIODuIil2M8qAfERnJFXyqORr"
    "glBUdJYvM75CzMdkh9Moep5pCMxo6YPDAvZWlMGj2DjhbQA6PY0VR4SEAIYt/gJ7yHtkJG"
    "VIoyoXZEtsKYIwq9yXd8CtctMl6SXwTSN44sBtMbS57GmY/vTyw7/H5CmsYcWyRyL0q6AF"
    "nOHv2Y4XExY1w9Gi/GrJVw3cKBCU+hlmNzplqrpoplkjoIw2RG+T2TShopVgJZzaioEV5l"
    "mJpKOQKLCi4hWywjFgzUYIu71Z6a+7Ki1qWPD1wr48uteskIxtwDtd9V5HeMH5m/Y/Nvdp"
    "aIUadwBEB5/rnxsSG0ZG76ruGwCDvJKM/QLZrjhf1YHnuxFUpnojYha6n0NvmqQtbghp9T"
    "R/iqHAoTRLt0WE3UuBi6/F1pi12j+Pm8qNFzl/Vsz13HbpyQm5EyybiNknGlK+AXtnPQ5m"
    "XNd9Xl72oi4BNhLQ1QTdZousua5gK2pu1XyxJxo+8u63vs0MkDRhe0UndR2mi7y9r2mM0V"
    "qXG7JVsTNrrusq59EbTc2uYljZa7rOWMA7ihlvOSRstd1rKh5/t96NljyhPRanHOShotd1"
    "nL0heu20rLeUmj5S5r2aUtY1RzgkbHXdZxdGpeUPDNnDpOJVdLKtUjkpaT4zevE34W/GMV"
    "NcvN57NPn0ocysXojQK01SEG5dLfEXLQMaDXExqaCwLJQ1s5YHMyPRqzayMWykT0NPKWpm"
    "Jmnu/2PJ9GRDXUsSZq9NxlPUexmEUdVydHZkQ6TBLVMjXyVZ0k31fVOb6vCim+EVwVJZee"
    "hLmq5FIPsD6plVF9siKj+qSYUf2NebJZ3c6MhCnaqa/z+fjeJstAXtKEYXZ6GdgxnV3Hpq"
    "n17DtMwWtT8HpfQN1pRmovv34tE6UuppqYQdWk+Zo0352Du4k033idXwPCHzJd9RRgzSqq"
    "g2+44q8D3rSnvqKbs446maPezeXsO1LUO8fHuqcI16JjLbPM1oDxTdTVX1MXUj9B1szSTp"
    "HeJqtfCdVCdmWsJlqIFxc55GyhmrbhWridMaK6VJwEimqAIsVtRFjwwJbqBvw5soJH5OTy"
    "FB0DUuBia0Cf3cPQweztezBI2TM5IAvFefD1L+glIvNA+op8gVBJXA8FrJqcueUcAKw8XT"
    "+TQb2ubPgNejXWnhZ/86vzMfzr+TN4maEHahPzIb7k8xfPXuxoE/Q7S5W/EovnG4J677yz"
    "3efg3dqZ0UZqvWffrADzLXusjGrKifXhgG7VV3Px823ugynwlyYfzafrqx/j5jqpqV6WhF"
    "aditZjf9g217Tl0alfXDL2gfohseEe4Be2xlzvpMtzTCvgj+tNMCvml0rgAd3SXXPl0XSJ"
    "pDmi1o+oMUR8CJBgQkBJ8bOVRAgF2S3SIcRm6j6zIQRzhvA5AE2UBU1Ld9YrlbCyH6OQ+g"
    "pJkRsu4IeCkWnRZZPK8dUdbG/aOd6XeUfNGS2BLpXdHsYnewJxxk/SZP+jifXBMN90AQcT"
    "NrfWgWvC5toshXvnmIn9Z+Nl03AkXdAEephADxPosXNwNxLokXzra8C47+flhYkxBzC8Bb"
    "n6+unTzo4aMSfji1oMikeN8b3ByqNGbNX6iBHWIfJHIu154IRGAp/MhEf+izxXNTR/UKU0"
    "o6svyCN5+/rVy5fkvwnsMIaSAfiWPCQjlJUprbln+z7jBIt0LsNanGHTAZFCkaPf8eSJIa"
    "k5VwU9kSGeIK7qWNMSTCq2dpdKGXHKw58zeHPVchO1PVcnHZcuAC1t090Wb/vefOPqo8PM"
    "eGlqqGqixlLttKWqzxlNtV0mb1TeaZVnJv0G23pNantb+81PoGvb3ScLaNOvKCdoPp/OfT"
    "6FjdKOzMwo4LjMykxjkVcYmZlG7Uq4B64LUEpmjcjc9jzhhbVz4usYSYUkqKpEz9R2fObJ"
    "94SSiUPtOaHyIWyumti+ZM4UzE4f2bruPRG4yu6ULC49hBVyPDZh8E5garriQRX58RciLl"
    "GEhYkyFYYGyuDkzEYbMuxKFQJahtZmwH0bbFgxZ2NhLcmceVh6B17UpZ6vXmzePmhOeP5Q"
    "qaQ0cI7Nqe1sLaZuD0Lpdu35WGX79jJszszjuhk0tT0ZfbMFNVcfIeWlelfMfiNhdKrUcF"
    "Ogc0IG5zo4p4tQA5xzQr3D+dXLo1q8LUcriFuOCuPZ5g/Msvkw8JxGQ1qT69/58+nRcQ24"
    "oVUl3OqeVsteGU8NcE4E+gfw8WmdE35oVT1vnBbO+LEuCVjJTSDOiPQP5I3wD0WIDdtOHl"
    "Xy/YN/I5NIDN+CjaXdjHCrRNSAXgt03/adRlAnAv0DeCOTiiMmtDw7ZYUVkpExMNebuwPp"
    "i8RLV8D6TzfXVxVThy6o+wTsiU/+o/xh/fIGICQ5R0AhKUjP/xnkd/jYgZ4U5NP7RujH7Q"
    "3o3wF66vItQr86hSInaMpJNojXTz3iTdy+eSkTOKjtIj3arghBTtCQFnfZpWuiq38XajYx"
    "wCYGuIsxqjVjgHcaO3BpMQ677OVBdQxB0mRQI5YAfmqmdZuggmseEuKokFLySbm3Ljmey3"
    "8MHn9Aqioyo1JFFND44P89CccGsTlcTHBXkak0igYgE8ox7nTMciEDVUf8xZP5OJP9G3Vg"
    "FP6zEAOQIUczJ/fm5H4v5jCz/pv1v3qP9D0EIL3l/Vg/4Uq4oJTiXJFSGwt0GdwuRUIYLv"
    "jN7w4Mj+5aeHQ/nN18OPt4sattgcYGW7IrKPLFVm8KrOBRQltFstB6Q5Dny0SKTBV0R8IP"
    "Vdbhxby8urn4clvKi/kuzF5j6a6BzOkSdgl3HF8mihLGBp5YYBAxtYQLcmFwcZgMJ1SAcf"
    "g+4bYF2sF4UjmIardCCRqpYwrvEg26w5DdU8ED1s1s+MCWozs+E6AlaI4soLCZgcmNekRw"
    "B9/IXzAW9R/9oJhAVL0T/O73YfQ1ow6zVCA0fmrQH/Q0Cq+mzzokZ1MfXntKbSeAr/yOq8"
    "0T/so4Hw9+xQzksS9M5Bsz2HQxMvKY7y0xLRDhtSczlR2I+YBoCw8Q21glGLQHPQYhnamH"
    "6SIT27FDHUUvf8dVK+iS+ILAc+zpEt+DTbHYqwLi+ejw8HCIjxi9OCQ3iAIqgi+JhIlFBY"
    "HDw9ijzziGnA/wFam1DDMXYbyE6RRkBlj6YzDsB3d8NBFz+AisIajd0hviNULHIsBBpprB"
    "SBpJGxapMB1S2jCBwY/HF1HKnsHHpbakki4RuQjB+pvLZCzEfCTF/WWxCcaPwwCRbKhG6e"
    "9p22m4VzuwFTXcq3kKotzX2cCeL5PtoWm/fjaiwgraCvWscP8iYPoQg7u+cb2+feomIm/3"
    "KwdlswAf1XIEHK1wBBztd+rJHsKr7TGKIFeTZJeI9mEuXmXibIIoG6AbqvE6FUGjas0FwT"
    "6gryX/1En9qU780Qc7ItY+wqQobWKJumzfK8eE3UrVmqjRc5f1PIN1CGaL0pnz6VOvVHrH"
    "doKFrlArjLXt5KFXiNTQY1Q2y1coCPZvodpMbggu7pIx3oqPJi9rprAuT2Gx87uplrNyRs"
    "Nd1rB2eNHYpVwUN/rusr6To6emms4JGh13Wcfx6SjsE/Cks/nkXRA3+u6yvl1PjFvqWhM1"
    "eu6ynlED/xK8Yd57KrPjjeTX2w9r29es/wAQwyjg+cOZCLxGucAFwe9KCt6fz2cjOcEz4d"
    "jIB6siwrxGh7Alov3bz9c5gK0+fi0cvjr23PYbjfZUwgzz9sPcY3Phs2Fz+AuCRgvfrYWp"
    "cByxCNwSRTxRRLAo3o6MYH/0sNZajgo+K2AtdykFcWO9dtl6DQDCiW3BbsPm32BUNKGIL5"
    "VtRRTfMQWvmyfepbaVELk1nM8KsmYyqz+Z0bk7lD718BC+7BQKJ7OKiawoumoi65UGcGIq"
    "jOCgHZtKTtAsBV1eCiJVhakG7dScyBpNd17ToD2rkdMqL9W/XfyrOofyr6rP5F8VjuRDxJ"
    "qHQOhy/cN6IxEQcaZbAxM2K7LbEkcvu2Ouxvl/zTd/qZxZALq8AFi2hF/H2aRdbGuJuNF3"
    "l/W9YOOZEA/DGZUVoY8Vpyia3FoWot3W0Nz0gVWEmOuxb7YIZGvICx0Y7Btj32orU92Lme"
    "P2YY5r6agoETf67rK+Q2IEseCsUR6UJta/rdX659UQMuaKSclKdm7fV+6uNMF932D94fj4"
    "5OTN8cuT129PX715c/r2ZbLTKt5ateU6v/wRd105BZRUl80wfzSczDRRM5F1eSKbs/m4gl"
    "KimsIlJ2S434tRYzsmjOwNrisY4XbFF91NbNdFF12cGtYA7+eko35im5sOc8DCGyiatl0R"
    "7l18Y+U8e+GNwSp6PZY0acOr9xchbbwd0rUhJaF9H8CGFvmyUza8d4qLjVpwTTHPTW2uCO"
    "pmwmERETfSu1EyDu4PCXL12XB/Qj1vSbhATjQciUjjJgdkzCZ4dHHHFTmcuCci8B37G5Nk"
    "oVjzfCJdRh8kEVgIXEwmgeexiJ5NEmnPA2RosyKiuVFKjTXKEtCNlxEvXfwUkH1grqLcoz"
    "4dkZBkD98TOejwxArejSOXn2IeV0XAffbYhBzcjcAs4W3Tm1KJrHVzzMvRZUsLgtO5S0Gg"
    "9EG/D7K3Xa9xA1JN7NYBW2J9wf67BzpzOBoP9AKoq7aUWand7ifXG2u25b2lYf7eSgBAZo"
    "VruoXXRDvFC2n28Poevpf0n0bNuprBBBdNPTVZGeNQ0CNN4MfIct7+ahd+Xsp48J/24Mtg"
    "/AtrXB8hL2UMWL3oRH7jVhdVfb9npoT8FKvvnmvPs4Vtt0FWX7zguc1Xr1TIINqpsjO9xJ"
    "SGdUcaD9OslME0j6k5YVw3ouguLIJZnSEetzel6RtmhheOH3dzivMTowjFF7UvLBzlZO4O"
    "Vp3nzMJ2rU90sHSqJxaHZIQ9hQRB6uRk4dm+z3hUrkgdlUjki7LCsxKhjj48NmF4FvOejC"
    "xGp2F4SCiOhW6kmLOxsJZhUZ8xu6ccC/ZEUoM7LrAEUuBYhN7DEHiHZXnUqc6CSnga9+P6"
    "QT70NsCzIVVmx/UEnv88UTBHO1RpdPRxM4ffW+kwLp2/WrqKdxs9GzqKT47fvE5cw/jHKm"
    "fwzeezT59i72/1GUc6mpp6r/KSxnvVae9V+tU3VXNe0qi5c2ruyDJ5abG5K2Almiz/zEpr"
    "jmstVi6Xdto2LhnRatmEB4UxEBj48M1mC+Y9kyS0b6MIAcWXCgujzd3AVykXI+Izx5FhwT"
    "0sV658jniiPfXEHMTCooDIgeGljeA168cU5Czs6B3wn/hb9TADEwzQhWAAc8zT2xm0Y/Gj"
    "e6TefXFE9BPSzLpR9/wsI9LlGI7OnJ41rDv4PdWtug3tRmq3pyZXE5DzUj3Eev3DmHK5KA"
    "smr/ZaphKG0HIv3ZaXsH/y/HPqT2YHZZuxzO3Byp2YajgcJy3bbMNGnljIoSU4GxF1WiPj"
    "susyLvE9tR0WhqGHIevzOfo1rTBGXbGxkXuB8ducUFXcHITmNX2KJZHXqU1ugq3N/qrbq0"
    "Of9ldSBF5Z1lj1cp9K9HCp34hZBbOlXwHx0yHeifD20D7wAs6jw7FNB3qvv9pdsrQVEa88"
    "mcrJbC+X4eWmxvSaWchgPmEla28lnEl7A6UOZVSHtgGYGQkDpw6nFbiOPaHNyLLzQgbUIu"
    "ngFKl3msyfqYSBU4dzanNbzlqZ0pqoIQ/psiltQvt6SB7Ste1Kr9hDOgquoQ8x9CElHtxP"
    "WFPqJ6E5JQs3B6u8t6ou1XAWt2vlu8Wk75G69Y5geCn+LQ/JpR+RbajgMDKKYkqfhw3Dix"
    "TjbqTgxLGnviS2P4joOySDP0eMWyHFx4uBCsYJHbuUAHboDwi5RCy6fCaJ+iEYsDqjzjdm"
    "xQ8N/4riWQ/JyIc3ijlFVGgr9qCCUafCQxISjFhVUa4qfBGJRhz4R0w0ghJhozvOBXEEv2"
    "debSdzPhPBuJaNa3lfVqBe2MPGeutnXlY/Qd0ZDct27LRWzvmTOtVUT6rLqZ4U6qkqTrK2"
    "MCfCXT546sgpSPO11aype7CmtkoZMeTDe6Hb7N6pqYp1WaPpLms62hU3VXJGzEzTnVZw6s"
    "RovMPNSZrPuMtajt1lTXWclTMa7r6GxyU5B9X77KyMOdD7rQTP5lU4dbkOb7RbBh6urQpn"
    "R8LdP1MeUOdsUsq3nt4crDosmatmQzppT7we0XSo0wZGJzMCHQyIzclMLBQTBzxjGRJruO"
    "pAhEzgVd8jUcc8Pp7AuECk30CvhIUB786SUMXLTuWMPB+FRyqjF4d3/I6PPIbx+cwavSMP"
    "MK3EOcpxYvMzScIWhDrQ74BIoc5E4L3geZI5U3ilJRnjEx2LLBlSqSfMX9DpHL4w4tgPDN"
    "+Ck/DWHRdTIgJPDlI6dh5H9tsw7Bi1oJ/oHbAjPJD5GDz+cCMCF94JFaRAwneJmmXY3QEJ"
    "fCs/8DjyyCMa8Ib4wOoU67y/sSyRuuyEBmnZ81fTlzbnN+b8xmxizPlNJ9Vrzm9+p+c3XT"
    "5XWP8BzsL2ZzBjlOWznAvhMMorJoWsnIbzGAQ3BXRyZbsD9/z6+lNunj+/1ApBXH39fH7x"
    "5fmRwh4a2WGQU0nyhTnJ6ePqapgMNpZdH27ImqCbShiAawAc73EbrgFZMbMENFgCMlvgBo"
    "M6L9U/l9lGcnUNM/tGcg125IQMY+XLPJBJFP0K92Papo3r8QubC4yMDruR6D5UfkPMNX6H"
    "fjbbI2mhhLA+ovIEBhYWZ/RtxwndcquINYpMGoEMo+cNa6Fxne2V0dIn494DK6itMyKW7b"
    "Il2pUgxzGSnbeLmNJlzUF8pz+ocDFtMW/mJY2Wu6zl2HZpYI9kRIxL3KRPm/Tp3YO7ifRp"
    "/MzXgO5XWSt1el+BzUyGFZjuah8uJVWsKiUb8fDWYPVOPG3ULmWaLVXEiyoOwOA9fXuCBQ"
    "ISsksVFhSF4qjqAdEjoTWmIHPiL0QmTAijgFRg0XsyirKbUTISega3FyCChkXtfXt5gEy+"
    "QJ1JYTb7+H2ZrHphkBoLalNF+2yYTNWjC6jW85LkOjCukiddJT57LJmqbuFqRa5R1L7L0K"
    "5lSrr4+TY3GxVoxpMZ6dP11Y9xc517XAN7BpO8NQy8Eq9U9XldXmqLdK+bWnrzY/r0qE4w"
    "ErSqHNXqngmO+R2suyY4ZnOlJ0zw6frNmR1XH+8PqCu8bBFaa/ACfUh72k9gn3QE5UdWzh"
    "f04ezmw9nHi4OySWEN2H4MHjGl6CztsKcQ52fETrnbvoR+qoMSd1t8a7DK3eZlGrVyt6U+"
    "jtQ1JjDKBf1t2LuSxtIxyt9mzwMH25OJIyYPhwRz6KCDYdZrp3LtMEGNU9/+xshYWDZL0t"
    "2ox+54OIJC5kJ8LdUcOncdhu66pPGEet4Si2KjoRfyHHosZFKEF8N0uwW1fTlS0Tfh0+NM"
    "OWJb+BNiGkUkRKSKBZELP0r3WzIfa+R8s6Xth/Vz2KPrwEBS2YWKZ1GV2gkxJvgogC0s5H"
    "1IvsQuRszn44w4NvwHXw+3BuqK4mQMmRhV2dN3UfqgGo3P4EdGSXyJC+KZYl4Mi4HH7XKv"
    "DL9Y2v9iCdRYeRw7sjkZL33EDTC64yO8HlcqV09AyEIM/VgPSjj82Zg6qd4auh07lD8w63"
    "2ol5jWEW7cw0+q7yNNx0XBVfrvg/TjOEDUIhEO+9ih7y0jfxsGRsH/QCWw7kgYhMnXFH0o"
    "0XiOZ7UD1Rg+AfyD/O2niy8X5BvzVNGtP5Jnkfae4WxafN1wHIU5jfq9qBP8Z7b2UVlT/b"
    "6WHqndTbVkfMXGV7wfi20v9qyZSafuh5URMdZ/wUNMHVZm7tf1DyfiXXYLtPIOv63hE3hb"
    "6RJ4W6ipWpk5WeFt2Xq25JY8lOt3tqjFuGk91ZxQlwdvZ2DO2IUNcM5L9S8/Zv044zahiH"
    "BlVaC4uSkJpCd0SQarkzXEL73JoZwm1ochu+2jucz2qKExnpc0gcRdtsUzu+s2xmNGfItG"
    "TuRMaGjrdCS+oDmnW5/Z3DaTmhq6kxpAnEoYiGtBDC/QqJJk0t6YOLqJozlem6y0mqhZar"
    "u81LqemDApW/k3dVmj6S5reseRI/ujWZOi1bngEZOitfEUrR3GkHRzatjnEJIbBkiCkv7K"
    "PBn++kIoid5ksCqkREaNh98yrdvEllwp1ubJjHJ4byKgS7LwbN9n/F2OTcUVgDsGJmCkQv"
    "RQ/PeSLDAWwqEBn8ygB+QlrA5AmNC5S6HPOJggUIwwhlrFHLPv46zfCyvUWEwbMkWjya0A"
    "aaXzIxXYnvdjk+6lNTtAtLWjdlB4XswM0yeiwiO41mB2fsh0tZ/QPh0Xnh9cHTM5ZbWpKe"
    "uYmPK7LMtbG6N9MdY2CWzFQN40OtmiSzIPpK8iZ9HSJJQvVbyrCPyaRcmNqWhMxX2YSXph"
    "KvrigfHG4Vd5qfWc/z79de1xVBB7dG3QWptCeDlJ8zV1+mtyqPSHSIfTQtG6rFF1p1VtCl"
    "v2XcOGadEc43UVWHOMZ5gWuw5sFdNikl2/Ix+Kz9yDMgcKXh+s9J7ELVolfPts7qKTJMkh"
    "xkpfgywnospLpsSn9wQf9UziP+V7zPX+NcBNwCjMDY6yl2F4+YEME4mVz2VGMekbyRg9rO"
    "PKrOpDu+SsMZpThbTVu5tjO+OL2cfJqBcGp7GQNmR6JtNbAdTKg7usiDm6Kzm6M7VESxyH"
    "668lCgsXXQ4tumwScp8XMnH3+tgN8ZlhbfbGqCZSBlYdVo9yS8yH7dAtFzYg6yDH24gitK"
    "uIalOZPmQ5bTshVgbjX0p5NlakIaciBvHmiMc73rYWRla+w/h3JDEVPRFD+D0OeljaQl7o"
    "xOD+FO6aF6bufk933pjt3kqHeAzXGjy2JfH8+4nwk85bbYx1KwoucGNqwoMyR27m9mClP1"
    "dr2MqtG/GNgL6Zo1y7C/THukwgpaZk7H3E4hjROyKhJ4wXGXiR7xeDaFhY+bZmfNzT7IeF"
    "+ynVreE7NB7dvZiheuHRlRPhti5ymwj3zk22CUsqnYUbbdM0uQ7brB3eq22Z1qZrM5bmA6"
    "5FunKygnTlpEi6suPiCfszwpsUpIhW0vGyKay6oEHWhHqZUK+dg7uJUK/0W18Dxp9ZnA26"
    "l7PC06lz+sSYAxjeglx9/fSpA26DnzBzZbXr4KcouaWW+yBJhWnlQ7jmDAvtMius4IHFMz"
    "hh3PeW75MyGnhL1bbAgh3I77AktgVtbH+pynOwH+bUdgjsTfCVVgR+ZV461JF69WJVXf1b"
    "SZsZ74HxHnR9KeiF98CYURuyT5umOxqi+SYE6IUVpva5VkHSjNwnjrbyJxjfe7qV720/AX"
    "76ZKswyrqUnaByQkos0zhXpNocjZNS2h1jMTQf1fkVFngjEyrZD1PhWMx6Fx1gqXOtxBxF"
    "bgeJ5c9WkYOZZAJjPO7hFNIL41F90E2MnESgd3QOx6d1jBxoVU2Dflowc6a2J/2h+qsByH"
    "mp3lWHOqp19nG04uzjqHj2oYgRmgKdEzI418HZpVLC1tFqzAZTEOzDKeqGDvUKxvxuzMzU"
    "219ia+aOAqoNztzpQzurc8aoleTDxilX6ABV+bFswaSPzk7uvycj5orJbEQ8WzIZlselBM"
    "EI3KiMrvRhw2MNiBQEDFcyCcBQ9WRUGXgK5nFlPqyxU42dauzU3dipTRf27a/p27NTN1Ku"
    "B4b4vwRvhHFWZou209fbD9sxn9bv9MSFrIjwuX1fme8WS/Qmw+0Px8cnJ2+OX568fnv66s"
    "2b07cvk1S34q1VOW/nlz9i2lsO+2IenDIHipBX4p203x7gR5sFfN2VNrOO0dIysU+GUZb0"
    "0IetwDYCKjuyLzhjnj0pDY2I7qzcEdC0TYvtQHRpzfZ55YRQap6XzAbRYOyur2sts0G1HZ"
    "6pRlLXfsiI9NFMOz2t5U48XeFOPC0UrnTdJghHzXuI7kZcWxgIzcrqLv3p5vqqOnY6EtF3"
    "kPbEJ/8hji33kQdmBbgIxurFTF+3Bvn9IHaw88Xst/8HWVKZ9Q=="
)
