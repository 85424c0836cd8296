"use client";

import { Lock } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { LineButton } from "./kept-secret";
import { SecretInput } from "./secret-input";
import type { StoredSecrets } from "./secret-keeping";
import { useSetupWords } from "./setup-words-context";

interface StoredSecretProps {
  fieldId: string;
  /** What the field is called, for the names of the buttons. */
  name: string;
  /** The element that takes the focus for the row. */
  id: string;
  /** Another secret, typed to take its place. */
  value: string;
  storedAt: string;
  placeholder?: string;
  stored: StoredSecrets;
  onChange: (value: string) => void;
}

/** A secret of an installation: it is stored, nobody sees it again, and it can be replaced or deleted. */
export function StoredSecret({ fieldId, name, id, value, storedAt, stored, ...props }: StoredSecretProps) {
  const [isReplacing, setIsReplacing] = useState(false);
  const { words, lang } = useSetupWords();
  const { secret } = words;
  const [before, after] = secret.storedSince;
  const isDeleted = stored.deleted.has(fieldId);
  const isHidden = !isDeleted && value === "" && !isReplacing;
  const takeFocus = useFocusAfterPress(id, `${isDeleted} ${isHidden}`);
  const press = (act: () => void) => () => {
    takeFocus();
    act();
  };
  return (
    <>
      {isHidden ? (
        <Input
          readOnly
          lang={lang}
          value={secret.stored}
          className="bg-sunken text-muted"
          start={<Lock aria-hidden="true" />}
        />
      ) : (
        <SecretInput
          value={value}
          name={name}
          placeholder={props.placeholder}
          onChange={(event) => {
            // What is typed takes the place of the stored one, so that deleting it says nothing more.
            if (isDeleted && event.currentTarget.value !== "") stored.setDeleted(fieldId, false);
            setIsReplacing(true);
            props.onChange(event.currentTarget.value);
          }}
        />
      )}
      <div lang={lang} className="flex min-h-6 flex-wrap items-center gap-x-2.5 text-muted text-xs">
        {isHidden ? (
          <>
            <span>
              {before}
              <RelativeTime at={storedAt} language={words.language} />
              {after}
            </span>
            <LineButton label={secret.replace} name={name} onClick={press(() => setIsReplacing(true))} />
            <LineButton label={secret.delete} name={name} onClick={press(() => stored.setDeleted(fieldId, true))} />
          </>
        ) : isDeleted ? (
          <>
            <span role="status">{secret.isDeleted}</span>
            <LineButton
              label={secret.undo}
              name={name}
              onClick={press(() => {
                setIsReplacing(false);
                stored.setDeleted(fieldId, false);
              })}
            />
          </>
        ) : (
          <>
            <span>{value === "" ? secret.stays : secret.isReplaced}</span>
            <LineButton
              label={secret.keep}
              name={name}
              onClick={press(() => {
                setIsReplacing(false);
                props.onChange("");
              })}
            />
          </>
        )}
      </div>
    </>
  );
}

/**
 * After a press that takes its own button away, the focus goes to the row's control. A dialog would take it to itself,
 * and does so first: hence the moment's wait.
 */
function useFocusAfterPress(id: string, state: string): () => void {
  const isPressed = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn changes with the state.
  useEffect(() => {
    if (!isPressed.current) return;
    isPressed.current = false;
    const timer = setTimeout(() => document.getElementById(id)?.focus({ preventScroll: true }));
    return () => clearTimeout(timer);
  }, [id, state]);
  return () => {
    isPressed.current = true;
  };
}
