"use client";

import { ArrowRight, Check, FlaskConical, LayoutTemplate, type LucideIcon, PenLine } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import type { SandboxPlace } from "@/lib/destination/gallery/start-definition";
import { requestBuilder } from "./builder-events";
import { goToSection } from "./current-section";
import { useDraft } from "./draft-provider";
import { type GuideStep, guideSteps } from "./guide-steps";
import { isEmptyDefinition } from "./section-progress";

/** The way from an empty destination to a tested one. It goes away when only testing is left. */
export function Guide({ sandbox }: { sandbox: SandboxPlace | undefined }) {
  const { definition, endpointTests } = useDraft();
  const [isFromScratch, setIsFromScratch] = useState(false);
  const steps = guideSteps(definition, endpointTests);
  if (steps.slice(0, -1).every(({ isDone }) => isDone)) return null;
  const isAtStart = isEmptyDefinition(definition) && !isFromScratch;
  return (
    <section
      aria-labelledby="guide-title"
      className="overflow-hidden rounded-lg border border-accent-line bg-surface shadow-1"
    >
      <div className="border-accent-line border-b bg-accent-soft px-4 py-3">
        <h2 id="guide-title" className="font-semibold text-accent-ink text-base">
          {isAtStart ? "Where do you want to begin?" : "Four steps to a working destination"}
        </h2>
        <p className="mt-0.5 text-muted text-xs">
          {isAtStart
            ? "Here you describe how we call your API. What customers will see, and the calls themselves, appear beside it as you write."
            : `${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done. Each step ticks itself off.`}
        </p>
      </div>
      {isAtStart ? <Roads sandbox={sandbox} onFromScratch={() => setIsFromScratch(true)} /> : <Steps steps={steps} />}
    </section>
  );
}

function Roads({ sandbox, onFromScratch }: { sandbox: SandboxPlace | undefined; onFromScratch: () => void }) {
  const { edit, definition } = useDraft();
  async function fromSandbox(place: SandboxPlace) {
    // Fetched when it is wanted: few drafts begin with it.
    const { sandboxExample } = await import("@/lib/destination/gallery/start-definition");
    edit("Start from the sandbox example", () => sandboxExample(definition.kind, place));
    toast.success("Started from the sandbox example", {
      description: "Complete and ready to test. Replace its parts by yours.",
      action: { label: "Undo", onClick: () => edit("Undo the start from the sandbox example", () => definition) },
    });
  }
  return (
    <ul className="grid grid-cols-1 divide-y divide-line @lg:grid-cols-3 @lg:divide-x @lg:divide-y-0">
      <Road Icon={LayoutTemplate} title="A template" onChoose={() => void requestBuilder("show-templates")}>
        Real partners and usual shapes of APIs. Change hosts and names, and you are nearly there.
      </Road>
      {sandbox && (
        <Road Icon={FlaskConical} title="Sandbox example" onChoose={() => void fromSandbox(sandbox)}>
          Complete, against a partner that runs beside this portal. Good to see how all fits.
        </Road>
      )}
      <Road
        Icon={PenLine}
        title="From scratch"
        onChoose={() => {
          onFromScratch();
          goToSection("authentication");
        }}
      >
        Four steps, from how calls authenticate to the first test. Nothing is filled in.
      </Road>
    </ul>
  );
}

interface RoadProps {
  Icon: LucideIcon;
  title: string;
  onChoose: () => void;
  children: ReactNode;
}

function Road({ Icon, title, onChoose, children }: RoadProps) {
  return (
    <li className="min-w-0">
      <button
        type="button"
        onClick={onChoose}
        className="group flex size-full items-start gap-3 p-4 text-start hover:bg-hover focus-visible:-outline-offset-2 @lg:flex-col @lg:gap-2"
      >
        <Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent-ink" />
        <span className="min-w-0">
          <span className="flex items-center gap-1 font-medium text-ink text-sm">
            {title}
            <ArrowRight
              aria-hidden="true"
              className="size-3.5 text-faint transition-transform group-hover:translate-x-0.5 motion-reduce:transition-none rtl:rotate-180"
            />
          </span>
          <span className="mt-0.5 block text-muted text-xs">{children}</span>
        </span>
      </button>
    </li>
  );
}

function Steps({ steps }: { steps: readonly GuideStep[] }) {
  const current = steps.findIndex(({ isDone }) => !isDone);
  return (
    <ol className="grid grid-cols-1 gap-x-4 gap-y-3 p-4 @lg:grid-cols-2">
      {steps.map(({ section, title, text, isDone }, index) => (
        <li key={title} className="flex gap-2.5">
          <span
            aria-hidden="true"
            className={cn(
              "mt-px grid size-5 shrink-0 place-items-center rounded-full border font-semibold text-2xs",
              isDone
                ? "border-transparent bg-accent text-on-accent"
                : index === current
                  ? "border-accent bg-surface text-accent-ink"
                  : "border-line-strong bg-surface text-faint",
            )}
          >
            {isDone ? <Check className="size-3" /> : index + 1}
          </span>
          <span className="min-w-0 text-sm">
            <a
              href={`#${section}`}
              onClick={(event) => {
                event.preventDefault();
                goToSection(section);
              }}
              className={cn("font-medium hover:underline", isDone ? "text-muted" : "text-ink")}
            >
              {title}
              <span className="sr-only">{isDone ? " (done)" : ""}</span>
            </a>
            <span className="block text-muted text-xs">{text}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
