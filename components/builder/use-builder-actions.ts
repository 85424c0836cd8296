"use client";

import { useMemo } from "react";
import { toast } from "@/components/ui/toast";
import { blankAction, blankField, blankHeader, blankMapping } from "@/lib/destination/blank-definition";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { actionsOf } from "@/lib/destination/endpoints";
import { type ActionId, actionTable, type BuilderAction } from "./builder-actions";
import { requestBuilder } from "./builder-events";
import { copyLink } from "./copy-link-button";
import { goToNeighbour, goToSection, readCurrentSection } from "./current-section";
import { useDefinition, useReadDefinition } from "./draft-pieces";
import { useDraftActions } from "./draft-provider";
import { focusField } from "./focus-field";
import { goToProblem } from "./go-to-problem";
import { sectionName } from "./sections";
import { testCurrentEndpoint } from "./test-current-endpoint";

type Kind = "fields" | "mappings" | "headers";

/** The table of actions, each with what it does here. */
export function useBuilderActions(): readonly BuilderAction[] {
  const { edit, undo, redo, flush } = useDraftActions();
  const readDefinition = useReadDefinition();
  const isEvent = useDefinition(({ kind }) => kind === "event");
  return useMemo(() => {
    const add = (kind: Kind) => () => {
      const index = readDefinition()[kind].length;
      edit(`Add ${words[kind]}`, (definition) => withNew(definition, kind));
      focusField([kind, index, kind === "headers" ? "name" : "displayName"]);
    };
    const runs: Record<ActionId, () => void> = {
      ...everywhere,
      save: () => void saveNow(flush),
      "copy-link": () => void copyLink(window.location.hash, sectionName(readDefinition(), readCurrentSection())),
      undo,
      redo,
      "add-field": add("fields"),
      "add-mapping": add("mappings"),
      "add-header": add("headers"),
      "add-action": () => {
        const index = actionsOf(readDefinition()).length;
        edit("Add action", withNewAction);
        focusField(["actions", index, "name"]);
      },
    };
    return actionTable.filter(({ id }) => id !== "add-action" || isEvent).map((row) => ({ ...row, run: runs[row.id] }));
  }, [edit, undo, redo, flush, readDefinition, isEvent]);
}

type OfTheDraft = "save" | "copy-link" | "undo" | "redo" | "add-field" | "add-mapping" | "add-header" | "add-action";

const everywhere: Record<Exclude<ActionId, OfTheDraft>, () => void> = {
  palette: () => void requestBuilder("show-palette"),
  shortcuts: () => void requestBuilder("show-shortcuts"),
  "toggle-preview": () => void requestBuilder("toggle-preview"),
  submit: () => void requestBuilder("show-submit", { purpose: "review" }),
  release: () => void requestBuilder("show-submit", { purpose: "internal" }),
  "show-versions": () => void requestBuilder("show-versions"),
  "download-yaml": () => void requestBuilder("save-manifest", { as: "yaml" }),
  "download-json": () => void requestBuilder("save-manifest", { as: "json" }),
  "copy-manifest": () => void requestBuilder("save-manifest", { as: "clipboard" }),
  "bring-in": () => void requestBuilder("show-import"),
  "make-copy": () => void requestBuilder("show-copy"),
  rulebook: () => void window.open("/rulebook", "_blank", "noreferrer"),
  "next-problem": () => goToProblem(1),
  "previous-problem": () => goToProblem(-1),
  "show-problems": () => void requestBuilder("show-problems"),
  "next-section": () => goToNeighbour(1),
  "previous-section": () => goToNeighbour(-1),
  "go-to-preview": () => void requestBuilder("show-side", { side: "preview" }),
  "show-setup": () => void requestBuilder("show-tab", { tab: "setup" }),
  "show-variables": () => void requestBuilder("show-tab", { tab: "variables" }),
  "show-requests": () => void requestBuilder("show-tab", { tab: "requests" }),
  "go-to-configuration": () => goToSection(readCurrentSection()),
  "show-history": () => void requestBuilder("show-history"),
  "start-from-template": () => void requestBuilder("show-templates"),
  "test-endpoint": testCurrentEndpoint,
  "test-all": () => void requestBuilder("test", { all: true }),
};

const words: Record<Kind, string> = { fields: "custom field", mappings: "mapping field", headers: "header" };

function withNew(definition: DestinationDefinition, kind: Kind): DestinationDefinition {
  if (kind === "fields") return { ...definition, fields: [...definition.fields, blankField("string")] };
  if (kind === "mappings") return { ...definition, mappings: [...definition.mappings, blankMapping()] };
  return { ...definition, headers: [...definition.headers, blankHeader()] };
}

function withNewAction(definition: DestinationDefinition): DestinationDefinition {
  return definition.kind === "event" ? { ...definition, actions: [...definition.actions, blankAction()] } : definition;
}

/** Everything is saved by itself; who presses the key all the same is told that it is. */
async function saveNow(flush: () => Promise<number>): Promise<void> {
  try {
    await flush();
    toast.success("Saved");
  } catch {
    toast.error("Not saved", { description: "The line at the top says why. What you typed is kept." });
  }
}
