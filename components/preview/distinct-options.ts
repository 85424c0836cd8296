/**
 * The options of a question as they are shown, while they are still being written: each has a label. Of several with one
 * value the first stays: they couldn't be told apart.
 */
export function distinctOptions(options: readonly { label: string; value: string }[]) {
  return options
    .filter(({ value }, index) => options.findIndex((other) => other.value === value) === index)
    .map(({ label, value }) => ({ value, label: label || value || "Untitled option" }));
}
