"use client";

import { useState } from "react";
import { ButtonGroup } from "@/components/ui/button-group";
import { Card } from "@/components/ui/card";

const forms = [
  { value: "text", label: "Text" },
  { value: "html", label: "As it looks" },
];

/** A mail in its two forms. The frame of the second has not a single permission: no script, no form, no way out. */
export function MailPreview({ subject, text, html }: { subject: string; text: string; html: string }) {
  const [form, setForm] = useState("text");
  return (
    <Card
      title="Content"
      isFlush
      actions={<ButtonGroup aria-label="Form" size="sm" options={forms} value={form} onValueChange={setForm} />}
    >
      {form === "text" ? (
        <pre className="whitespace-pre-wrap break-words p-4 font-mono text-ink text-xs leading-5">{text}</pre>
      ) : (
        <iframe
          sandbox=""
          srcDoc={html}
          title={`${subject}, as its recipient sees it`}
          className="h-[36rem] w-full rounded-b-lg bg-white"
        />
      )}
    </Card>
  );
}
