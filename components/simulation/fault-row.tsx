"use client";

import { Trash2 } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { NativeSelect } from "@/components/ui/native-select";
import { type FaultEffectType, faultEffectTypes } from "@/lib/delivery/fault";
import { SimulationField } from "./simulation-field";
import { type FaultTexts, faultCalls, type Problems } from "./simulation-texts";

const effectNames: Record<FaultEffectType, string> = {
  status: "Answered with a status",
  slow: "Answered late",
  hang: "No answer (hang)",
  cut: "Connection cut",
  error_body: "200 with an error body",
  html_page: "An HTML page instead of JSON",
  malformed_json: "Malformed JSON",
  reject_half: "Half of the items rejected",
  list_gone: "List gone",
};

interface FaultRowProps {
  texts: FaultTexts;
  /** The rule in words; undefined while it can't be read. */
  sentence: string | undefined;
  problems: Problems;
  calls: readonly { value: string; label: string }[];
  effects: readonly FaultEffectType[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChange: (texts: FaultTexts) => void;
  onRemove: () => void;
}

/** One thing that goes wrong: as a sentence, and unfolded as its parts. */
export function FaultRow({ texts, sentence, problems, calls, effects, onChange, onRemove, ...fold }: FaultRowProps) {
  const problem = (name: string) => problems[`${texts.id}.${name}`];
  const set = (change: Partial<FaultTexts>) => onChange({ ...texts, ...change });
  const title = sentence ?? "This fault can't be read yet";
  return (
    <Disclosure
      {...fold}
      title={title}
      {...(sentence === undefined && { count: "incomplete", tone: "danger" as const })}
      actions={
        <IconButton label={`Remove: ${title}`} onClick={onRemove}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      }
    >
      <div className="grid grid-cols-1 items-start gap-3 @md:grid-cols-2">
        <Field label="What happens">
          <NativeSelect
            value={texts.type}
            options={effects.map((type) => ({ value: type, label: effectNames[type] }))}
            onChange={({ currentTarget: { value } }) => {
              const type = faultEffectTypes.find((each) => each === value);
              if (type) set({ type });
            }}
          />
        </Field>
        <Field label="To which calls">
          <NativeSelect
            value={texts.calls}
            options={calls}
            onChange={({ currentTarget }) => set({ calls: callsNamed(currentTarget.value) })}
          />
        </Field>
        <EffectFields texts={texts} set={set} problem={problem} />
      </div>
      <div className="mt-3 grid grid-cols-2 items-start gap-3 @md:grid-cols-4">
        <SimulationField
          label="From call"
          value={texts.from}
          onChange={(from) => set({ from })}
          problem={problem("from")}
        />
        <SimulationField
          label="Every"
          end="-th"
          value={texts.every}
          onChange={(every) => set({ every })}
          problem={problem("every")}
        />
        <SimulationField
          label="In"
          end="% of cases"
          value={texts.percent}
          onChange={(percent) => set({ percent })}
          problem={problem("percent")}
        />
        <SimulationField
          label="At most"
          end="times"
          placeholder="No end"
          value={texts.times}
          onChange={(times) => set({ times })}
          problem={problem("times")}
        />
      </div>
    </Disclosure>
  );
}

function callsNamed(value: string): FaultTexts["calls"] {
  const read = faultCalls.safeParse(value);
  return read.success ? read.data : "any_batch";
}

interface EffectFieldsProps {
  texts: FaultTexts;
  set: (change: Partial<FaultTexts>) => void;
  problem: (name: string) => string | undefined;
}

/** What only some effects have. */
function EffectFields({ texts, set, problem }: EffectFieldsProps) {
  const body = (
    <SimulationField
      label="Body of the answer"
      help="What your error catalog looks into for a sub error code."
      value={texts.body}
      onChange={(next) => set({ body: next })}
      problem={problem("body")}
      isOptional
      isMono
      className="@md:col-span-2"
    />
  );
  if (texts.type === "slow") {
    return (
      <SimulationField
        label="Later by"
        end="ms"
        value={texts.milliseconds}
        onChange={(milliseconds) => set({ milliseconds })}
        problem={problem("milliseconds")}
      />
    );
  }
  if (texts.type === "error_body") return body;
  if (texts.type !== "status") return null;
  return (
    <>
      <SimulationField
        label="Status"
        value={texts.status}
        onChange={(status) => set({ status })}
        problem={problem("status")}
      />
      <SimulationField
        label="Retry-After"
        end="seconds"
        placeholder="None"
        value={texts.retryAfter}
        onChange={(retryAfter) => set({ retryAfter })}
        problem={problem("retryAfter")}
      />
      {body}
    </>
  );
}
