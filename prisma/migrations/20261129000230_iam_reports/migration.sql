-- The newest credential report of each account.
CREATE TABLE "iam_credential_reports" (
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "generated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "iam_credential_reports_pkey" PRIMARY KEY ("partition", "account")
);
