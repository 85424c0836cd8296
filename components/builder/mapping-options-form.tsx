"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { MappingField } from "@/lib/destination/definition";
import { newId } from "@/lib/destination/id";
import { fieldId } from "./document-place";
import { DraftText } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { DraftTemplateEditor } from "./draft-template";
import { FindingList } from "./finding-list";
import { PartRow } from "./part-row";
import { RowActions } from "./row-actions";
import { SortablePart } from "./sortable-part";
import { useListEdits } from "./use-list-edits";

type MappingOption = MappingField["options"][number];

/** The target keys a customer chooses from, each with the shape that a user then has. */
export function MappingOptionsForm({ mapping, index }: { mapping: MappingField; index: number }) {
  const path = ["mappings", index, "options"];
  const list = useListEdits<MappingOption>({
    path,
    read: (definition) => definition.mappings[index]?.options ?? [],
    word: "target",
  });
  const findings = useShownFindings(path);
  const add = () => list.add({ id: newId(), label: "", value: "", itemTemplate: "" }, mapping.options.length, "label");
  return (
    <div id={fieldId(path)} className="space-y-3 rounded-md border border-line bg-sunken p-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="font-medium text-ink text-sm">Targets</h3>
        <Button size="sm" icon={<Plus />} onClick={add}>
          Add target
        </Button>
      </div>
      <FindingList findings={findings} />
      {mapping.options.map((option, position) => (
        <SortablePart
          key={option.id}
          list={list}
          id={option.id}
          name={option.label || "target"}
          position={position}
          count={mapping.options.length}
          onMove={(step) => list.move(option.id, step)}
        >
          {(handle) => (
            <div className="space-y-2 rounded-md border border-line bg-surface p-2.5">
              <PartRow
                handle={handle}
                hasLabels
                columns="gap-2 @md:grid-cols-2"
                actions={
                  <RowActions
                    name={option.label || "target"}
                    position={position}
                    count={mapping.options.length}
                    onMove={(step) => list.move(option.id, step)}
                    onDuplicate={() => list.duplicate(option, {})}
                    onRemove={() => list.remove(option, option.label)}
                  />
                }
              >
                <DraftText
                  path={[...path, position, "label"]}
                  label="Label"
                  value={option.label}
                  placeholder="E-mail"
                />
                <DraftText
                  path={[...path, position, "value"]}
                  label="Value"
                  value={option.value}
                  placeholder="email"
                  charsMax={2_000}
                  help={mapping.variable ? `\${${mapping.variable}.target} in a template` : undefined}
                  isMono
                />
              </PartRow>
              <DraftTemplateEditor
                path={[...path, position, "itemTemplate"]}
                label="Item template for this target"
                value={option.itemTemplate}
                language="json"
                rows={2}
                help="Empty: the endpoint's item template."
                isOptional
                isItemTemplate
              />
            </div>
          )}
        </SortablePart>
      ))}
    </div>
  );
}
