"use client";

import { useState } from "react";
import { useBuilderRequest } from "./builder-events";

/** Says what changed without the focus moving to it. The same words twice are said twice. */
export function Announcer() {
  const [said, setSaid] = useState({ text: "", count: 0 });
  useBuilderRequest("announce", (detail) => setSaid(({ count }) => ({ text: detail?.text ?? "", count: count + 1 })));
  return (
    <p role="status" className="sr-only">
      <span key={said.count}>{said.text}</span>
    </p>
  );
}
