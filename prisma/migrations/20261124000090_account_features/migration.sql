-- The issuer that signs for an account's own principals, and what an organization's management account may do as root of its members.
ALTER TABLE "accounts"
    ADD COLUMN "outbound_issuer" TEXT,
    ADD COLUMN "is_outbound_enabled" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "root_access_features" TEXT[] NOT NULL DEFAULT '{}';
