"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type Problem, send } from "@/lib/client/send";

const nameLengthMax = 100;

/** “This is what we miss”: from an empty search, with what was searched for already in it. */
export function RequestDestination({ search, isFramed = false }: { search: string; isFramed?: boolean }) {
  const [name, setName] = useState(search.slice(0, nameLengthMax));
  const [note, setNote] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [said, setSaid] = useState<{ name: string; wasKnown: boolean }>();
  const titleId = useId();

  async function ask() {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(undefined);
    const answer = await send("POST", "/api/v1/destination-requests", { name, note });
    setIsBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setSaid({ name: name.trim(), wasKnown: wasKnownIn(answer.data) });
  }

  if (said) {
    return (
      <Callout
        tone="success"
        title={said.wasKnown ? "You have asked for it already" : "Thank you, we have noted it"}
        isLive
      >
        {said.wasKnown
          ? `Your request for “${said.name}” is on the platform's list; what you added is kept with it.`
          : `The platform's team sees that you miss “${said.name}”. It appears here once a partner has built it and it is approved.`}
      </Callout>
    );
  }
  const issueOf = (path: string) => problem?.issues.find((issue) => issue.path === path)?.message;
  const isElsewhere = problem && !issueOf("name") && !issueOf("note");
  return (
    <form
      noValidate
      aria-labelledby={titleId}
      className={cn("space-y-4 text-start", isFramed && "rounded-lg border bg-surface p-4 shadow-1 sm:p-5")}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <div>
        <h2 id={titleId} className={cn("font-semibold text-base text-ink", !isFramed && "sr-only")}>
          Request a destination
        </h2>
        <p className="mt-0.5 text-muted text-sm">
          Tell the platform's team what you miss. Partners build what is asked for.
        </p>
      </div>
      <Field label="Which destination?" isRequired error={issueOf("name")}>
        <Input value={name} maxLength={nameLengthMax} onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      <Field label="What would you use it for?" isOptional error={issueOf("note")}>
        <Textarea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </Field>
      {isElsewhere && (
        <Callout tone="danger" isLive>
          {problem.message}
        </Callout>
      )}
      <Button type="submit" variant="primary" isLoading={isBusy}>
        Send request
      </Button>
    </form>
  );
}

function wasKnownIn(data: unknown): boolean {
  return typeof data === "object" && data !== null && "wasKnown" in data && data.wasKnown === true;
}
