-- What became of a request for a destination, and what the platform says to it.
ALTER TABLE "destination_request" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'open';
ALTER TABLE "destination_request" ADD COLUMN "answer" TEXT NOT NULL DEFAULT '';
ALTER TABLE "destination_request" ADD COLUMN "answered_at" TIMESTAMP(3);
ALTER TABLE "destination_request"
  ADD CONSTRAINT "destination_request_status_check" CHECK ("status" IN ('open', 'planned', 'available', 'declined'));
