-- Virtual MFA devices; those that nobody uses have no user and no time of enabling.
CREATE TABLE "iam_mfa_devices" (
    "serial_number" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" TEXT,
    "enabled_at" TIMESTAMPTZ(3),
    "used_steps" BIGINT[] NOT NULL DEFAULT '{}',
    "tags" JSON NOT NULL,

    CONSTRAINT "iam_mfa_devices_pkey" PRIMARY KEY ("serial_number")
);

CREATE INDEX "iam_mfa_devices_partition_account_idx" ON "iam_mfa_devices"("partition", "account");
CREATE INDEX "iam_mfa_devices_user_id_idx" ON "iam_mfa_devices"("user_id");
