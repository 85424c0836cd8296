"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { DestinationDefinition } from "@/lib/destination/definition";

/** The dialog and the core behind it come only when somebody wants to connect. */
const SetupDialog = lazy(async () => {
  const module = await import("@/components/preview/setup-dialog");
  return { default: module.SetupDialog };
});

interface Project {
  id: string;
  name: string;
  properties: { name: string; type: string; example: string }[];
}

export function ConnectButton(props: {
  definition: DestinationDefinition;
  displayName: string;
  logoId: string | null;
  projects: Project[];
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <Button
        variant="primary"
        onClick={() => {
          setWasOpened(true);
          setIsOpen(true);
        }}
      >
        Connect
      </Button>
      {wasOpened && (
        <Suspense>
          <SetupDialog
            isOpen={isOpen}
            onOpenChange={setIsOpen}
            definition={props.definition}
            displayName={props.displayName}
            logoId={props.logoId}
            projectProperties={props.projects[0]?.properties ?? []}
          />
        </Suspense>
      )}
    </>
  );
}
