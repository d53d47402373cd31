CREATE TABLE "iam_users" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "path" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "boundary_arn" TEXT,
  "password_used_at" TIMESTAMPTZ(3),
  "tags" JSON NOT NULL
);
CREATE UNIQUE INDEX "iam_users_partition_account_name_key_key" ON "iam_users" ("partition", "account", "name_key");

CREATE TABLE "iam_groups" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "path" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE UNIQUE INDEX "iam_groups_partition_account_name_key_key" ON "iam_groups" ("partition", "account", "name_key");

CREATE TABLE "iam_group_members" (
  "group_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL,
  PRIMARY KEY ("group_id", "user_id")
);
CREATE INDEX "iam_group_members_user_id_idx" ON "iam_group_members" ("user_id");

CREATE TABLE "iam_roles" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "path" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "description" TEXT,
  "max_session_seconds" INTEGER NOT NULL,
  "trust_policy" TEXT NOT NULL,
  "boundary_arn" TEXT,
  "tags" JSON NOT NULL,
  "last_used_at" TIMESTAMPTZ(3),
  "last_used_region" TEXT
);
CREATE UNIQUE INDEX "iam_roles_partition_account_name_key_key" ON "iam_roles" ("partition", "account", "name_key");

CREATE TABLE "iam_policies" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "arn" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "path" TEXT NOT NULL,
  "description" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  "default_version" INTEGER NOT NULL,
  "next_version" INTEGER NOT NULL,
  "tags" JSON NOT NULL
);
CREATE UNIQUE INDEX "iam_policies_arn_key" ON "iam_policies" ("arn");
CREATE UNIQUE INDEX "iam_policies_partition_account_name_key_key" ON "iam_policies" ("partition", "account", "name_key");

CREATE TABLE "iam_policy_versions" (
  "policy_id" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "document" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("policy_id", "version")
);

CREATE TABLE "iam_inline_policies" (
  "entity_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "document" TEXT NOT NULL,
  PRIMARY KEY ("entity_id", "name")
);

CREATE TABLE "iam_attachments" (
  "entity_id" TEXT NOT NULL,
  "policy_arn" TEXT NOT NULL,
  PRIMARY KEY ("entity_id", "policy_arn")
);
CREATE INDEX "iam_attachments_policy_arn_idx" ON "iam_attachments" ("policy_arn");

CREATE TABLE "iam_instance_profiles" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "name_key" TEXT NOT NULL,
  "path" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "role_id" TEXT,
  "tags" JSON NOT NULL
);
CREATE UNIQUE INDEX "iam_instance_profiles_partition_account_name_key_key" ON "iam_instance_profiles" ("partition", "account", "name_key");
CREATE INDEX "iam_instance_profiles_role_id_idx" ON "iam_instance_profiles" ("role_id");

CREATE TABLE "iam_access_keys" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "user_id" TEXT,
  "secret" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3),
  "last_used_region" TEXT,
  "last_used_service" TEXT
);
CREATE INDEX "iam_access_keys_user_id_idx" ON "iam_access_keys" ("user_id");
