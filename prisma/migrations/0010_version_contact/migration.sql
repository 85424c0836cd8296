-- Who answers the reviewers' questions about a version, and who ended it for new installations.
ALTER TABLE "destination_version" ADD COLUMN "contact" TEXT NOT NULL DEFAULT '';
ALTER TABLE "destination_version" ADD COLUMN "deprecated_by_id" TEXT;
