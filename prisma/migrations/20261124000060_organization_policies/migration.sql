-- The service and resource control policies that bind an account; null outside organizations.
ALTER TABLE "accounts" ADD COLUMN "organization" JSON;
