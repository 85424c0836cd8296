import { TriggerWords } from "@/components/triggers/trigger-words";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { computedWords } from "@/lib/destination/computed-words";
import type { Action, ComputedValue } from "@/lib/destination/definition";

/** When an action fires and what it computes, to read. */
export function ActionView({ action }: { action: Action }) {
  return (
    <div className="space-y-4">
      {action.description && <p className="max-w-prose text-muted text-sm">{action.description}</p>}
      <section className="space-y-2">
        <h3 className="flex flex-wrap items-center gap-2 font-semibold text-ink text-sm">
          Trigger
          <Badge tone={action.enabledByDefault ? "success" : "neutral"}>
            {action.enabledByDefault ? "On by default" : "Off until the customer turns it on"}
          </Badge>
        </h3>
        {action.trigger.trim() !== "" && (
          <CodeBlock code={action.trigger} language="text" label={`Trigger of ${action.name}`} isWrapped />
        )}
        <TriggerWords value={action.trigger} showsProblem />
      </section>
      {action.computedValues.length > 0 && (
        <section className="space-y-2">
          <h3 className="font-semibold text-ink text-sm">Computed values</h3>
          <div className="grid items-start gap-6 xl:grid-cols-2">
            {action.computedValues.map((value) => (
              <ComputedValueView key={value.id} value={value} />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

function ComputedValueView({ value }: { value: ComputedValue }) {
  const { variable, condition, template } = value;
  return (
    <div className="space-y-1.5">
      <p className="text-sm">
        <code className="font-mono text-syntax-variable text-xs">${variable}</code>{" "}
        <span className="text-muted">{computedWords(value)}</span>
      </p>
      {condition.trim() !== "" && (
        <CodeBlock code={condition.trim()} language="text" label={`Condition of $${variable}`} isWrapped />
      )}
      <CodeBlock code={template} label={`Template of $${variable}`} isWrapped maxHeight={240} />
    </div>
  );
}
