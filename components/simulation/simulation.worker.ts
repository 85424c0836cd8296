/** Simulates away from the page, so that typing never waits for it. */
import { simulate } from "@/lib/delivery/simulate";
import type { Simulation, SimulationInput } from "@/lib/delivery/simulation";

export interface SimulationRequest {
  input: SimulationInput;
}

export interface SimulationReply {
  simulation: Simulation;
}

// Without a sender's origin: a worker hears nobody but the page that made it.
addEventListener("message", ({ data }: MessageEvent<SimulationRequest>) => {
  const reply: SimulationReply = { simulation: simulate(data.input) };
  postMessage(reply);
});
