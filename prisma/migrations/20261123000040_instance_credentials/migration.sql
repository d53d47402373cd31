-- An instance whose role could never be assumed has a failure and no credentials; one whose profile is empty has no role.
ALTER TABLE "instance_credentials"
  ALTER COLUMN "role_id" DROP NOT NULL,
  ALTER COLUMN "role_name" DROP NOT NULL,
  ALTER COLUMN "access_key_id" DROP NOT NULL,
  ALTER COLUMN "token" DROP NOT NULL,
  ALTER COLUMN "issued_at" DROP NOT NULL,
  ALTER COLUMN "expires_at" DROP NOT NULL,
  ADD COLUMN "failure_count" INTEGER NOT NULL DEFAULT 0;

-- Both deliveries of an instance are renewed together, so what is due is read from one of them.
DROP INDEX "instance_credentials_renew_at_idx";
CREATE INDEX "instance_credentials_due_idx" ON "instance_credentials" ("renew_at", "instance_id") WHERE "delivery" = '2.0';
