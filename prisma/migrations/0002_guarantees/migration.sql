-- What Prisma's schema cannot say, and what must hold whatever the code does.

-- A display name is unique on the platform, whatever its case.
create unique index connection_info_display_name_key on connection_info (lower(display_name));

-- Only one version per destination is in review at a time.
create unique index destination_version_in_review_key on destination_version (destination_id) where status = 'in_review';

-- What was submitted is what is reviewed, approved and delivered: it never changes.
create function refuse_frozen_change() returns trigger language plpgsql as $$
begin
  raise exception 'a frozen version cannot be changed: submit a new version of destination %', old.destination_id;
end
$$;

create trigger destination_version_frozen
  before update on destination_version
  for each row
  when (
    (
      old.id, old.destination_id, old.organization_id, old.number, old.audience, old.definition, old.connection_info,
      old.content_hash, old.findings, old.evidence, old.release_note, old.submitted_by_id, old.submitted_at
    ) is distinct from (
      new.id, new.destination_id, new.organization_id, new.number, new.audience, new.definition, new.connection_info,
      new.content_hash, new.findings, new.evidence, new.release_note, new.submitted_by_id, new.submitted_at
    )
  )
  execute function refuse_frozen_change();

-- The audit log only grows.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log only grows: % is refused', tg_op;
end
$$;

create trigger audit_entry_append_only
  before update or delete or truncate on audit_entry
  for each statement
  execute function refuse_audit_change();

-- The counters of rate-limiter-flexible, which would otherwise create the table itself.
create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

create index rate_limit_expire_idx on rate_limit (expire);
