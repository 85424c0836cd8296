import type { ReactNode } from "react";

export interface SectionHelpText {
  text: ReactNode;
  example?: { caption: string; code: string };
  /** The chapter of the rulebook. */
  rules: string;
}

/** A variable within the words. */
export const Code = ({ children }: { children: string }) => (
  <code className="font-mono text-syntax-variable text-xs">{children}</code>
);
