import { SearchForm } from "@/components/admin/search-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import type { Cohort } from "@/lib/cohort-contract";
import { MemberTable } from "./member-table";

interface MemberPagesProps {
  cohort: Cohort;
  members: readonly { id: string; properties: Record<string, string> }[];
  next: string | null;
  asked: { prefix: string; after: string };
}

const membersId = "members";

/** The members of a cohort, a page at a time. Search and page are part of the address. */
export function MemberPages({ cohort, members, next, asked: { prefix, after } }: MemberPagesProps) {
  const address = (from: string) => {
    const query = new URLSearchParams({ ...(prefix && { search: prefix }), ...(from && { after: from }) });
    return `/projects/${cohort.projectId}/cohorts/${cohort.id}?${query}#${membersId}`;
  };
  return (
    <Card id={membersId} title="Members" isFlush>
      {(cohort.memberCount > 0 || prefix !== "") && (
        <div className="border-line border-b p-4">
          <SearchForm label="Search by the beginning of an ID" search={prefix} anchor={membersId} />
        </div>
      )}
      <MemberTable properties={cohort.properties} members={members} prefix={prefix} />
      {(after !== "" || next !== null) && (
        <div className="flex flex-wrap justify-end gap-2 border-line border-t p-3">
          {after !== "" && <ButtonLink href={address("")}>First page</ButtonLink>}
          {next !== null && <ButtonLink href={address(next)}>Next page</ButtonLink>}
        </div>
      )}
    </Card>
  );
}
