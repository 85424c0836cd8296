"use client";

import { Check, CircleDashed, ListVideo, Minus, Square, X } from "lucide-react";
import { useDraft } from "@/components/builder/draft-provider";
import { scrollBehavior } from "@/components/builder/focus-field";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { Switch } from "@/components/ui/switch";
import { trialWaitMsMax } from "@/lib/delivery/delivery-trial";
import { durationWords } from "@/lib/delivery/simulation-words";
import { type EndpointKey, endpointName } from "@/lib/destination/endpoints";
import { testPanelId } from "./test-panel-id";
import type { RunSequence, TestRuns } from "./use-test-runs";

interface RunAllBarProps {
  runs: TestRuns;
  keys: readonly EndpointKey[];
}

/** Every endpoint in the order of a sync, the list ID handed on; stops where the first one fails. And how tests go on. */
export function RunAllBar({ runs, keys }: RunAllBarProps) {
  const { definition } = useDraft();
  const { sequence } = runs;
  const isRunning = sequence?.state === "running";
  const shown = sequence?.keys ?? keys;
  return (
    <div className="rounded-lg border bg-surface px-4 py-2.5 shadow-1">
      <div className="flex items-start justify-between gap-3">
        <ol
          aria-label="Run all, in this order"
          className="flex min-h-8 min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-1"
        >
          {shown.map((key) => (
            <Step key={key} endpoint={key} name={endpointName(definition, key)} state={stateOf(key, sequence)} />
          ))}
        </ol>
        <div className="flex shrink-0 items-center gap-2">
          {/* Keeps its place while there is nothing to stop, so that nothing moves under the pointer. */}
          <IconButton label="Cancel the run" onClick={runs.cancel} className={cn(!isRunning && "invisible")}>
            <Square aria-hidden="true" />
          </IconButton>
          <Button
            variant="primary"
            icon={<ListVideo aria-hidden="true" />}
            isLoading={isRunning}
            disabled={runs.isBusy && !isRunning}
            onClick={() => runs.runAll()}
          >
            Run all
          </Button>
        </div>
      </div>
      <Switch
        className="mt-2 border-line border-t pt-2.5"
        label="Test as a delivery would"
        help={`With its retries, the list made anew where it is gone. Waits are shortened to at most ${durationWords(trialWaitMsMax)}.`}
        checked={runs.isAsDelivery}
        disabled={runs.isBusy}
        onCheckedChange={runs.setAsDelivery}
      />
      <p role="status" className="sr-only">
        {sequence && summary(sequence, endpointName(definition, sequence.current))}
      </p>
    </div>
  );
}

type StepState = "waiting" | "running" | "done" | "stopped" | "skipped";

const looks = {
  waiting: { Icon: CircleDashed, ink: "text-faint", word: "waiting" },
  running: { Icon: Spinner, ink: "text-accent-ink", word: "running" },
  done: { Icon: Check, ink: "text-success-ink", word: "passed" },
  stopped: { Icon: X, ink: "text-danger-ink", word: "stopped here" },
  skipped: { Icon: Minus, ink: "text-faint", word: "not run" },
} satisfies Record<StepState, unknown>;

function Step({ endpoint, name, state }: { endpoint: EndpointKey; name: string; state: StepState }) {
  const { Icon, ink, word } = looks[state];
  return (
    <li className="flex items-center gap-1.5 text-sm">
      <span aria-hidden="true" className={cn("grid size-4 place-items-center [&_svg]:size-4", ink)}>
        <Icon />
      </span>
      <button type="button" className="min-h-6 hover:underline" onClick={() => showPanel(endpoint)}>
        {name}
      </button>
      <span className={state === "stopped" ? "text-danger-ink text-xs" : "sr-only"}>{word}</span>
    </li>
  );
}

function showPanel(endpoint: EndpointKey): void {
  document.getElementById(testPanelId(endpoint))?.scrollIntoView({ block: "start", behavior: scrollBehavior() });
}

function stateOf(key: EndpointKey, sequence: RunSequence | undefined): StepState {
  if (!sequence) return "waiting";
  if (sequence.state === "done") return "done";
  const distance = sequence.keys.indexOf(key) - sequence.keys.indexOf(sequence.current);
  if (distance < 0) return "done";
  if (sequence.state === "stopped") return distance === 0 ? "stopped" : "skipped";
  return distance === 0 ? "running" : "waiting";
}

function summary({ state, keys }: RunSequence, current: string): string {
  if (state === "done") return `All ${keys.length} calls succeeded.`;
  return state === "stopped" ? `Stopped at ${current}.` : `Running ${current}.`;
}
