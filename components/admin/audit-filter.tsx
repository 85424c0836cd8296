import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { AuditQuery } from "@/lib/admin-contract";
import { auditWords } from "./audit-words";

interface AuditFilterProps {
  filter: AuditQuery;
  /** Every action that was ever written. */
  actions: readonly string[];
  organizations: readonly { id: string; name: string }[];
  errors: Record<string, string>;
}

/** What of the log to show. All of it stands in the address: it can be kept, passed on, and works without a script. */
export function AuditFilter({ filter, actions, organizations, errors }: AuditFilterProps) {
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <search>
      <form className="space-y-3">
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-3">
          <Field label="Person" error={errors.actor}>
            <Input name="actor" defaultValue={filter.actor} placeholder="Part of a name" maxLength={200} />
          </Field>
          <Field label="Action" error={errors.action}>
            <Input name="action" list="audit-actions" defaultValue={filter.action} placeholder="version." isMono />
          </Field>
          <Field label="Organization" error={errors.organization}>
            <NativeSelect
              name="organization"
              defaultValue={filter.organization ?? ""}
              options={[
                { value: "", label: "Any" },
                ...organizations.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Field>
          <Field label="Subject" error={errors.subject}>
            <Input name="subject" defaultValue={filter.subject} placeholder="The ID of a row" maxLength={200} isMono />
          </Field>
          <Field label="From" error={errors.from}>
            <Input type="date" name="from" defaultValue={filter.from} />
          </Field>
          <Field label="Until" error={errors.until}>
            <Input type="date" name="until" defaultValue={filter.until} />
          </Field>
        </div>
        <datalist id="audit-actions">
          {actions.map((action) => (
            <option key={action} value={action} label={auditWords(action)} />
          ))}
        </datalist>
        <div className="flex flex-wrap gap-2">
          <Button type="submit">Filter</Button>
          {isFiltered && (
            <ButtonLink href="/admin/audit" variant="ghost">
              Clear
            </ButtonLink>
          )}
        </div>
      </form>
    </search>
  );
}
