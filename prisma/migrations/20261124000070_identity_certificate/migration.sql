-- The key that signs instance identity documents, and its certificate; one row.
CREATE TABLE "identity_certificates" (
  "id" INTEGER NOT NULL,
  "private_key" TEXT NOT NULL,
  "certificate" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "identity_certificates_pkey" PRIMARY KEY ("id")
);
