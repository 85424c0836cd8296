import type { ReactNode } from "react";

interface FailureProps {
  title: string;
  description: string;
  /** The number under which the log knows it. */
  digest?: string;
  children: ReactNode;
}

/** The card of the error pages. Every page of the portal loads these in advance, so it is plainer than the others. */
export function Failure({ title, description, digest, children }: FailureProps) {
  return (
    <main id="main" className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-[25.5rem] rounded-xl border border-line bg-surface p-6 shadow-2 sm:p-7">
        <h1 className="font-semibold text-ink text-xl">{title}</h1>
        <p className="mt-1 text-muted text-sm">{description}</p>
        <div className="mt-5 flex flex-wrap gap-2">{children}</div>
        {digest && <p className="mt-4 text-faint text-xs">Error number {digest}</p>}
      </div>
    </main>
  );
}
