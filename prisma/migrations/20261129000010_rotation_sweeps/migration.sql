CREATE TABLE "rotation_sweeps" (
    "id" INTEGER NOT NULL,
    "swept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rotation_sweeps_pkey" PRIMARY KEY ("id")
);
