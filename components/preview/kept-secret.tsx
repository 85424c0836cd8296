"use client";

import { CircleAlert, Lock } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import { SecretInput } from "./secret-input";
import type { KeptSecretState, SecretKeeping } from "./secret-keeping";

interface KeptSecretProps {
  fieldId: string;
  /** What the field is called, for the names of the buttons. */
  name: string;
  /** The element that takes the focus for the row. */
  id: string;
  value: string;
  placeholder?: string;
  keeping: SecretKeeping;
  onChange: (value: string) => void;
}

/** A secret in the test bench: typed for this page only, or stored for one's tests and never shown again. */
export function KeptSecret({ fieldId, name, id, value, placeholder, keeping, onChange }: KeptSecretProps) {
  const secret: KeptSecretState = keeping.secrets[fieldId] ?? { phase: "idle" };
  const [isReplacing, setIsReplacing] = useState(false);
  const isStored = secret.storedAt !== undefined && secret.phase !== "forgetting";
  const isHidden = isStored && secret.phase === "idle" && value === "" && !isReplacing;
  const keepFocus = useKeptFocus(id, `${secret.phase} ${isHidden}`);
  const press = (act: () => void) => () => {
    keepFocus();
    act();
  };
  return (
    <>
      {isHidden ? (
        <Input
          readOnly
          lang="en"
          value="Stored for your tests"
          className="bg-sunken text-muted"
          start={<Lock aria-hidden="true" />}
        />
      ) : (
        <SecretInput
          value={value}
          name={name}
          placeholder={placeholder}
          disabled={secret.phase === "storing"}
          // Whoever is in the field already goes on typing, whatever turns out to be stored.
          onFocus={() => {
            if (!keeping.isReady) setIsReplacing(true);
          }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <SecretLine
        name={name}
        secret={secret}
        isReady={keeping.isReady}
        isTyped={value !== ""}
        isHidden={isHidden}
        onStore={press(() => {
          setIsReplacing(false);
          keeping.store(fieldId, value);
        })}
        onReplace={press(() => setIsReplacing(true))}
        onKeep={press(() => {
          setIsReplacing(false);
          onChange("");
        })}
        onForget={press(() => {
          setIsReplacing(false);
          keeping.forget(fieldId);
        })}
        onUndo={press(() => keeping.undoForget(fieldId))}
      />
      {secret.problem && (
        <p role="alert" className="flex items-baseline gap-1.5 text-danger-ink text-xs">
          <CircleAlert aria-hidden="true" className="size-3.5 shrink-0 translate-y-0.5" />
          <span className="min-w-0 break-words">{secret.problem}</span>
        </p>
      )}
    </>
  );
}

const settlingMs = 300;

/** After a press that takes its own button away, the focus goes to the row's control instead of nowhere. */
function useKeptFocus(id: string, state: string): () => void {
  const isPressed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn changes with the state.
  useEffect(() => {
    if (!isPressed.current) return;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    const control = document.getElementById(id);
    if (!isLost || !control || control.matches(":disabled")) return;
    control.focus({ preventScroll: true });
    // What is stored takes the place of what was typed a moment later, and with it the control.
    const timer = setTimeout(() => {
      isPressed.current = false;
    }, settlingMs);
    return () => clearTimeout(timer);
  }, [id, state]);
  return () => {
    isPressed.current = true;
  };
}

interface SecretLineProps {
  name: string;
  secret: KeptSecretState;
  isReady: boolean;
  isTyped: boolean;
  isHidden: boolean;
  onStore: () => void;
  onReplace: () => void;
  onKeep: () => void;
  onForget: () => void;
  onUndo: () => void;
}

/** What becomes of the secret, and what can be done about it. Of one height in all states, so that nothing jumps. */
function SecretLine({ name, secret, isReady, isTyped, isHidden, ...on }: SecretLineProps) {
  const { phase, storedAt } = secret;
  const isOver = storedAt !== undefined && phase !== "forgetting";
  const store = isTyped && (
    <LineButton label={isOver ? "Store this one instead" : "Remember for my tests"} name={name} onClick={on.onStore} />
  );
  return (
    // In English, whatever the form is in: partners meet it, not customers.
    <div lang="en" className="flex min-h-6 flex-wrap items-center gap-x-2.5 text-muted text-xs">
      <span role="status" className="sr-only">
        {statusOf(name, secret, isHidden)}
      </span>
      {!isReady ? null : phase === "storing" ? (
        <span className="inline-flex items-center gap-1.5">
          <Spinner className="size-3" /> Storing it…
        </span>
      ) : phase === "forgetting" ? (
        <>
          <span>Forgotten.</span>
          <LineButton label="Undo" name={name} onClick={on.onUndo} />
          {store}
        </>
      ) : storedAt === undefined ? (
        <>
          <span>
            {isTyped ? "Gone when this page is reloaded." : "Once typed, it can be remembered for your tests."}
          </span>
          {store}
        </>
      ) : isHidden ? (
        <>
          <span>
            Stored <RelativeTime at={storedAt} />
          </span>
          <LineButton label="Replace" name={name} onClick={on.onReplace} />
          <LineButton label="Forget" name={name} onClick={on.onForget} />
        </>
      ) : (
        <>
          <span>
            {isTyped ? "Used until this page is reloaded." : "The stored one is used until you type another."}
          </span>
          {store}
          <LineButton label="Keep the stored one" name={name} onClick={on.onKeep} />
        </>
      )}
    </div>
  );
}

function statusOf(name: string, { phase, storedAt }: KeptSecretState, isHidden: boolean): string {
  if (phase === "storing") return `Storing ${name}.`;
  if (phase === "forgetting") return `${name} is forgotten. Undo stands beside it.`;
  return storedAt !== undefined && isHidden ? `${name} is stored for your tests.` : "";
}

/** A press on something about one secret, under its input. */
export function LineButton({ label, name, onClick }: { label: string; name: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={`${label}: ${name}`}
      className="link inline-flex min-h-6 items-center"
      onClick={onClick}
    >
      {label}
    </button>
  );
}
