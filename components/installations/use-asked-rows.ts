"use client";

import { useState } from "react";
import { actionRowId, fieldRowId, mappingRowId, type SetupProblem } from "@/components/preview/setup-values";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { visibleFields } from "@/lib/destination/effective-settings";

interface AskedPart {
  source: "field" | "mapping" | "action";
  id: string;
  variable: string;
}

interface AskedRowsOptions {
  asked: readonly AskedPart[];
  offered: readonly AskedPart[];
  knownIds: readonly string[];
  problems: readonly SetupProblem[];
  settings: Readonly<Record<string, string>>;
}

/**
 * The rows of the setup modal that an upgrade asks: what the plan says, what an answer brings up, and what turns out to
 * be wrong. A row that was asked once stays, so that nothing vanishes while it is typed.
 */
export function useAskedRows(definition: DestinationDefinition, options: AskedRowsOptions): ReadonlySet<string> {
  const [asked, setAsked] = useState<ReadonlySet<string>>(
    () => new Set([...options.asked, ...options.offered].map(rowIdOf)),
  );
  const known = new Set(options.knownIds);
  const broughtUp = visibleFields(definition, options.settings).filter(({ id, perSync }) => !known.has(id) && !perSync);
  const all = new Set([
    ...asked,
    ...broughtUp.map(({ variable }) => fieldRowId(variable)),
    ...options.problems.map(({ rowId }) => rowId),
  ]);
  if (all.size > asked.size) setAsked(all);
  return all;
}

function rowIdOf({ source, id, variable }: AskedPart): string {
  if (source === "action") return actionRowId(id);
  return source === "field" ? fieldRowId(variable) : mappingRowId(variable);
}
