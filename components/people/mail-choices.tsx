"use client";

import { useRef, useState } from "react";
import { ButtonGroup } from "@/components/ui/button-group";
import { Field } from "@/components/ui/field";
import { send } from "@/lib/client/send";
import {
  type MailChoice,
  mailChoices,
  mailChoiceTexts,
  type NotificationKind,
  notificationKindTexts,
} from "@/lib/notification-kinds";
import { SavedNote } from "./saved-note";

interface MailChoicesProps {
  choices: Partial<Record<NotificationKind, MailChoice>>;
  /** Those that can concern this person, in order. */
  kinds: readonly NotificationKind[];
}

const options = mailChoices.map((value) => ({ value, label: mailChoiceTexts[value] }));

/** How somebody is mailed about each kind of news. Each choice takes effect with the press. */
export function MailChoices({ choices, kinds }: MailChoicesProps) {
  const [chosen, setChosen] = useState(choices);
  const [errors, setErrors] = useState<Partial<Record<NotificationKind, string>>>({});
  const [saved, setSaved] = useState<NotificationKind>();

  // One after the other: who walks through the choices with the arrow keys ends with the last one.
  const line = useRef<Promise<void>>(Promise.resolve());

  function choose(kind: NotificationKind, choice: MailChoice) {
    const before = chosen[kind];
    setChosen((current) => ({ ...current, [kind]: choice }));
    setSaved(undefined);
    line.current = line.current.then(() => save(kind, choice, before));
  }

  async function save(kind: NotificationKind, choice: MailChoice, before: MailChoice | undefined) {
    const answer = await send("PATCH", "/api/v1/account/mail-choices", { [kind]: choice });
    setErrors((current) => ({ ...current, [kind]: answer.ok ? undefined : answer.problem.message }));
    if (answer.ok) setSaved(kind);
    else setChosen((current) => ({ ...current, [kind]: before }));
  }

  return (
    <div className="divide-y divide-line">
      {kinds.map((kind) => (
        <div key={kind} className="py-3 first:pt-0 last:pb-0">
          <Field
            label={notificationKindTexts[kind].title}
            help={notificationKindTexts[kind].description}
            error={errors[kind]}
            labelEnd={<SavedNote>{saved === kind ? "Saved" : undefined}</SavedNote>}
            isGroup
          >
            <ButtonGroup
              name={`mail-${kind}`}
              value={chosen[kind] ?? "at_once"}
              onValueChange={(value) => {
                const choice = mailChoices.find((each) => each === value);
                if (choice) choose(kind, choice);
              }}
              options={options}
              size="sm"
            />
          </Field>
        </div>
      ))}
    </div>
  );
}
