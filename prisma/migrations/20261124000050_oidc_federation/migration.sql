-- The OpenID Connect providers that accounts trust; the ARN is the URL without its scheme within the account.
CREATE TABLE "iam_oidc_providers" (
  "arn" TEXT NOT NULL,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "client_ids" TEXT[] NOT NULL,
  "thumbprints" TEXT[] NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "tags" JSON NOT NULL,
  CONSTRAINT "iam_oidc_providers_pkey" PRIMARY KEY ("arn")
);
CREATE INDEX "iam_oidc_providers_partition_account_idx" ON "iam_oidc_providers" ("partition", "account");

-- Issuers whose keys are here: those that Rolecall signs for, and key sets that were registered for others.
CREATE TABLE "oidc_issuers" (
  "name" TEXT NOT NULL,
  "url" TEXT,
  "keys" JSON NOT NULL,
  "signing_key" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "oidc_issuers_pkey" PRIMARY KEY ("name")
);
CREATE UNIQUE INDEX "oidc_issuers_url_key" ON "oidc_issuers" ("url");
