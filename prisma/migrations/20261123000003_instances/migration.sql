CREATE TABLE "ec2_instances" (
  "id" TEXT PRIMARY KEY,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "reservation_id" TEXT NOT NULL,
  "launch_index" INTEGER NOT NULL,
  "state" TEXT NOT NULL,
  "state_from" TEXT NOT NULL,
  "state_changed_at" TIMESTAMPTZ(3) NOT NULL,
  "launched_at" TIMESTAMPTZ(3) NOT NULL,
  "address_number" SERIAL NOT NULL,
  "private_ip" TEXT,
  "vpc_id" TEXT,
  "subnet_id" TEXT,
  "user_data" TEXT,
  "metadata_options" JSON NOT NULL,
  "tags" JSON NOT NULL,
  "document" JSON NOT NULL,
  "revision" INTEGER NOT NULL
);
CREATE UNIQUE INDEX "ec2_instances_address_number_key" ON "ec2_instances" ("address_number");
CREATE INDEX "ec2_instances_partition_account_region_id_idx" ON "ec2_instances" ("partition", "account", "region", "id");
CREATE INDEX "ec2_instances_private_ip_idx" ON "ec2_instances" ("private_ip");
CREATE INDEX "ec2_instances_reservation_id_idx" ON "ec2_instances" ("reservation_id");

CREATE TABLE "ec2_profile_associations" (
  "id" TEXT PRIMARY KEY,
  "instance_id" TEXT NOT NULL,
  "partition" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "region" TEXT NOT NULL,
  "profile_id" TEXT NOT NULL,
  "profile_arn" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  "is_active" BOOLEAN NOT NULL
);
CREATE INDEX "ec2_profile_associations_instance_id_idx" ON "ec2_profile_associations" ("instance_id");
CREATE INDEX "ec2_profile_associations_partition_account_region_idx" ON "ec2_profile_associations" ("partition", "account", "region");
CREATE INDEX "ec2_profile_associations_profile_id_idx" ON "ec2_profile_associations" ("profile_id");
-- One active association an instance.
CREATE UNIQUE INDEX "ec2_profile_associations_active_idx" ON "ec2_profile_associations" ("instance_id") WHERE "is_active";

CREATE TABLE "metadata_addresses" (
  "address" TEXT PRIMARY KEY,
  "instance_id" TEXT NOT NULL
);
CREATE INDEX "metadata_addresses_instance_id_idx" ON "metadata_addresses" ("instance_id");

CREATE TABLE "instance_credentials" (
  "instance_id" TEXT NOT NULL,
  "delivery" TEXT NOT NULL,
  "generation" INTEGER NOT NULL,
  "association_id" TEXT NOT NULL,
  "role_id" TEXT NOT NULL,
  "role_name" TEXT NOT NULL,
  "access_key_id" TEXT NOT NULL,
  "token" TEXT NOT NULL,
  "issued_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "failure_code" TEXT,
  "failed_at" TIMESTAMPTZ(3),
  "renew_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("instance_id", "delivery")
);
CREATE INDEX "instance_credentials_renew_at_idx" ON "instance_credentials" ("renew_at");
