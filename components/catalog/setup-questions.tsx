import { Lock } from "lucide-react";
import { DescriptionList } from "@/components/ui/description-list";
import { activeFields } from "@/lib/destination/active-fields";
import type { CustomField, DestinationDefinition, MappingField } from "@/lib/destination/definition";
import { isSecretField } from "@/lib/destination/mask-secrets";

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
        <p className="text-muted text-sm">A name for the installation, and nothing else.</p>
      )}
      {atSync.length > 0 && (
        <div>
          <h3 className="mb-2 text-muted text-xs">Asked for each sync:</h3>
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
        {field.helpText || (field.type === "string" ? "Your answer." : optionWords(field))}
        {isSecretField(field) && (
          <span className="mt-0.5 flex items-center gap-1 text-faint text-xs">
            <Lock aria-hidden="true" className="size-3" /> Sealed when it is stored, and never shown again.
          </span>
        )}
        {!field.required && <span className="mt-0.5 block text-faint text-xs">Optional</span>}
      </>
    ),
  };
}

function optionWords({ options }: CustomField): string {
  return `One of: ${options.map(({ label, value }) => label || value).join(", ")}.`;
}

function mappingQuestion(mapping: MappingField, isOfEvents: boolean) {
  const target = mapping.targetName || mapping.variable;
  return {
    term: mapping.displayName || mapping.variable,
    value: `${isOfEvents ? "A part of the event" : "One of your user properties"}, sent as ${target}.`,
  };
}
