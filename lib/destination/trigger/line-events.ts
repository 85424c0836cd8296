/** Events with the line that a condition of a computed value is about. */
import { valueAt } from "./event-value";
import type { SampleEvent } from "./sample-events";

/**
 * The events with a member `line`: the first element of the list at the path, or what stands there itself. Events that
 * have nothing there have no line. An empty path is the event.
 */
export function lineEvents(events: readonly SampleEvent[], path: readonly string[]): SampleEvent[] {
  return events.map((sample) => {
    const found = valueAt(sample.event, path);
    const line = Array.isArray(found) ? found[0] : found;
    return line === undefined || line === null ? sample : { ...sample, event: { ...sample.event, line } };
  });
}
