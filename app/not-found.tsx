import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { buttonClass } from "@/components/ui/button-class";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <AuthShell
      title="There is nothing here"
      description="The page does not exist, or it belongs to an organization you are not working for at the moment. If somebody sent you the link, switch to their organization and open it again."
    >
      {/* A plain link: every page loads this one in advance, and a router link would weigh on the lightest of them. */}
      <a href="/" className={buttonClass({ variant: "primary" })}>
        Go to the start page
      </a>
    </AuthShell>
  );
}
