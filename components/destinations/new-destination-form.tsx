"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { z } from "zod";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { callApi, messageOf } from "@/lib/client/api";
import type { CreateDestinationBody } from "@/lib/contract";
import type { StartingPoint } from "./starting-point";
import { StartingPointCards } from "./starting-point-cards";

interface Props {
  connectionInfos: { id: string; displayName: string; versionLabel: string }[];
  selectedId?: string;
  points: readonly StartingPoint[];
}

const created = z.object({ id: z.string() });

export function NewDestinationForm({ connectionInfos, selectedId, points }: Props) {
  const router = useRouter();
  const [connectionInfoId, setConnectionInfoId] = useState(selectedId ?? connectionInfos[0]?.id ?? "");
  const [startFrom, setStartFrom] = useState<StartingPoint["id"]>(points[0]?.id ?? "blank");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");

  if (connectionInfos.length === 0) {
    return (
      <Callout
        tone="info"
        title="First, say who you are"
        actions={
          <ButtonLink href="/connection-info/new?next=destination" variant="primary">
            Create connection info
          </ButtonLink>
        }
      >
        A destination is listed under a connection info: the name, category and logo that customers see in the catalog.
      </Callout>
    );
  }

  async function create() {
    setIsBusy(true);
    setProblem("");
    try {
      const body: CreateDestinationBody = { connectionInfoId, kind: "list", startFrom };
      const { id } = await callApi("/destinations", { method: "POST", body, schema: created });
      router.push(`/destinations/${id}`);
    } catch (error) {
      setProblem(messageOf(error));
      setIsBusy(false);
    }
  }

  return (
    <form
      className="max-w-4xl"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Card
        bodyClassName="space-y-6"
        footer={
          <Button type="submit" variant="primary" isLoading={isBusy}>
            Create destination
          </Button>
        }
      >
        {problem && (
          <Callout tone="danger" title="The destination was not created" isLive>
            {problem}
          </Callout>
        )}
        <Field
          label="Connection info"
          help="The tile that customers see. One record may serve several destinations."
          isRequired
        >
          <NativeSelect
            value={connectionInfoId}
            onChange={(event) => setConnectionInfoId(event.target.value)}
            options={connectionInfos.map((info) => ({
              value: info.id,
              label: `${info.displayName} – ${info.versionLabel}`,
            }))}
          />
        </Field>
        <p className="-mt-4 text-sm">
          <Link href="/connection-info/new?next=destination" className="link">
            Create another connection info
          </Link>
        </p>
        <fieldset className="grid grid-cols-1 gap-2 sm:grid-cols-3">
          <legend className="mb-2 font-medium text-ink text-sm">Kind</legend>
          <Choice name="kind" isChecked onChoose={() => undefined} title="List">
            A cohort is a list of users: create it, add and remove them.
          </Choice>
          <Choice name="kind" isDisabled title="User property" note={<Badge>Not available yet</Badge>}>
            Membership is a property or a tag of each user.
          </Choice>
          <Choice name="kind" isDisabled title="Events" note={<Badge>Not available yet</Badge>}>
            Events and profile changes, as they happen.
          </Choice>
        </fieldset>
        <div>
          <h2 className="mb-2 font-medium text-ink text-sm">Start from</h2>
          <StartingPointCards label="Start from" points={points} value={startFrom} onValueChange={setStartFrom} />
        </div>
      </Card>
    </form>
  );
}

function Choice(props: {
  name: string;
  title: string;
  note?: ReactNode;
  isChecked?: boolean;
  isDisabled?: boolean;
  onChoose?: () => void;
  children: ReactNode;
}) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-md border border-line p-3 hover:bg-hover has-checked:border-accent has-checked:bg-selected has-disabled:cursor-not-allowed has-disabled:hover:bg-surface">
      <input
        type="radio"
        name={props.name}
        className="mt-0.5 size-4 accent-accent"
        checked={props.isChecked ?? false}
        disabled={props.isDisabled}
        onChange={props.onChoose}
      />
      <span className="min-w-0 text-sm">
        <span className="flex flex-wrap items-center gap-2 font-medium text-ink">
          {props.title} {props.note}
        </span>
        <span className="mt-0.5 block text-muted">{props.children}</span>
      </span>
    </label>
  );
}
