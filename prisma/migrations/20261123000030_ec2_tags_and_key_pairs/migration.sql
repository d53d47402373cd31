CREATE TABLE "ec2_resource_tags" (
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "resource_id" TEXT NOT NULL,
  "tags" JSON NOT NULL,
  PRIMARY KEY ("partition", "account", "region", "resource_id")
);

CREATE TABLE "ec2_key_pairs" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "fingerprint" TEXT NOT NULL,
  "public_key" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "tags" JSON NOT NULL
);
CREATE UNIQUE INDEX "ec2_key_pairs_partition_account_region_name_key" ON "ec2_key_pairs" ("partition", "account", "region", "name");
