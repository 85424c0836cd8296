-- What a notification is about, and what waits for one mail together.

-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'organization';

-- AlterTable
ALTER TABLE "digest_item" ADD COLUMN     "bundle" TEXT NOT NULL DEFAULT 'daily',
ADD COLUMN     "quote" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "topic" TEXT NOT NULL DEFAULT '';

-- DropIndex
DROP INDEX "digest_item_user_id_idx";

-- CreateIndex
CREATE INDEX "digest_item_user_id_bundle_idx" ON "digest_item"("user_id", "bundle");

-- CreateIndex
CREATE INDEX "notification_user_id_kind_created_at_idx" ON "notification"("user_id", "kind", "created_at");

-- What was written so far is about a version, or about an organization.
UPDATE "notification" SET "kind" = 'review' WHERE "dedupe_key" LIKE 'version:%';
