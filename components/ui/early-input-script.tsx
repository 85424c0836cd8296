/**
 * What is typed or sent between the first paint and the moment in which React takes over, which knows nothing of it.
 * `input` events tell it from what a browser restores by itself after a reload: that nobody typed. A form that is sent by
 * script says `post` and is held back; one that works without any goes its way.
 */
const record = `(() => {
  const typed = new Map(), sent = new Map();
  const onInput = ({ target: control }) => {
    if (!("value" in control) || control.type === "file") return;
    typed.set(control, control.type === "checkbox" || control.type === "radio" ? control.checked : control.value);
  };
  const onSubmit = (event) => {
    if (event.target.getAttribute("method") !== "post") return;
    event.preventDefault();
    sent.set(event.target, event.submitter);
  };
  addEventListener("input", onInput, true);
  addEventListener("submit", onSubmit, true);
  const stop = () => {
    removeEventListener("input", onInput, true);
    removeEventListener("submit", onSubmit, true);
  };
  window.earlyInput = { typed, sent, stop };
})()`;

/** Belongs into the head, so that it runs before anything can be typed. `EarlyInput` hands on what it notes. */
export function EarlyInputScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      // A browser hides the nonce from scripts, so that React finds another one than it wrote.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; a file would hold back the first paint.
      dangerouslySetInnerHTML={{ __html: record }}
    />
  );
}
