-- What the SDK's Instance does not hold, and why an instance left the running state.
ALTER TABLE "ec2_instances"
  ADD COLUMN "attributes" JSON NOT NULL DEFAULT '{}',
  ADD COLUMN "state_reason" TEXT;

-- Lists are in the order of launch; the terminated are removed an hour later.
CREATE INDEX "ec2_instances_partition_account_region_address_number_idx" ON "ec2_instances" ("partition", "account", "region", "address_number");
CREATE INDEX "ec2_instances_terminated_idx" ON "ec2_instances" ("state_changed_at") WHERE "state" = 'terminated';

CREATE TABLE "ec2_volumes" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "instance_id" TEXT,
  "delete_on_termination" BOOLEAN NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "tags" JSON NOT NULL,
  "document" JSON NOT NULL
);
CREATE INDEX "ec2_volumes_partition_account_region_created_at_id_idx" ON "ec2_volumes" ("partition", "account", "region", "created_at", "id");
CREATE INDEX "ec2_volumes_instance_id_idx" ON "ec2_volumes" ("instance_id");

CREATE TABLE "ec2_private_addresses" (
  "subnet_id" TEXT NOT NULL,
  "address" INET NOT NULL,
  "instance_id" TEXT NOT NULL,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  PRIMARY KEY ("subnet_id", "address")
);
CREATE INDEX "ec2_private_addresses_instance_id_idx" ON "ec2_private_addresses" ("instance_id");

CREATE TABLE "ec2_client_tokens" (
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "operation" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "parameters_hash" TEXT NOT NULL,
  "resource_id" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("partition", "account", "region", "operation", "token")
);
CREATE INDEX "ec2_client_tokens_created_at_idx" ON "ec2_client_tokens" ("created_at");

CREATE TABLE "ec2_metadata_defaults" (
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "document" JSON NOT NULL,
  PRIMARY KEY ("partition", "account", "region")
);
