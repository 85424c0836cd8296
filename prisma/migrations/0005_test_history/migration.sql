-- What a test run keeps beside its exchange, and the tests that are repeated.

-- AlterTable
ALTER TABLE "test_run" DROP COLUMN "list_id",
ADD COLUMN     "details" JSONB,
ADD COLUMN     "fingerprints" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "inputs" JSONB;

-- CreateTable
CREATE TABLE "test_case" (
    "id" UUID NOT NULL,
    "organization_id" TEXT NOT NULL,
    "destination_id" UUID NOT NULL,
    "endpoint" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "inputs" JSONB NOT NULL,
    "expected" JSONB NOT NULL,
    "made_of_id" UUID,
    "last_run_id" UUID,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "test_case_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "test_case_organization_id_idx" ON "test_case"("organization_id");

-- CreateIndex
CREATE INDEX "test_case_made_of_id_idx" ON "test_case"("made_of_id");

-- CreateIndex
CREATE INDEX "test_case_last_run_id_idx" ON "test_case"("last_run_id");

-- CreateIndex
CREATE UNIQUE INDEX "test_case_destination_id_name_key" ON "test_case"("destination_id", "name");

-- AddForeignKey
ALTER TABLE "test_case" ADD CONSTRAINT "test_case_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_case" ADD CONSTRAINT "test_case_made_of_id_fkey" FOREIGN KEY ("made_of_id") REFERENCES "test_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_case" ADD CONSTRAINT "test_case_last_run_id_fkey" FOREIGN KEY ("last_run_id") REFERENCES "test_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;
