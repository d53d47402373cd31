-- What the passwords of an account's users must be like; null while AWS's own rules hold.
ALTER TABLE "accounts" ADD COLUMN "password_policy" JSON;

-- Whether the account's root can sign in at the console; every account begins with a password of root.
ALTER TABLE "accounts" ADD COLUMN "has_root_password" BOOLEAN NOT NULL DEFAULT TRUE;

-- The passwords of users. The hash of the present one comes first, those of earlier ones follow, the newest first.
CREATE TABLE "iam_login_profiles" (
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "must_reset" BOOLEAN NOT NULL,
    "salt" TEXT NOT NULL,
    "hashes" TEXT[] NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "iam_login_profiles_pkey" PRIMARY KEY ("user_id")
);
