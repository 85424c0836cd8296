"use client";

import { useRef, useState } from "react";
import { type Answer, type Method, type Problem, send } from "@/lib/client/send";

/** One change at a time: while one is under way, further presses are ignored. */
export function useSend() {
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const isUnderWay = useRef(false);

  /** Undefined when another is still under way. */
  async function start(method: Method, url: string, body?: unknown): Promise<Answer | undefined> {
    if (isUnderWay.current) return undefined;
    isUnderWay.current = true;
    setIsBusy(true);
    const answer = await send(method, url, body);
    setProblem(answer.ok ? undefined : answer.problem);
    isUnderWay.current = false;
    setIsBusy(false);
    return answer;
  }

  return { start, isBusy, problem, forget: () => setProblem(undefined) };
}
