"use client";

import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { DestinationDefinition, EndpointKey } from "@/lib/destination/definition";
import { useDraft } from "./draft-provider";

interface Step {
  href: string;
  title: string;
  text: string;
  isDone: boolean;
}

/** Four steps from an empty destination to a tested one. It goes away when only testing is left. */
export function Guide() {
  const { definition, endpointTests } = useDraft();
  const steps = stepsOf(definition, endpointTests);
  if (steps.slice(0, -1).every(({ isDone }) => isDone)) return null;
  const current = steps.findIndex(({ isDone }) => !isDone);
  return (
    <section aria-labelledby="guide-title" className="rounded-lg border border-accent-line bg-accent-soft p-4">
      <h2 id="guide-title" className="font-semibold text-accent-ink text-base">
        Four steps to a working destination
      </h2>
      <ol className="mt-3 grid gap-3 @md:grid-cols-2 @4xl:grid-cols-4">
        {steps.map(({ href, title, text, isDone }, index) => (
          <li key={href} className="flex gap-2.5">
            <span
              aria-hidden="true"
              className={cn(
                "mt-px grid size-5 shrink-0 place-items-center rounded-full border font-semibold text-2xs",
                isDone
                  ? "border-transparent bg-accent text-on-accent"
                  : index === current
                    ? "border-accent bg-surface text-accent-ink"
                    : "border-accent-line bg-surface text-faint",
              )}
            >
              {isDone ? <Check className="size-3" /> : index + 1}
            </span>
            <span className="min-w-0 text-sm">
              <a href={href} className="font-medium text-ink hover:underline">
                {title}
                <span className="sr-only">{isDone ? " (done)" : ""}</span>
              </a>
              <span className="block text-muted text-xs">{text}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf(definition: DestinationDefinition, tests: Partial<Record<EndpointKey, string>>): Step[] {
  const { authentication, fields, headers, mappings, endpoints } = definition;
  const isCustom = authentication.method === "custom";
  const called = [endpoints.addUsers, endpoints.removeUsers];
  return [
    {
      href: "#authentication",
      title: "Authenticate",
      text: "Choose how calls prove who they come from, and what customers are asked.",
      isDone: !isCustom || fields.length > 0 || headers.length > 0,
    },
    {
      href: "#mappings",
      title: "Map the user",
      text: "Say by which identifier your API knows a user.",
      isDone: mappings.some(({ variable }) => variable !== ""),
    },
    {
      href: "#list-creation",
      title: "Describe three calls",
      text: "Create a list, add users, remove users: URL, payload, batch size.",
      isDone:
        called.every(({ url }) => url.trim() !== "") &&
        (endpoints.listCreation.listIdFrom === "none" || endpoints.listCreation.url.trim() !== ""),
    },
    {
      href: "#add-users",
      title: "Test and submit",
      text: "Send real calls beside this, read the answers, then submit for review.",
      isDone: tests.addUsers !== undefined && tests.removeUsers !== undefined,
    },
  ];
}
