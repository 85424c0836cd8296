"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { CatalogTile } from "@/components/catalog/catalog-tile";
import { MarkdownText } from "@/components/catalog/markdown-text";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { logoSrc } from "@/components/ui/logo-tile";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { callApi, messageOf } from "@/lib/client/api";
import { type ConnectionInfoBody, connectionInfoBody } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import { LogoUpload } from "./logo-upload";
import { SaveFailure } from "./save-failure";
import { journalEntry, useJournal } from "./use-journal";

interface Props {
  categories: { id: string; name: string }[];
  existing?: ConnectionInfoBody & { id: string; revision: number };
  /** Opened on the way to a new destination: leads on to it. */
  isForDestination?: boolean;
}

const blank: ConnectionInfoBody = {
  displayName: "",
  categoryId: null,
  summary: "",
  fullDescription: "",
  documentation: "",
  support: "",
  versionLabel: "1.0",
  logoId: null,
};

const saved = z.object({ id: z.string(), revision: z.number() });

type Problems = Partial<Record<string, string>>;

/** Form and live tile. What is typed is kept in this browser until it is saved. */
export function ConnectionInfoForm({ categories, existing, isForDestination = false }: Props) {
  const router = useRouter();
  const [body, setBody] = useState<ConnectionInfoBody>(() => (existing ? pick(existing) : blank));
  const [base, setBase] = useState(body);
  const [revision, setRevision] = useState(existing?.revision ?? 1);
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<AppError>();
  const [isBusy, setIsBusy] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const isDirty = JSON.stringify(body) !== JSON.stringify(base);
  const journalKey = `landfall:connection-info:${existing?.id ?? "new"}`;
  useJournal(journalKey, body, isDirty, setBody);

  function change<Key extends keyof ConnectionInfoBody>(key: Key, value: ConnectionInfoBody[Key]) {
    setBody((current) => ({ ...current, [key]: value }));
    setProblems((current) => ({ ...current, [key]: undefined }));
    setIsSaved(false);
  }

  async function save(atRevision = revision) {
    const found = problemsOf(body);
    setProblems(found);
    setFailure(undefined);
    const first = Object.keys(found)[0];
    if (first) {
      document.getElementById(`info-${first}`)?.focus();
      return;
    }
    setIsBusy(true);
    try {
      const answer = existing
        ? await callApi(`/connection-infos/${existing.id}`, {
            method: "PUT",
            body: { ...body, revision: atRevision },
            schema: saved,
          })
        : await callApi("/connection-infos", { method: "POST", body, schema: saved });
      localStorage.removeItem(journalKey);
      setBase(body);
      setRevision(answer.revision);
      setIsSaved(true);
      if (existing) router.refresh();
      else
        router.push(
          isForDestination ? `/destinations/new?connectionInfo=${answer.id}` : `/connection-info/${answer.id}`,
        );
    } catch (error) {
      setFailure(error instanceof AppError ? error : new AppError("unavailable", messageOf(error)));
      const issues = error instanceof AppError ? (error.details.issues ?? []) : [];
      setProblems(Object.fromEntries(issues.map(({ path, message }) => [path, message])));
      if (issues[0]) document.getElementById(`info-${issues[0].path}`)?.focus();
    } finally {
      setIsBusy(false);
    }
  }

  /** Gives up one's own text for what somebody else has saved. */
  function takeTheirs(theirs: ConnectionInfoBody & { revision: number }) {
    const next = pick(theirs);
    localStorage.removeItem(journalKey);
    setBody(next);
    setBase(next);
    setRevision(theirs.revision);
    setProblems({});
    setFailure(undefined);
  }

  const category = categories.find(({ id }) => id === body.categoryId)?.name ?? "";
  return (
    <form
      method="post"
      noValidate
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Card
        bodyClassName="space-y-5"
        footer={
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" isLoading={isBusy}>
              {existing ? "Save changes" : "Create connection info"}
            </Button>
            <span role="status" className="text-muted text-sm">
              {isDirty ? "Not saved yet. Your text is kept in this browser." : isSaved ? "Saved." : ""}
            </span>
          </div>
        }
      >
        {failure && (
          <SaveFailure failure={failure} onKeepMine={(theirs) => void save(theirs)} onTakeTheirs={takeTheirs} />
        )}
        <Field
          id="info-displayName"
          label="Display name"
          error={problems.displayName}
          help="Unique on the platform, 2 to 60 characters."
          isRequired
        >
          <Input
            value={body.displayName}
            maxLength={120}
            autoComplete="off"
            onChange={(event) => change("displayName", event.target.value)}
          />
        </Field>
        <Field
          id="info-categoryId"
          label="Category"
          error={problems.categoryId}
          help="Needed before you submit. Customers filter the catalog by it."
        >
          <NativeSelect
            value={body.categoryId ?? ""}
            placeholder="Choose a category"
            onChange={(event) => change("categoryId", event.target.value || null)}
            options={categories.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field
          id="info-summary"
          label="Summary"
          error={problems.summary}
          help="One sentence for the tile."
          labelEnd={<Count text={body.summary} max={160} />}
        >
          <Textarea rows={2} value={body.summary} onChange={(event) => change("summary", event.target.value)} />
        </Field>
        <Field
          id="info-fullDescription"
          label="Full description"
          error={problems.fullDescription}
          help="Markdown. What it does, for whom, and what is needed on your side."
          labelEnd={<Count text={body.fullDescription} max={5_000} />}
        >
          <Textarea
            rows={8}
            value={body.fullDescription}
            onChange={(event) => change("fullDescription", event.target.value)}
          />
        </Field>
        <LogoUpload
          displayName={body.displayName}
          logoId={body.logoId}
          problem={problems.logoId}
          onChange={(logoId) => change("logoId", logoId)}
        />
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <Field id="info-documentation" label="Documentation link" error={problems.documentation}>
            <Input
              type="url"
              placeholder="https://docs.example.com"
              value={body.documentation}
              onChange={(event) => change("documentation", event.target.value)}
            />
          </Field>
          <Field id="info-support" label="Support" error={problems.support} help="An e-mail address or a link.">
            <Input
              placeholder="support@example.com"
              value={body.support}
              onChange={(event) => change("support", event.target.value)}
            />
          </Field>
        </div>
        <Field
          id="info-versionLabel"
          label="Version label"
          error={problems.versionLabel}
          help="Shown where you choose this record, such as 1.0."
          className="max-w-40"
        >
          <Input value={body.versionLabel} onChange={(event) => change("versionLabel", event.target.value)} />
        </Field>
      </Card>
      <aside aria-label="Preview" className="space-y-4 lg:sticky lg:top-16">
        <h2 className="font-semibold text-muted text-xs uppercase tracking-wide">In the catalog</h2>
        <CatalogTile
          displayName={body.displayName}
          summary={body.summary}
          category={category}
          kind="list"
          logoSrc={logoSrc(body.logoId)}
        />
        {body.fullDescription.trim() !== "" && (
          <Card title="Full description" headingLevel={3}>
            <MarkdownText text={body.fullDescription} />
          </Card>
        )}
      </aside>
    </form>
  );
}

function Count({ text, max }: { text: string; max: number }) {
  const isOver = text.length > max;
  return (
    <span className={isOver ? "font-medium text-danger-ink text-xs tabular-nums" : "text-faint text-xs tabular-nums"}>
      {text.length.toLocaleString("en")} / {max.toLocaleString("en")}
    </span>
  );
}

function pick(existing: ConnectionInfoBody): ConnectionInfoBody {
  return journalEntry.parse(existing);
}

function problemsOf(body: ConnectionInfoBody): Problems {
  const result = connectionInfoBody.safeParse(body);
  if (result.success) return {};
  const found: Problems = {};
  for (const issue of result.error.issues) found[String(issue.path[0])] ??= issue.message;
  return found;
}
