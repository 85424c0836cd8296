"use client";

import { useId, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatBytes, formatNumber, pluralize } from "@/components/ui/format-number";
import { Textarea } from "@/components/ui/textarea";
import { parseSampleUsersCsv, type SampleUsersCsv } from "@/lib/destination/sample-users";
import { plainUser } from "./test-users";
import { type TestUser, usersMax } from "./test-values";
import { useTestBench } from "./test-values-provider";

interface UsersCsvDialogProps {
  columns: readonly string[];
  onOpenChange: (isOpen: boolean) => void;
  onUsers: (users: TestUser[]) => void;
}

const fileBytesMax = 1024 * 1024;
const problemsShown = 8;

/** Sample users from a CSV that is pasted or uploaded. Rows that can't be read are named and left out. */
export function UsersCsvDialog({ columns, onOpenChange, onUsers }: UsersCsvDialogProps) {
  const { definition } = useDraft();
  const { project, change } = useTestBench();
  const [text, setText] = useState("");
  const [fileProblem, setFileProblem] = useState("");
  const fileId = useId();
  const names = [
    ...(project?.properties.map(({ name }) => name) ?? []),
    ...definition.mappings.map(({ variable }) => variable),
    ...columns,
  ];
  const read = text.trim() === "" ? undefined : parseSampleUsersCsv(text, names);
  const isTooMany = (read?.users.length ?? 0) > usersMax;

  async function readFile(file: File | undefined) {
    if (!file) return;
    if (file.size > fileBytesMax) {
      setFileProblem(
        `${file.name} has ${formatBytes(file.size)}; sample users may have at most ${formatBytes(fileBytesMax)}. Cut it to a few lines.`,
      );
      return;
    }
    setFileProblem("");
    setText(await file.text());
  }

  function apply() {
    if (!read || read.users.length === 0) return;
    onUsers(read.users.slice(0, usersMax).map(plainUser));
    const { name } = read.cohort;
    if (name) change((before) => ({ ...before, cohortName: name.slice(0, 400) }));
    onOpenChange(false);
  }

  return (
    <Dialog isOpen onOpenChange={onOpenChange}>
      <DialogContent
        title="Sample users from CSV"
        description="A column operation with add or remove, and one column a user property or mapping variable, in any case."
        size="lg"
        footer={
          <>
            <DialogClose />
            <Button variant="primary" disabled={!read || read.users.length === 0} onClick={apply}>
              {read && read.users.length > 0
                ? `Use ${pluralize(Math.min(read.users.length, usersMax), "user")}`
                : "Use these users"}
            </Button>
          </>
        }
      >
        <div className="space-y-4">
          <Field label="CSV" help="Comma, semicolon or tab; the first line names the columns.">
            <Textarea
              isMono
              rows={8}
              value={text}
              placeholder={`operation,${columns.join(",")}\nadd,…\nremove,…`}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </Field>
          <Field label="Or a file" id={fileId} error={fileProblem || undefined}>
            <input
              id={fileId}
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              aria-describedby={fileProblem ? `${fileId}-error` : undefined}
              onChange={(event) => void readFile(event.currentTarget.files?.[0])}
              className="w-full text-muted text-sm file:me-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:font-medium file:text-ink file:text-sm"
            />
          </Field>
          {read && <Reading read={read} isTooMany={isTooMany} />}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Reading({ read, isTooMany }: { read: SampleUsersCsv; isTooMany: boolean }) {
  const { problems, users } = read;
  return (
    <div role="status" className="space-y-3">
      {problems.length > 0 && (
        <Callout
          tone={users.length === 0 ? "danger" : "warning"}
          title={`${pluralize(problems.length, "line")} can't be used`}
        >
          <ul className="space-y-0.5">
            {problems.slice(0, problemsShown).map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                Line {formatNumber(line)}: {message}
              </li>
            ))}
          </ul>
          {problems.length > problemsShown && <p>And {problems.length - problemsShown} more.</p>}
        </Callout>
      )}
      {isTooMany && (
        <Callout tone="warning" title="Too many users for a test">
          A test takes {formatNumber(usersMax)} users; the rest of this file is left out.
        </Callout>
      )}
      {problems.length === 0 && !isTooMany && users.length > 0 && (
        <p className="text-muted text-sm">{pluralize(users.length, "user")} read, no problems.</p>
      )}
    </div>
  );
}
