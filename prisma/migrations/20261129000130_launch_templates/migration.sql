-- Launch templates and their versions.
CREATE TABLE "ec2_launch_templates" (
    "id" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "default_version" INTEGER NOT NULL,
    "latest_version" INTEGER NOT NULL,
    "last_number" INTEGER NOT NULL,
    "tags" JSON NOT NULL,

    CONSTRAINT "ec2_launch_templates_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "ec2_launch_templates_partition_account_region_name_key"
    ON "ec2_launch_templates"("partition", "account", "region", "name");

CREATE TABLE "ec2_launch_template_versions" (
    "template_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "description" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "data" JSON NOT NULL,

    CONSTRAINT "ec2_launch_template_versions_pkey" PRIMARY KEY ("template_id", "number")
);
