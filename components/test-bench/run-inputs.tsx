import type { ReactNode } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { CodeBlock } from "@/components/ui/code-block";
import { DescriptionList } from "@/components/ui/description-list";
import { pluralize } from "@/components/ui/format-number";
import type { TestInputs } from "@/lib/test-history-contract";

/** What a test was made with: answers by the names they have now, the cohort, users or events. Never a secret. */
export function RunInputs({ inputs }: { inputs: TestInputs }) {
  const { definition } = useDraft();
  const named = [...definition.fields, ...definition.mappings];
  const nameOf = (id: string) => {
    const part = named.find((each) => each.id === id);
    return part ? part.displayName || part.variable : "A field that is gone";
  };
  const { settings, mappings, cohort, users, events, listId, propertyKey } = inputs;
  const items = [
    ...Object.entries(settings).map(([id, answer]) => ({ term: nameOf(id), value: code(answer) })),
    ...Object.entries(mappings).map(([id, property]) => ({
      term: `${nameOf(id)}, mapped from`,
      value: code(property),
    })),
    { term: "Cohort", value: code(cohort.name) },
    ...(listId ? [{ term: "List ID", value: code(listId) }] : []),
    ...(propertyKey ? [{ term: "Property", value: code(propertyKey) }] : []),
  ];
  return (
    <div className="space-y-3">
      <DescriptionList items={items} />
      {users.length > 0 && (
        <CodeBlock
          code={JSON.stringify(users, null, 2)}
          label={pluralize(users.length, "sample user")}
          language="json"
          isWrapped
          maxHeight={240}
        />
      )}
      {events.length > 0 && (
        <CodeBlock
          code={events.join("\n")}
          label={pluralize(events.length, "sample event")}
          language="json"
          isWrapped
          maxHeight={240}
        />
      )}
    </div>
  );
}

function code(text: string): ReactNode {
  return <code className="break-all font-mono text-xs">{text || "(empty)"}</code>;
}
