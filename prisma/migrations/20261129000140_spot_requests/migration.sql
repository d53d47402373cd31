-- Requests for spot instances.
CREATE TABLE "ec2_spot_requests" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "instance_id" TEXT NOT NULL,
    "is_persistent" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "tags" JSON NOT NULL,
    "document" JSON NOT NULL,

    CONSTRAINT "ec2_spot_requests_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "ec2_spot_requests_partition_account_region_created_at_idx"
    ON "ec2_spot_requests"("partition", "account", "region", "created_at");

CREATE INDEX "ec2_spot_requests_instance_id_idx" ON "ec2_spot_requests"("instance_id");
