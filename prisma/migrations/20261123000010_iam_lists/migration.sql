-- IAM lists by code point whatever the database's locale is, and pages through an index.
ALTER TABLE "iam_users" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "iam_groups" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "iam_roles" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "iam_policies" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "iam_instance_profiles" ALTER COLUMN "name" TYPE TEXT COLLATE "C";
ALTER TABLE "iam_inline_policies" ALTER COLUMN "name" TYPE TEXT COLLATE "C";

CREATE INDEX "iam_users_partition_account_name_idx" ON "iam_users" ("partition", "account", "name");
CREATE INDEX "iam_groups_partition_account_name_idx" ON "iam_groups" ("partition", "account", "name");
CREATE INDEX "iam_roles_partition_account_name_idx" ON "iam_roles" ("partition", "account", "name");
CREATE INDEX "iam_policies_partition_account_name_idx" ON "iam_policies" ("partition", "account", "name");
CREATE INDEX "iam_instance_profiles_partition_account_name_idx" ON "iam_instance_profiles" ("partition", "account", "name");

-- Who has a policy as permissions boundary.
CREATE INDEX "iam_users_boundary_arn_idx" ON "iam_users" ("boundary_arn");
CREATE INDEX "iam_roles_boundary_arn_idx" ON "iam_roles" ("boundary_arn");
