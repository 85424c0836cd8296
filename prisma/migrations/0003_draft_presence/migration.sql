-- Who has a draft open: rows that live for seconds.

-- CreateTable
CREATE TABLE "draft_presence" (
    "destination_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "tab_id" UUID NOT NULL,
    "section" TEXT,
    "seen_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "draft_presence_pkey" PRIMARY KEY ("destination_id","user_id","tab_id")
);

-- CreateIndex
CREATE INDEX "draft_presence_seen_at_idx" ON "draft_presence"("seen_at");

-- AddForeignKey
ALTER TABLE "draft_presence" ADD CONSTRAINT "draft_presence_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft_presence" ADD CONSTRAINT "draft_presence_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
