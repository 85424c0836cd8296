import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { EarlyInput } from "@/components/ui/early-input";
import { EarlyInputScript } from "@/components/ui/early-input-script";
import { fontVariables } from "./fonts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Landfall", template: "%s · Landfall" },
  description: "Build, test and publish destinations.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f7f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0a1219" },
  ],
};

/**
 * The theme comes from a cookie, so the first byte already carries it: no flash, and no script. Without the cookie
 * the system decides, in the style sheet.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get("theme")?.value;
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html
      lang="en"
      className={fontVariables}
      data-theme={theme === "light" || theme === "dark" ? theme : undefined}
      suppressHydrationWarning
    >
      <head>
        <EarlyInputScript nonce={nonce} />
      </head>
      <body>
        {children}
        <EarlyInput />
      </body>
    </html>
  );
}
