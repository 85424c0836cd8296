"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { type CommentPlace, reviewApi, threadsQuery } from "@/lib/client/review-api";
import { type AnchorSubject, anchorKey } from "@/lib/review-anchor";
import type { BeginThreadBody, ReplyBody, ReviewAnchor, ReviewThread, ThreadStatus } from "@/lib/review-contract";
import { type ShownThread, ThreadBoard } from "./thread-board";

interface Threads {
  board: ThreadBoard;
  /** Whether the reader may answer and resolve. */
  mayComment: boolean;
  /** Whether there is anything that comments can be about: a version was submitted. */
  mayBegin: boolean;
  begin: (body: BeginThreadBody) => Promise<void>;
  reply: (threadId: string, body: ReplyBody) => Promise<void>;
  setStatus: (threadId: string, status: ThreadStatus) => Promise<void>;
  edit: (threadId: string, commentId: string, text: string) => Promise<void>;
  /** Brings a thread into view, whatever folds its place, and puts the focus there. */
  show: (thread: ReviewThread) => void;
}

const ThreadsContext = createContext<Threads | undefined>(undefined);
/** Apart, because a draft changes with each key pressed, and only an open thread wants to know. */
const SubjectContext = createContext<AnchorSubject | undefined>(undefined);

interface ThreadsProviderProps {
  place: CommentPlace;
  /** What the comments are about, as it is now. */
  subject: AnchorSubject;
  mayComment: boolean;
  mayBegin: boolean;
  initialThreads?: ReviewThread[];
  /** Opens whatever folds a place, before a thread there is shown. */
  reveal?: (anchor: ReviewAnchor) => void;
  children: ReactNode;
}

/** The comments on what this page shows, for whatever part of it they belong to. */
export function ThreadsProvider({
  place,
  subject,
  mayComment,
  mayBegin,
  initialThreads,
  reveal,
  children,
}: ThreadsProviderProps) {
  const [{ board, said }] = useState(() => ({
    board: new ThreadBoard(initialThreads ?? []),
    said: new Announcements(),
  }));
  const keep = useThreadKeeping(place, board, initialThreads);
  const text = useSyncExternalStore(said.subscribe, said.get, () => "");
  const threads = useMemo(
    (): Threads => ({
      board,
      mayComment,
      mayBegin,
      begin: async (body) => {
        keep(await reviewApi.beginThread(place, body));
        said.say("Comment added.");
      },
      reply: async (threadId, body) => {
        keep(await reviewApi.reply(place, threadId, body));
        said.say(body.resolve ? "Answer added, thread resolved." : "Answer added.");
      },
      setStatus: async (threadId, status) => {
        keep(await reviewApi.setStatus(place, threadId, status));
        said.say(status === "resolved" ? "Thread resolved." : "Thread open again.");
      },
      edit: async (threadId, commentId, changed) => {
        keep(await reviewApi.editComment(place, threadId, commentId, changed));
        said.say("Comment changed.");
      },
      show: ({ id, anchor }) => {
        reveal?.(anchor);
        // What was folded says that it is on the page first, and has had the focus.
        setTimeout(() => board.show(id), reveal ? 150 : 0);
      },
    }),
    [board, said, mayComment, mayBegin, place, keep, reveal],
  );
  useThreadOfAddress(board, threads.show);
  return (
    <ThreadsContext value={threads}>
      <SubjectContext value={subject}>
        {children}
        <p aria-live="polite" className="sr-only">
          {text}
        </p>
      </SubjectContext>
    </ThreadsContext>
  );
}

/** Loads the threads and hands them to the board; the answer puts one in place of its older self. */
function useThreadKeeping(place: CommentPlace, board: ThreadBoard, initialData: ReviewThread[] | undefined) {
  const queries = useQueryClient();
  const query = threadsQuery(place);
  const { data } = useQuery({ ...query, initialData });
  useEffect(() => {
    if (data) board.update(data);
  }, [board, data]);
  return useCallback(
    (thread: ReviewThread) => {
      const { queryKey } = threadsQuery(place);
      // An answer that is on its way was read before this one was written.
      void queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (threads: ReviewThread[] = []) =>
        threads.some(({ id }) => id === thread.id)
          ? threads.map((each) => (each.id === thread.id ? thread : each))
          : [...threads, thread],
      );
    },
    [place, queries],
  );
}

/** A link to a thread, as messages hold them: `?thread=…`. */
function useThreadOfAddress(board: ThreadBoard, show: (thread: ReviewThread) => void): void {
  const threads = useSyncExternalStore(board.subscribe, board.all, board.all);
  const isShown = useRef(false);
  useEffect(() => {
    const asked = new URLSearchParams(window.location.search).get("thread");
    const thread = threads.find(({ id }) => id === asked);
    if (!thread || isShown.current) return;
    isShown.current = true;
    // What is on the page has to have said so first.
    setTimeout(() => show(thread), 50);
  }, [threads, show]);
}

/** What has just happened, for those who don't see it. */
class Announcements {
  #text = "";
  readonly #listeners = new Set<() => void>();

  get = (): string => this.#text;

  say(text: string): void {
    // The same words twice would be no change, and would not be read out.
    this.#text = text === this.#text ? `${text}\u00a0` : text;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The comments of this page; undefined where it has none. */
export function useThreads(): Threads | undefined {
  return use(ThreadsContext);
}

/** What the comments are about, as it is now. */
export function useAnchorSubject(): AnchorSubject {
  const subject = use(SubjectContext);
  if (!subject) throw new Error("This belongs inside a ThreadsProvider.");
  return subject;
}

const nothing: readonly ReviewThread[] = [];
const idle = () => () => undefined;

/** Says that a place is on the page, and gets the threads to be shown there. */
export function useThreadsAt(anchor: ReviewAnchor): readonly ReviewThread[] {
  return useThreadsAtKey(anchorKey(anchor));
}

/** The same by the key of the place; none: it isn't known yet. */
export function useThreadsAtKey(key: string | undefined): readonly ReviewThread[] {
  const board = useThreads()?.board;
  useEffect(() => (board && key !== undefined ? board.register(key) : undefined), [board, key]);
  const at = () => (board && key !== undefined ? board.at(key) : nothing);
  return useSyncExternalStore(board?.subscribe ?? idle, at, () => nothing);
}

/** Every thread of the page. */
export function useAllThreads(): readonly ReviewThread[] {
  const board = useThreads()?.board;
  const all = () => board?.all() ?? nothing;
  return useSyncExternalStore(board?.subscribe ?? idle, all, all);
}

/** The thread that somebody asked to see last. */
export function useShownThread(): ShownThread | undefined {
  const board = useThreads()?.board;
  return useSyncExternalStore(
    board?.subscribe ?? idle,
    () => board?.shown(),
    () => undefined,
  );
}
