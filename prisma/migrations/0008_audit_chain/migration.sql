-- The audit log becomes a chain: each entry gets a position and a hash over its content and the hash before it.

ALTER TABLE "audit_entry" ADD COLUMN "position" BIGINT;

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_head_single" CHECK ("id" = 1)
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_position_key" ON "audit_entry"("position");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_idx" ON "audit_entry"("actor_id");

-- CreateIndex
CREATE INDEX "audit_entry_action_idx" ON "audit_entry"("action");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at");

-- Where the chain ends: so that removing its last entries shows, and what two writers wait for each other at.
INSERT INTO "audit_head" ("id", "position", "hash") VALUES (1, 0, '');

-- A text with its length in bytes before it, so that nothing can move from one column into the next unseen.
create function audit_field(value text) returns text language sql immutable parallel safe as $$
  select case when value is null then '-' else octet_length(value) || ':' || value end
$$;

-- The same text is put together in lib/server/services/verify-audit-chain.ts, which does not trust this function.
create function audit_hash(previous text, at_position bigint, entry audit_entry) returns text
language sql stable parallel safe as $$
  select encode(sha256(convert_to(
    audit_field(previous)
    || audit_field(at_position::text)
    || audit_field(entry.id::text)
    || audit_field(to_char(entry.at, 'YYYY-MM-DD"T"HH24:MI:SS.US'))
    || audit_field(entry.actor_id)
    || audit_field(entry.actor_name)
    || audit_field(entry.organization_id)
    || audit_field(entry.action)
    || audit_field(entry.subject)
    || audit_field(entry.details::text),
    'UTF8')), 'hex')
$$;

-- Runs when the transaction commits: it waits for others that commit an entry, and for nothing after that, so that it
-- can't be part of a deadlock and nobody waits while a transaction is still at work.
create function chain_audit_entry() returns trigger language plpgsql as $$
declare
  head audit_head;
  next_hash text;
begin
  select * into strict head from audit_head where id = 1 for update;
  next_hash := audit_hash(head.hash, head.position + 1, new);
  update audit_entry set position = head.position + 1, hash = next_hash where id = new.id;
  update audit_head set position = head.position + 1, hash = next_hash where id = 1;
  return null;
end
$$;

-- Entries from before the chain are linked in the order of their ids.
drop trigger audit_entry_append_only on audit_entry;

do $$
declare
  entry audit_entry;
  head_hash text := '';
  head_position bigint := 0;
begin
  for entry in select * from audit_entry order by id loop
    head_position := head_position + 1;
    head_hash := audit_hash(head_hash, head_position, entry);
    update audit_entry set position = head_position, hash = head_hash where id = entry.id;
  end loop;
  update audit_head set position = head_position, hash = head_hash;
end
$$;

create constraint trigger audit_entry_chained
  after insert on audit_entry
  deferrable initially deferred
  for each row
  execute function chain_audit_entry();

create trigger audit_entry_append_only
  before delete or truncate on audit_entry
  for each statement
  execute function refuse_audit_change();

-- The one change that an entry may see is that it gets its place in the chain.
create trigger audit_entry_unchanged
  before update on audit_entry
  for each row
  when (
    old.position is not null
    or (
      old.id, old.at, old.actor_id, old.actor_name, old.organization_id, old.action, old.subject, old.details
    ) is distinct from (
      new.id, new.at, new.actor_id, new.actor_name, new.organization_id, new.action, new.subject, new.details
    )
  )
  execute function refuse_audit_change();

-- An entry can't bring a place of its own.
create function refuse_audit_place() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log gives an entry its place in the chain itself';
end
$$;

create trigger audit_entry_unplaced
  before insert on audit_entry
  for each row
  when (new.position is not null or new.hash <> '')
  execute function refuse_audit_place();

-- The head moves with the log, and never back.
create function refuse_audit_head_change() returns trigger language plpgsql as $$
begin
  raise exception 'the end of the audit log moves only with a new entry: % is refused', tg_op;
end
$$;

create trigger audit_head_kept
  before delete or truncate on audit_head
  for each statement
  execute function refuse_audit_head_change();

create trigger audit_head_forward
  before update on audit_head
  for each row
  when (new.position <> old.position + 1)
  execute function refuse_audit_head_change();
