"use client";

import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { languageAttributes, Own, useSetupWords } from "./setup-words-context";
import { SetupWordsProvider } from "./setup-words-provider";

interface SetupFrameProps {
  /** The partner's display name. */
  name: string;
  logoId: string | null;
  /** Decides which way the whole of it is written. */
  language: string;
  isNarrow?: boolean;
  /** Whether it is a part of the page with a heading: not where what is around it has a name already. */
  isHeading?: boolean;
  children: ReactNode;
}

/** The setup modal as it looks where it is no dialog: on a page, to be looked at and tried. */
export function SetupFrame(props: SetupFrameProps) {
  return (
    <SetupWordsProvider language={props.language}>
      <Frame {...props} />
    </SetupWordsProvider>
  );
}

function Frame({ name, logoId, language, isNarrow = false, isHeading = true, children }: SetupFrameProps) {
  const { words } = useSetupWords();
  const title = words.connectTo(name);
  const Title = isHeading ? "h3" : "p";
  return (
    <section
      aria-label={isHeading ? title : undefined}
      {...languageAttributes(language)}
      className={cn(
        "mx-auto rounded-xl border border-line-strong bg-raised shadow-2",
        isNarrow ? "max-w-80" : "max-w-lg",
      )}
    >
      <header className="flex items-center gap-3 px-5 pt-4 pb-3">
        <LogoTile name={name} src={logoSrc(logoId)} size="md" />
        <Title className="min-w-0 break-words font-semibold text-ink text-lg">
          <Own>{title}</Own>
        </Title>
      </header>
      {children}
    </section>
  );
}
