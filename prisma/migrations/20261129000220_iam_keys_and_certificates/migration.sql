-- Public keys by which users reach CodeCommit, as blobs of the SSH format in base64.
CREATE TABLE "iam_ssh_keys" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "blob" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "iam_ssh_keys_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "iam_ssh_keys_user_id_blob_key" ON "iam_ssh_keys"("user_id", "blob");

-- Certificates of users, or of the account's root where there is no user.
CREATE TABLE "iam_signing_certificates" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "user_id" TEXT,
    "body" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "iam_signing_certificates_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "iam_signing_certificates_partition_account_fingerprint_key"
    ON "iam_signing_certificates"("partition", "account", "fingerprint");
CREATE INDEX "iam_signing_certificates_user_id_idx" ON "iam_signing_certificates"("user_id");

-- User names and passwords, or keys, for one service. Nothing here takes them, so no secret of theirs is kept.
CREATE TABLE "iam_service_credentials" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "service_name" TEXT NOT NULL,
    "service_user_name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "iam_service_credentials_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "iam_service_credentials_user_id_idx" ON "iam_service_credentials"("user_id");
CREATE INDEX "iam_service_credentials_partition_account_idx" ON "iam_service_credentials"("partition", "account");

-- Certificates of servers; their private keys are never shown again and not kept.
CREATE TABLE "iam_server_certificates" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "body" TEXT NOT NULL,
    "chain" TEXT,
    "tags" JSON NOT NULL,

    CONSTRAINT "iam_server_certificates_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "iam_server_certificates_partition_account_name_key_key"
    ON "iam_server_certificates"("partition", "account", "name_key");
CREATE INDEX "iam_server_certificates_partition_account_name_idx" ON "iam_server_certificates"("partition", "account", "name");
