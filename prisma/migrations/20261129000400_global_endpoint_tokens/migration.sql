-- Which tokens an account asks the global endpoint of STS for.
ALTER TABLE "accounts" ADD COLUMN "global_endpoint_token_version" INTEGER NOT NULL DEFAULT 1;
