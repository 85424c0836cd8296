import { Lock } from "lucide-react";
import { DescriptionList } from "@/components/ui/description-list";
import { activeFields } from "@/lib/destination/active-fields";
import type { CustomField, DestinationDefinition, MappingField } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";

/** What we say among the partner's texts, which may be in another language. */
const ours = { lang: "en" };

/** What the setup modal asks, so that a customer can have it at hand. */
export function SetupQuestions({ definition }: { definition: DestinationDefinition }) {
  const fields = activeFields(definition);
  const atSetup = fields.filter(({ perSync }) => !perSync).map(fieldQuestion);
  const mapped = definition.mappings.map((mapping) => mappingQuestion(mapping, definition.kind === "event"));
  const atSync = fields.filter(({ perSync }) => perSync).map(fieldQuestion);
  const asked = [...atSetup, ...mapped];
  return (
    <div className="space-y-4">
      {asked.length > 0 ? (
        <DescriptionList items={asked} />
      ) : (
        <p {...ours} className="text-muted text-sm">
          A name for the installation, and nothing else.
        </p>
      )}
      {atSync.length > 0 && (
        <div>
          <h3 {...ours} className="mb-2 text-muted text-xs">
            Asked for each sync:
          </h3>
          <DescriptionList items={atSync} />
        </div>
      )}
    </div>
  );
}

function fieldQuestion(field: CustomField) {
  return {
    term: field.displayName || field.variable,
    value: (
      <>
        {field.helpText || (field.type === "string" ? <bdi {...ours}>Your answer.</bdi> : <Choices {...field} />)}
        {isSecretField(field) && (
          <span {...ours} className="mt-0.5 flex items-center gap-1 text-faint text-xs">
            <Lock aria-hidden="true" className="size-3" /> Sealed when it is stored, and never shown again.
          </span>
        )}
        {!field.required && (
          <span {...ours} className="mt-0.5 block text-faint text-xs">
            Optional
          </span>
        )}
      </>
    ),
  };
}

function Choices({ options }: CustomField) {
  return (
    <>
      <bdi {...ours}>One of:</bdi> {options.map(({ label, value }) => label || value).join(", ")}.
    </>
  );
}

function mappingQuestion(mapping: MappingField, isOfEvents: boolean) {
  const target = mapping.targetName || mapping.variable;
  return {
    term: mapping.displayName || mapping.variable,
    value: (
      <bdi {...ours}>
        {isOfEvents ? "A part of the event" : "One of your user properties"}, sent as {target}.
      </bdi>
    ),
  };
}
