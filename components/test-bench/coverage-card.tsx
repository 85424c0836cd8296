"use client";

import { Check, CircleDashed, FlaskConical, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { CoverageGrid } from "./coverage-grid";
import { RuleTrace } from "./rule-trace";

/** How well the error catalogs describe what is likely to go wrong, and what they make of any response. */
export function CoverageCard() {
  return (
    <Card
      title="Error coverage"
      headingLevel={3}
      description="What is likely to go wrong, and whether customers would read why."
      bodyClassName="space-y-3"
    >
      <CoverageGrid />
      <ul aria-label="What the signs mean" className="flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs">
        <Sign icon={<Check />}>described</Sign>
        <Sign icon={<CircleDashed />}>described by its class</Sign>
        <Sign icon={<Plus />}>not described</Sign>
        <Sign icon={<FlaskConical />}>met by a test</Sign>
      </ul>
      <Disclosure
        isPlain
        title="Try a response"
        description="Paste one to see which entry it would match, and why. Nothing is sent."
      >
        <RuleTrace />
      </Disclosure>
    </Card>
  );
}

function Sign({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden="true" className="[&_svg]:size-3.5">
        {icon}
      </span>
      {children}
    </li>
  );
}
