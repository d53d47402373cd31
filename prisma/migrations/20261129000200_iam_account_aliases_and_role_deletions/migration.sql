-- The name that stands for an account's number in its sign-in address; one account at a time has it.
ALTER TABLE "accounts" ADD COLUMN "alias" TEXT;

CREATE UNIQUE INDEX "accounts_partition_alias_key" ON "accounts"("partition", "alias");

-- What became of the service-linked roles that were to be deleted.
CREATE TABLE "iam_role_deletions" (
    "task_id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "role_arn" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "iam_role_deletions_pkey" PRIMARY KEY ("partition", "account", "task_id")
);
