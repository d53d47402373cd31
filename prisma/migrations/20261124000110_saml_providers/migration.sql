-- SAML providers that accounts trust.
CREATE TABLE "iam_saml_providers" (
    "arn" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "uuid" TEXT NOT NULL,
    "metadata" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "certificates" TEXT[] NOT NULL,
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "tags" JSON NOT NULL,

    CONSTRAINT "iam_saml_providers_pkey" PRIMARY KEY ("arn")
);

CREATE INDEX "iam_saml_providers_partition_account_idx" ON "iam_saml_providers"("partition", "account");
