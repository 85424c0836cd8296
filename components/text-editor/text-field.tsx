"use client";

import { type RefObject, useLayoutEffect } from "react";
import { cn } from "@/components/ui/cn";
import { useFieldControl } from "@/components/ui/field-context";
import type { TextControl } from "./caret-after";
import { choiceId } from "./choice-list";
import { TextBackdrop } from "./text-backdrop";
import type { TextPiece } from "./text-pieces";
import type { useTextEditing } from "./use-text-editing";

interface TextFieldProps {
  text: string;
  pieces: readonly TextPiece[];
  isOneLine: boolean;
  lines: number;
  /** Several lines of code rather than of words: in the type of code, read from left to right. */
  isCode: boolean;
  editing: ReturnType<typeof useTextEditing>;
  control: RefObject<TextControl | null>;
  backdrop: RefObject<HTMLDivElement | null>;
  listId: string;
  placeholder?: string;
  "aria-label"?: string;
}

/** The box that is typed into, with the coloured text behind it. */
export function TextField(props: TextFieldProps) {
  const { text, pieces, isOneLine, lines, isCode, editing, control, backdrop, listId } = props;
  const { open } = editing.list;
  const shared = {
    ...useFieldControl({}),
    ...editing.handlers,
    ...plainText,
    "aria-label": props["aria-label"],
    "aria-autocomplete": "list",
    "aria-controls": open && listId,
    "aria-activedescendant": open && choiceId(listId, open.active),
    value: text,
    placeholder: props.placeholder,
  } as const;
  // The browser scrolls a long line along with the caret; the text behind it has to follow.
  const syncScroll = () => {
    if (isOneLine && backdrop.current && control.current) backdrop.current.scrollLeft = control.current.scrollLeft;
  };
  useLayoutEffect(syncScroll);

  if (!isOneLine) {
    const dir = isCode ? "ltr" : "auto";
    const face = isCode ? "font-mono text-xs leading-5" : "text-sm";
    return (
      <div className={cn("control overflow-y-auto", linesFocus)} style={{ maxHeight: "32rem" }}>
        <div className="relative isolate grid">
          <TextBackdrop
            element={backdrop}
            text={text}
            pieces={pieces}
            dir={dir}
            className={cn("-z-10", !isCode && "[unicode-bidi:plaintext]", linesText, face)}
            style={{ minHeight: `${lines * 1.25 + 0.875}rem` }}
          />
          <textarea
            {...shared}
            ref={(element) => {
              control.current = element;
            }}
            dir={dir}
            rows={1}
            aria-haspopup="listbox"
            className={cn(
              "absolute inset-0 h-full w-full resize-none overflow-hidden outline-none",
              linesText,
              face,
              bare,
            )}
          />
        </div>
      </div>
    );
  }
  return (
    <div className="control relative isolate h-8 w-full min-w-0 overflow-hidden font-mono text-xs pointer-coarse:h-10">
      <TextBackdrop
        element={backdrop}
        text={text}
        pieces={pieces}
        dir="ltr"
        className="absolute inset-x-2.5 inset-y-0 -z-10 overflow-hidden whitespace-pre leading-7.5 pointer-coarse:leading-9.5"
      />
      <input
        {...shared}
        ref={(element) => {
          control.current = element;
        }}
        dir="ltr"
        role="combobox"
        aria-expanded={open !== undefined}
        onScroll={syncScroll}
        className={cn("h-full w-full min-w-0 px-2.5 font-mono text-xs outline-none", bare)}
      />
    </div>
  );
}

/** Every character counts: the browser must not help. */
const plainText = { autoComplete: "off", autoCapitalize: "off", autoCorrect: "off", spellCheck: false } as const;

/** The text itself is drawn behind; what is selected shows as such, in one colour. */
const bare = "bg-transparent text-transparent caret-ink selection:text-ink";

const linesText = "whitespace-pre-wrap break-words px-2.5 py-1.5";

/** The kit's text box looks for the focus one level above. */
const linesFocus =
  "has-focus-visible:border-ring has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-1 has-aria-invalid:border-danger";
