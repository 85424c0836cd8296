"use client";

import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Callout } from "@/components/ui/callout";
import { useSend } from "./use-send";

export interface DemoChoice {
  key: string;
  name: string;
  title: string;
  can: string;
}

/** One press signs in as a person of the demo. Only where the demo is on. */
export function DemoSignIn({ people, next }: { people: readonly DemoChoice[]; next: string }) {
  const { start, isBusy, problem } = useSend();
  const [chosen, setChosen] = useState<string>();

  async function signIn(key: string) {
    setChosen(key);
    const answer = await start("POST", "/api/v1/session", { demo: key });
    if (answer?.ok) window.location.assign(next);
  }

  return (
    <section aria-labelledby="demo-title" className="mt-6 border-line border-t pt-5">
      <h2 id="demo-title" className="font-semibold text-ink text-sm">
        Or look around as
      </h2>
      <ul className="-mx-2 mt-2">
        {people.map((person) => (
          <li key={person.key}>
            <button
              type="button"
              aria-disabled={isBusy}
              aria-busy={(isBusy && chosen === person.key) || undefined}
              onClick={() => signIn(person.key)}
              className="flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-start transition-colors hover:bg-hover aria-busy:cursor-progress"
            >
              <Avatar name={person.name} />
              <span className="min-w-0">
                <span className="block text-sm">
                  <span className="font-medium text-ink">{person.title}</span>{" "}
                  <span className="text-muted text-xs">{person.name}</span>
                </span>
                <span className="block text-muted text-xs">{person.can}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {problem && (
        <Callout tone="danger" isLive className="mt-3">
          {problem.message}
        </Callout>
      )}
    </section>
  );
}
