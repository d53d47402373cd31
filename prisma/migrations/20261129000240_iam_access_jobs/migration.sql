-- Reports of the services that policies allow and of their last use, as of their making.
CREATE TABLE "iam_access_jobs" (
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "granularity" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSON NOT NULL,

    CONSTRAINT "iam_access_jobs_pkey" PRIMARY KEY ("partition", "account", "id")
);
