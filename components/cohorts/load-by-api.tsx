import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import { cohortLimits } from "@/lib/cohort-contract";

interface LoadByApiProps {
  /** The portal's own address. */
  baseUrl: string;
  projectId: string;
  cohortId: string;
}

/** How one's own systems load members, ready to be copied. */
export function LoadByApi({ baseUrl, projectId, cohortId }: LoadByApiProps) {
  const url = `${baseUrl}/api/v1/projects/${projectId}/cohorts/${cohortId}/members`;
  const call = (mode: string, type: string, file: string) =>
    [
      `curl -T ${file}`,
      '-H "Authorization: Bearer $LANDFALL_API_KEY"',
      `-H "Content-Type: ${type}"`,
      `"${url}?mode=${mode}"`,
    ].join(" \\\n  ");
  return (
    <Disclosure
      title="Load members from your own systems"
      description="One call with the project's API key; the file is read as it arrives."
    >
      <div className="space-y-3 text-sm">
        <CodeBlock label="Replace all members" code={call("replace", "text/csv", "members.csv")} isWrapped />
        <CodeBlock
          label="Add and remove some"
          code={call("patch", "application/x-ndjson", "changes.ndjson")}
          isWrapped
        />
        <CodeBlock
          label="changes.ndjson"
          code={
            '{"operation": "add", "user_id": "user-1001", "email": "jo@example.com"}\n{"operation": "remove", "user_id": "user-1002"}'
          }
        />
        <p className="max-w-prose text-muted">
          Nothing changes unless the whole file has arrived and every line is in order; a refusal names the line. At
          most {cohortLimits.membersMax.toLocaleString("en-US")} members, {cohortLimits.propertiesMax} properties and{" "}
          {cohortLimits.lineBytesMax / 1024} KB a line.
        </p>
      </div>
    </Disclosure>
  );
}
