-- What a review consists of, what customers install, cohorts, and how people are told.

-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "destination_version" ADD COLUMN     "assignee_id" TEXT,
ADD COLUMN     "deprecated_at" TIMESTAMP(3),
ADD COLUMN     "deprecation_note" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "cohort" (
    "id" UUID NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "member_count" INTEGER NOT NULL DEFAULT 0,
    "properties" JSONB NOT NULL DEFAULT '[]',
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "loaded_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cohort_member" (
    "cohort_id" UUID NOT NULL,
    "member_id" TEXT NOT NULL,
    "properties" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "cohort_member_pkey" PRIMARY KEY ("cohort_id","member_id")
);

-- CreateTable
CREATE TABLE "review_thread" (
    "id" UUID NOT NULL,
    "organization_id" TEXT NOT NULL,
    "destination_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "anchor" JSONB NOT NULL,
    "quote" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'open',
    "resolved_by_id" TEXT,
    "resolved_at" TIMESTAMP(3),
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "author_id" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMP(3),

    CONSTRAINT "review_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_run" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "endpoint_hash" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "exchange" JSONB NOT NULL,
    "outcome" JSONB NOT NULL,
    "details" JSONB,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_vault" (
    "version_id" UUID NOT NULL,
    "organization_id" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "expires_at" TIMESTAMP(3) NOT NULL,
    "stored_by_id" TEXT NOT NULL,
    "stored_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_vault_pkey" PRIMARY KEY ("version_id")
);

-- CreateTable
CREATE TABLE "review_vault_secret" (
    "version_id" UUID NOT NULL,
    "field_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "stored_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "review_vault_secret_pkey" PRIMARY KEY ("version_id","field_id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" UUID NOT NULL,
    "organization_id" TEXT NOT NULL,
    "project_id" UUID NOT NULL,
    "destination_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "answers" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "connection_test" JSONB,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation_secret" (
    "installation_id" UUID NOT NULL,
    "field_id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "stored_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "installation_secret_pkey" PRIMARY KEY ("installation_id","field_id")
);

-- CreateTable
CREATE TABLE "installation_change" (
    "id" UUID NOT NULL,
    "installation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_version_id" UUID NOT NULL,
    "to_version_id" UUID NOT NULL,
    "answers_before" JSONB NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "destination_request" (
    "id" UUID NOT NULL,
    "organization_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "destination_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_preference" (
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "notification_preference_pkey" PRIMARY KEY ("user_id","kind")
);

-- CreateTable
CREATE TABLE "digest_item" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "digest_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "platform_setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "cohort_organization_id_idx" ON "cohort"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "cohort_project_id_name_key" ON "cohort"("project_id", "name");

-- CreateIndex
CREATE INDEX "review_thread_destination_id_status_idx" ON "review_thread"("destination_id", "status");

-- CreateIndex
CREATE INDEX "review_thread_version_id_idx" ON "review_thread"("version_id");

-- CreateIndex
CREATE INDEX "review_thread_organization_id_idx" ON "review_thread"("organization_id");

-- CreateIndex
CREATE INDEX "review_comment_thread_id_created_at_idx" ON "review_comment"("thread_id", "created_at");

-- CreateIndex
CREATE INDEX "review_run_version_id_endpoint_created_at_idx" ON "review_run"("version_id", "endpoint", "created_at");

-- CreateIndex
CREATE INDEX "review_run_user_id_created_at_idx" ON "review_run"("user_id", "created_at");

-- CreateIndex
CREATE INDEX "review_vault_expires_at_idx" ON "review_vault"("expires_at");

-- CreateIndex
CREATE INDEX "installation_organization_id_idx" ON "installation"("organization_id");

-- CreateIndex
CREATE INDEX "installation_destination_id_idx" ON "installation"("destination_id");

-- CreateIndex
CREATE INDEX "installation_version_id_idx" ON "installation"("version_id");

-- CreateIndex
CREATE INDEX "installation_change_installation_id_created_at_idx" ON "installation_change"("installation_id", "created_at");

-- CreateIndex
CREATE INDEX "destination_request_created_at_idx" ON "destination_request"("created_at");

-- CreateIndex
CREATE INDEX "destination_request_organization_id_idx" ON "destination_request"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "digest_item_dedupe_key_key" ON "digest_item"("dedupe_key");

-- CreateIndex
CREATE INDEX "digest_item_due_at_idx" ON "digest_item"("due_at");

-- CreateIndex
CREATE INDEX "digest_item_user_id_idx" ON "digest_item"("user_id");

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_member" ADD CONSTRAINT "cohort_member_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_thread" ADD CONSTRAINT "review_thread_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_thread" ADD CONSTRAINT "review_thread_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "destination_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "review_thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_run" ADD CONSTRAINT "review_run_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "destination_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_vault" ADD CONSTRAINT "review_vault_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "destination_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_vault_secret" ADD CONSTRAINT "review_vault_secret_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "review_vault"("version_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation" ADD CONSTRAINT "installation_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "destination_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation_secret" ADD CONSTRAINT "installation_secret_installation_id_fkey" FOREIGN KEY ("installation_id") REFERENCES "installation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation_change" ADD CONSTRAINT "installation_change_installation_id_fkey" FOREIGN KEY ("installation_id") REFERENCES "installation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "destination_request" ADD CONSTRAINT "destination_request_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preference" ADD CONSTRAINT "notification_preference_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "digest_item" ADD CONSTRAINT "digest_item_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- Members are compared byte by byte: the order of a sync, and what COPY brings, do not depend on a locale.
ALTER TABLE "cohort_member" ALTER COLUMN "member_id" TYPE TEXT COLLATE "C";

-- Installations of one destination in one project are told apart by their names, whatever the case.
CREATE UNIQUE INDEX "installation_name_key" ON "installation" ("project_id", "destination_id", lower("name"));

ALTER TABLE "review_thread" ADD CONSTRAINT "review_thread_status_check" CHECK ("status" IN ('open', 'resolved'));
ALTER TABLE "review_comment" ADD CONSTRAINT "review_comment_side_check" CHECK ("side" IN ('reviewer', 'partner'));
ALTER TABLE "installation" ADD CONSTRAINT "installation_status_check" CHECK ("status" IN ('active', 'paused'));
ALTER TABLE "notification_preference"
  ADD CONSTRAINT "notification_preference_email_check" CHECK ("email" IN ('at_once', 'daily', 'never'));
