"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { SandboxPlace } from "@/lib/destination/gallery/start-definition";
import { Announcer } from "./announcer";
import { useBuilderRequest } from "./builder-events";
import { useDraft } from "./draft-provider";
import { setProblems } from "./go-to-problem";
import { sectionOf, sectionsOf } from "./sections";
import { useBuilderActions } from "./use-builder-actions";
import { useBuilderKeys } from "./use-builder-keys";

// Fetched when they are first asked for: most visits need none of them.
const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette));
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog").then((module) => module.ShortcutsDialog));

const TemplatesDialog = dynamic(() => import("./templates-dialog").then((module) => module.TemplatesDialog));

type Shown = "palette" | "shortcuts" | "templates";

/** The keys of the builder, and what they open. */
export function BuilderCommands({ sandbox }: { sandbox: SandboxPlace | undefined }) {
  const actions = useBuilderActions();
  const [shown, setShown] = useState<Shown>();
  const [wereShown, setWereShown] = useState<ReadonlySet<Shown>>(new Set());
  useBuilderKeys(actions);
  const show = (next: Shown) => {
    setWereShown((before) => new Set([...before, next]));
    setShown(next);
  };
  useBuilderRequest("show-palette", () => show("palette"));
  useBuilderRequest("show-shortcuts", () => show("shortcuts"));
  useBuilderRequest("show-templates", () => show("templates"));
  const close = (isOpen: boolean) => {
    if (!isOpen) setShown(undefined);
  };
  return (
    <>
      <Announcer />
      <ProblemsToVisit />
      {wereShown.has("palette") && (
        <CommandPalette actions={actions} isOpen={shown === "palette"} onOpenChange={close} />
      )}
      {wereShown.has("shortcuts") && (
        <ShortcutsDialog actions={actions} isOpen={shown === "shortcuts"} onOpenChange={close} />
      )}
      {wereShown.has("templates") && (
        <TemplatesDialog sandbox={sandbox} isOpen={shown === "templates"} onOpenChange={close} />
      )}
    </>
  );
}

/** What F8 goes through: errors where there are any, else warnings. By itself, since it is drawn at each keystroke. */
function ProblemsToVisit() {
  const { findings, definition } = useDraft();
  useEffect(() => {
    const severity = findings.some((finding) => finding.severity === "error" && finding.path.length > 0)
      ? "error"
      : "warning";
    setProblems(
      findings.flatMap((finding) => {
        const section = sectionOf(definition, finding.path);
        return section && finding.severity === severity ? [{ finding, section }] : [];
      }),
      sectionsOf(definition).map(({ id }) => id),
    );
  }, [findings, definition]);
  return null;
}
