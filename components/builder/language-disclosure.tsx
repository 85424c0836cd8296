"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Disclosure } from "@/components/ui/disclosure";
import type { DocumentPath } from "@/lib/destination/finding";
import { focusFieldEvent, focusUnderWay } from "./focus-field";

interface LanguageDisclosureProps extends Omit<ComponentProps<typeof Disclosure>, "isOpen" | "onOpenChange" | "id"> {
  language: string;
}

/** The fold around the texts of a language: they stand in many places of the document, so no one path says what is inside. */
export function LanguageDisclosure({ language, children, ...props }: LanguageDisclosureProps) {
  const [isOpen, setIsOpen] = useState(() => isOfLanguage(focusUnderWay(), language));

  useEffect(() => {
    function openFor({ detail }: CustomEvent<DocumentPath>) {
      // At once, because the field inside is focused in the next frame.
      if (isOfLanguage(detail, language)) flushSync(() => setIsOpen(true));
    }
    window.addEventListener(focusFieldEvent, openFor);
    return () => window.removeEventListener(focusFieldEvent, openFor);
  }, [language]);

  return (
    <Disclosure {...props} isOpen={isOpen} onOpenChange={setIsOpen}>
      {isOpen && children}
    </Disclosure>
  );
}

function isOfLanguage(path: DocumentPath | undefined, language: string): boolean {
  const at = path?.indexOf("translations") ?? -1;
  return at >= 0 && path?.[at + 1] === language;
}
