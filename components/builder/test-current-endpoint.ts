import { toast } from "@/components/ui/toast";
import { type EndpointKey, endpointKey } from "@/lib/destination/endpoints";
import { requestBuilder } from "./builder-events";
import { readCurrentSection } from "./current-section";
import { endpointOfSection } from "./sections";

/** Tests the call that the focus is in, at the left or at the right; else the one whose section is being read. */
export function testCurrentEndpoint(): void {
  const endpoint = focusedTest() ?? endpointOfSection(readCurrentSection());
  if (endpoint) {
    requestBuilder("test", { endpoint });
    return;
  }
  toast.info("Which endpoint?", {
    description: "Go to one of the calls first, or run all of them.",
    action: { label: "Run all", onClick: () => void requestBuilder("test", { all: true }) },
  });
}

/** The cards of the test bench are called `test-addUsers` and so on. */
function focusedTest(): EndpointKey | undefined {
  const card = document.activeElement?.closest("[id^='test-']");
  const read = endpointKey.safeParse(card?.id.slice("test-".length));
  return read.success ? read.data : undefined;
}
