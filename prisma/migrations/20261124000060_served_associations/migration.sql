-- Which associations rotation has done something for: those it has not are found without reading a whole fleet.
ALTER TABLE "ec2_profile_associations" ADD COLUMN "is_served" BOOLEAN NOT NULL DEFAULT false;
UPDATE "ec2_profile_associations" a SET "is_served" = true
  FROM "instance_credentials" c WHERE c."association_id" = a."id" AND c."delivery" = '2.0';
CREATE INDEX "ec2_profile_associations_unserved_idx" ON "ec2_profile_associations" ("instance_id") WHERE "is_active" AND NOT "is_served";
