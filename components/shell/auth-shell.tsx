import type { ReactNode } from "react";
import { ChartBackdrop } from "./chart-backdrop";
import { Logo } from "./logo";

interface AuthShellProps {
  title: ReactNode;
  description?: ReactNode;
  /** Small print below the card: other ways in. */
  footer?: ReactNode;
  children?: ReactNode;
}

/** A lone card for people who are not signed in, or not anywhere: sign-in, invitations, errors. */
export function AuthShell({ title, description, footer, children }: AuthShellProps) {
  return (
    <div className="relative flex min-h-dvh flex-col overflow-hidden">
      <div aria-hidden="true" className="neatline absolute inset-x-0 top-0 h-0.5 opacity-70" />
      <ChartBackdrop />
      <main id="main" className="relative m-auto w-full max-w-[25.5rem] px-4 py-10">
        <Logo className="mb-5 flex justify-center" />
        <div className="rounded-xl border border-line bg-surface p-6 shadow-2 sm:p-7">
          <h1 className="font-semibold text-ink text-xl">{title}</h1>
          {description && <div className="mt-1 text-muted text-sm">{description}</div>}
          {children && <div className="mt-5">{children}</div>}
        </div>
        {footer && <div className="mt-4 text-center text-muted text-sm">{footer}</div>}
      </main>
    </div>
  );
}
