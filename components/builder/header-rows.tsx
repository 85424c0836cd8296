"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { blankHeader, type DestinationDefinition, type EndpointKey, type Header } from "@/lib/destination/definition";
import type { DocumentPath } from "@/lib/destination/finding";
import { Place } from "./builder-field";
import { DraftText } from "./draft-controls";
import { useShownFindings } from "./draft-pieces";
import { DraftTemplateLine } from "./draft-template";
import { FindingList } from "./finding-list";
import { RowActions } from "./row-actions";
import { useListEdits } from "./use-list-edits";

interface HeaderRowsProps {
  path: DocumentPath;
  headers: readonly Header[];
  read: (definition: DestinationDefinition) => readonly Header[];
  endpoint?: EndpointKey;
}

/** Headers, a name and a value template each: of the destination, or of one endpoint. */
export function HeaderRows({ path, headers, read, endpoint }: HeaderRowsProps) {
  const list = useListEdits({ path, read, word: "header" });
  return (
    <div className="space-y-2">
      {headers.map((header, index) => (
        <HeaderRow
          key={header.id}
          header={header}
          path={[...path, index]}
          endpoint={endpoint}
          isFirst={index === 0}
          isLast={index === headers.length - 1}
          onMove={(step) => list.move(header.id, step)}
          onRemove={() => list.remove(header, header.name)}
        />
      ))}
      <Button size="sm" icon={<Plus />} onClick={() => list.add(blankHeader(), headers.length, "name")}>
        Add header
      </Button>
    </div>
  );
}

interface HeaderRowProps {
  header: Header;
  path: DocumentPath;
  endpoint?: EndpointKey;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

function HeaderRow({ header, path, endpoint, ...actions }: HeaderRowProps) {
  const findings = useShownFindings(path);
  return (
    <Place name={header.name ? `Header ${header.name}` : "Header"}>
      <div className="flex items-start gap-2">
        <div className="grid min-w-0 flex-1 items-start gap-2 @md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <DraftText
            path={[...path, "name"]}
            label="Name"
            value={header.name}
            placeholder="Authorization"
            isMono
            isLabelHidden={!actions.isFirst}
          />
          <DraftTemplateLine
            path={[...path, "value"]}
            label="Value"
            value={header.value}
            placeholder="App $api_key"
            endpoint={endpoint}
            isLabelHidden={!actions.isFirst}
          />
        </div>
        <div className={actions.isFirst ? "pt-6.5" : undefined}>
          <RowActions name={header.name || "header"} {...actions} />
        </div>
      </div>
      <FindingList findings={findings} />
    </Place>
  );
}
