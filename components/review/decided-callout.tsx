import { Callout } from "@/components/ui/callout";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Decided, decisionWords } from "./decision-words";

const tones: Record<string, "success" | "warning" | "danger"> = {
  approve: "success",
  request_changes: "warning",
  reject: "danger",
};

/** What was decided, by whom, and with which words. */
export function DecidedCallout({ decided: { decision, by, at, note, status } }: { decided: Decided }) {
  return (
    <Callout tone={tones[decision] ?? "info"} title={decisionWords(decision)}>
      {by} {at && <RelativeTime at={at} />}
      {note && (
        <span className="mt-1 block whitespace-pre-wrap break-words border-line-strong border-s-2 ps-3">{note}</span>
      )}
      {status === "superseded" && <span className="mt-1 block">A newer version has taken its place since.</span>}
    </Callout>
  );
}
