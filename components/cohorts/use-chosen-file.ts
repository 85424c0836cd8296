"use client";

import { useRef, useState } from "react";
import { cohortLimits } from "@/lib/cohort-contract";
import { lookAtFile, type MemberFileLook } from "./member-file";

export interface ChosenFile {
  file: File;
  look: MemberFileLook;
}

/** The file that somebody chose or dropped, once its beginning was looked at. */
export function useChosenFile() {
  const [chosen, setChosen] = useState<ChosenFile>();
  const [problem, setProblem] = useState<string>();
  const latest = useRef(0);

  async function choose(file: File | undefined): Promise<void> {
    latest.current += 1;
    const own = latest.current;
    setProblem(undefined);
    if (!file) {
      setChosen(undefined);
      return;
    }
    try {
      const look = await lookAtFile(file);
      if (own !== latest.current) return;
      const isTooLarge = file.size > cohortLimits.fileBytesMax;
      setChosen({ file, look });
      setProblem(
        isTooLarge ? `This file is larger than ${cohortLimits.fileBytesMax / 1024 ** 3} GB. Split it.` : look.problem,
      );
    } catch {
      if (own !== latest.current) return;
      setChosen(undefined);
      setProblem("This can't be read. Choose a file, not a folder, that is still where it was.");
    }
  }

  return { chosen, problem, choose, setProblem };
}
