-- A newer version supersedes the older: at most one of a destination is in the catalog, and one is released internally.

UPDATE "destination_version" AS "older" SET "status" = 'superseded'
WHERE "older"."status" IN ('approved', 'released') AND EXISTS (
  SELECT 1 FROM "destination_version" AS "newer"
  WHERE "newer"."destination_id" = "older"."destination_id" AND "newer"."status" = "older"."status"
    AND (coalesce("newer"."decided_at", "newer"."submitted_at"), "newer"."submitted_at", "newer"."id")
      > (coalesce("older"."decided_at", "older"."submitted_at"), "older"."submitted_at", "older"."id")
);

-- A submission that asked for changes and was followed by another one was answered by it.
UPDATE "destination_version" AS "older" SET "status" = 'superseded'
WHERE "older"."status" = 'changes_requested' AND EXISTS (
  SELECT 1 FROM "destination_version" AS "newer"
  WHERE "newer"."destination_id" = "older"."destination_id" AND "newer"."audience" = 'catalog'
    AND "newer"."submitted_at" > "older"."submitted_at"
);

CREATE UNIQUE INDEX "destination_version_approved_key" ON "destination_version" ("destination_id")
  WHERE "status" = 'approved';
CREATE UNIQUE INDEX "destination_version_released_key" ON "destination_version" ("destination_id")
  WHERE "status" = 'released';
