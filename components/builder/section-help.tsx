"use client";

import { CircleHelp } from "lucide-react";
import { createContext, type ReactNode, use, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { cn } from "@/components/ui/cn";
import { useDefinition } from "./draft-pieces";
import { writeOpenHelp } from "./remembered-help";
import { sectionHelp } from "./section-help-texts";
import type { FixedSectionId } from "./sections";

interface OpenHelp {
  open: ReadonlySet<FixedSectionId>;
  toggle: (id: FixedSectionId) => void;
}

const HelpContext = createContext<OpenHelp>({ open: new Set(), toggle: () => undefined });

/** Remembers which explanations are open, from one visit to the next. */
export function SectionHelpProvider({
  initial,
  children,
}: {
  initial: readonly FixedSectionId[];
  children: ReactNode;
}) {
  const [open, setOpen] = useState<ReadonlySet<FixedSectionId>>(() => new Set(initial));
  const toggle = (id: FixedSectionId) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers we support.
    document.cookie = writeOpenHelp(next);
  };
  return <HelpContext value={{ open, toggle }}>{children}</HelpContext>;
}

export function SectionHelpButton({ id, name }: { id: FixedSectionId; name: string }) {
  const { open, toggle } = use(HelpContext);
  const isOpen = open.has(id);
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? `${id}-help` : undefined}
      aria-label={`About ${name}`}
      onClick={() => toggle(id)}
      className={buttonClass({
        variant: "ghost",
        size: "sm",
        isSquare: true,
        className: cn("[&_svg]:size-3.5!", isOpen && "bg-selected"),
      })}
    >
      <CircleHelp aria-hidden="true" />
    </button>
  );
}

/** The explanation: what the section decides, an example, and where the rules are. */
export function SectionHelp({ id }: { id: FixedSectionId }) {
  const kind = useDefinition((definition) => definition.kind);
  const { open } = use(HelpContext);
  if (!open.has(id)) return null;
  const { text, example, rules } = sectionHelp(kind, id);
  return (
    <div id={`${id}-help`} className="mt-2 rounded-lg border border-line bg-sunken px-3.5 py-3 text-muted text-sm">
      <div className="max-w-prose space-y-2">{text}</div>
      {example && (
        <figure className="mt-3">
          <figcaption className="mb-1 text-faint text-xs">{example.caption}</figcaption>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <pre tabIndex={0} className="overflow-x-auto rounded-md border border-line bg-surface px-3 py-2 text-ink">
            <code className="font-mono text-xs leading-relaxed">{example.code}</code>
          </pre>
        </figure>
      )}
      <p className="mt-3 text-xs">
        <a href={`/rulebook#${rules}`} target="_blank" rel="noreferrer" className="link">
          What the rulebook checks here
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      </p>
    </div>
  );
}
