"use client";

import { useEffect, useState } from "react";
import type { SourceProblem } from "@/lib/destination/manifest/source-text";
import { type GoodManifest, readManifest, textOf } from "./read-manifest";

export type ManifestReading =
  | { state: "empty" }
  | { state: "reading" }
  | { state: "bad"; problems: readonly SourceProblem[] }
  | { state: "good"; contents: GoodManifest }
  /** The file can't be read, or what reads it could not be fetched. */
  | { state: "failed"; message: string };

export interface ManifestText {
  text: string;
  /** The file that was chosen, as long as its text is as it was. */
  fileName: string | undefined;
  reading: ManifestReading;
  write: (text: string) => void;
  choose: (file: File) => Promise<void>;
}

/** Long enough that a text isn't read between two keys. */
const pauseMs = 250;

/** A manifest that is being written, pasted or chosen, and what it holds. The text is kept whatever is wrong with it. */
export function useManifestText(): ManifestText {
  const [source, setSource] = useState<{ text: string; fileName?: string }>({ text: "" });
  const [failure, setFailure] = useState("");
  const [read, setRead] = useState<{ text: string; reading: ManifestReading }>();
  const { text, fileName } = source;

  useEffect(() => {
    if (text.trim() === "") return;
    let isStale = false;
    const timer = setTimeout(async () => {
      const reading = await readingOf(text);
      if (!isStale) setRead({ text, reading });
    }, pauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [text]);

  return {
    text,
    fileName,
    reading: failure ? { state: "failed", message: failure } : current(text, read),
    write: (next) => {
      setFailure("");
      setSource({ text: next });
    },
    choose: async (file) => {
      try {
        setSource({ text: await textOf(file), fileName: file.name });
        setFailure("");
      } catch (error) {
        setFailure(error instanceof Error ? error.message : "The file could not be read. Choose it again.");
      }
    },
  };
}

function current(text: string, read: { text: string; reading: ManifestReading } | undefined): ManifestReading {
  if (text.trim() === "") return { state: "empty" };
  return read?.text === text ? read.reading : { state: "reading" };
}

async function readingOf(text: string): Promise<ManifestReading> {
  try {
    const read = await readManifest(text);
    return read.ok ? { state: "good", contents: read.contents } : { state: "bad", problems: read.problems };
  } catch {
    return {
      state: "failed",
      message: "The page could not load what reads manifests. Check your connection and change a letter.",
    };
  }
}
