import { ArrowRight, Lock } from "lucide-react";
import type { ReactNode } from "react";
import { actionRowId, fieldRowId, mappingRowId } from "@/components/preview/setup-values";
import { Badge } from "@/components/ui/badge";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { actionAnswer } from "@/lib/destination/action-call";
import type { CustomField, DestinationDefinition, MappingField } from "@/lib/destination/definition";
import { chosenProperty, chosenTarget, ownValue, visibleFields } from "@/lib/destination/effective-settings";
import { actionsOf } from "@/lib/destination/endpoints";
import { byVariable, type InstallationAnswers } from "@/lib/destination/installation-answers";
import { isSecretField } from "@/lib/destination/mask-secrets";

interface AnswersListProps {
  definition: DestinationDefinition;
  answers: InstallationAnswers;
  storedSecrets: readonly { fieldId: string; storedAt: string }[];
  /** Rows of the setup modal that are left out: they are asked beside. */
  hiddenRows?: ReadonlySet<string>;
}

/** What we say among the partner's texts, which may be in another language. */
const ours = { lang: "en" };

/** The answers of an installation as they stand. Of a secret it says that it is stored, and since when. */
export function AnswersList({ definition, answers, storedSecrets, hiddenRows = new Set() }: AnswersListProps) {
  const { settings, mappings, actions } = byVariable(definition, answers);
  const storedAt = new Map(storedSecrets.map(({ fieldId, storedAt }) => [fieldId, storedAt]));
  const fields = visibleFields(definition, settings).filter(
    ({ perSync, variable }) => !perSync && !hiddenRows.has(fieldRowId(variable)),
  );
  const items: { term: string; value: ReactNode }[] = [
    ...fields.map((field) => ({
      term: field.displayName || field.variable,
      value: isSecretField(field) ? (
        <StoredAt at={storedAt.get(field.id)} />
      ) : (
        <Answer field={field} value={ownValue(settings, field.variable) ?? field.defaultValue} />
      ),
    })),
    ...definition.mappings
      .filter(({ variable }) => !hiddenRows.has(mappingRowId(variable)))
      .map((mapping) => ({
        term: mapping.displayName || mapping.targetName || mapping.variable,
        value: (
          <Mapped
            mapping={mapping}
            property={chosenProperty(mapping, mappings)}
            target={chosenTarget(mapping, settings)?.label}
          />
        ),
      })),
    ...actionsOf(definition)
      .filter(({ id }) => !hiddenRows.has(actionRowId(id)))
      .map((action) => {
        const { isEnabled, narrowing } = actionAnswer(action, actions);
        return {
          term: action.name,
          value: (
            <span {...ours} className="flex flex-wrap items-center gap-x-2 gap-y-1">
              {isEnabled ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>}
              {isEnabled && narrowing.trim() !== "" && (
                <code className="min-w-0 break-all font-mono text-muted text-xs">{narrowing}</code>
              )}
            </span>
          ),
        };
      }),
  ];
  if (items.length === 0) {
    return (
      <p className="text-muted text-sm">
        {hiddenRows.size > 0 ? "Nothing else." : "This version asks for nothing but a name."}
      </p>
    );
  }
  return <DescriptionList items={items} />;
}

function StoredAt({ at }: { at: string | undefined }) {
  if (at === undefined) return <Empty>Not stored</Empty>;
  return (
    <span {...ours} className="inline-flex items-center gap-1.5">
      <Lock aria-hidden="true" className="size-3.5 text-faint" />
      <span>
        Stored <RelativeTime at={at} />
      </span>
    </span>
  );
}

function Answer({ field, value }: { field: CustomField; value: string }) {
  if (value === "") return <Empty>Left empty</Empty>;
  const chosen = field.type === "string" ? undefined : field.options.find((option) => option.value === value);
  return <span dir="auto">{chosen?.label || value}</span>;
}

function Mapped({ mapping, property, target }: { mapping: MappingField; property: string; target?: string }) {
  if (property === "") return <Empty>Not mapped</Empty>;
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <code className="min-w-0 break-all rounded-sm bg-sunken px-1 font-mono text-xs">{property}</code>
      <ArrowRight aria-label="is sent as" role="img" className="size-3.5 shrink-0 text-faint rtl:rotate-180" />
      <span className="min-w-0 break-words">{target ?? (mapping.targetName || mapping.variable)}</span>
    </span>
  );
}

function Empty({ children }: { children: ReactNode }) {
  return (
    <bdi {...ours} className="text-faint">
      {children}
    </bdi>
  );
}
