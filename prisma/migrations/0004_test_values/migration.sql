-- What people test with: answers as they are, secrets sealed and each bound to its row.

-- CreateTable
CREATE TABLE "test_value" (
    "organization_id" TEXT NOT NULL,
    "destination_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "test_value_pkey" PRIMARY KEY ("destination_id","user_id")
);

-- CreateTable
CREATE TABLE "test_secret" (
    "destination_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "field_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "stored_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "test_secret_pkey" PRIMARY KEY ("destination_id","user_id","field_id")
);

-- CreateIndex
CREATE INDEX "test_value_organization_id_user_id_idx" ON "test_value"("organization_id", "user_id");

-- AddForeignKey
ALTER TABLE "test_value" ADD CONSTRAINT "test_value_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_value" ADD CONSTRAINT "test_value_organization_id_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "member"("organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_secret" ADD CONSTRAINT "test_secret_destination_id_user_id_fkey" FOREIGN KEY ("destination_id", "user_id") REFERENCES "test_value"("destination_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever the code does, nothing but an envelope is kept here: no secret in the clear, not by mistake either.
ALTER TABLE "test_secret" ADD CONSTRAINT "test_secret_sealed_check"
  CHECK ("sealed" ~ '^v1\.[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]+$');
