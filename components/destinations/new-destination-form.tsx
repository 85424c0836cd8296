"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { callApi, messageOf } from "@/lib/client/api";
import type { CreateDestinationBody } from "@/lib/contract";
import type { DestinationKind } from "@/lib/destination/definition";
import { KindChoice } from "./kind-choice";
import type { StartingPoint } from "./starting-point";
import { StartingPointPicker } from "./starting-point-picker";

interface Props {
  connectionInfos: { id: string; displayName: string; versionLabel: string }[];
  selectedId?: string;
  /** Of all kinds. */
  points: readonly StartingPoint[];
}

const created = z.object({ id: z.string() });

export function NewDestinationForm({ connectionInfos, selectedId, points }: Props) {
  const router = useRouter();
  const [connectionInfoId, setConnectionInfoId] = useState(selectedId ?? connectionInfos[0]?.id ?? "");
  const [kind, setKind] = useState<DestinationKind>("list");
  const [wanted, setWanted] = useState("");
  const ofKind = points.filter((point) => point.kind === kind);
  // What was chosen for another kind doesn't exist for this one.
  const startFrom = (ofKind.find(({ id }) => id === wanted) ?? ofKind[0])?.id ?? "blank";
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");

  if (connectionInfos.length === 0) {
    return <NoConnectionInfo />;
  }

  async function create() {
    setIsBusy(true);
    setProblem("");
    try {
      const body: CreateDestinationBody = { connectionInfoId, kind, startFrom };
      const { id } = await callApi("/destinations", { method: "POST", body, schema: created });
      router.push(`/destinations/${id}`);
    } catch (error) {
      setProblem(messageOf(error));
      setIsBusy(false);
    }
  }

  return (
    <form
      method="post"
      className="max-w-5xl"
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
        <ConnectionInfoField infos={connectionInfos} value={connectionInfoId} onValueChange={setConnectionInfoId} />
        <KindChoice value={kind} onValueChange={setKind} />
        <div>
          <h2 className="mb-2 font-medium text-ink text-sm">Start from</h2>
          <StartingPointPicker
            key={kind}
            label="Start from"
            points={ofKind}
            value={startFrom}
            onValueChange={setWanted}
          />
        </div>
      </Card>
    </form>
  );
}

interface ConnectionInfoFieldProps {
  infos: Props["connectionInfos"];
  value: string;
  onValueChange: (id: string) => void;
}

function ConnectionInfoField({ infos, value, onValueChange }: ConnectionInfoFieldProps) {
  return (
    <div>
      <Field
        label="Connection info"
        help="The tile that customers see. One record may serve several destinations."
        isRequired
      >
        <NativeSelect
          value={value}
          onChange={(event) => onValueChange(event.target.value)}
          options={infos.map((info) => ({
            value: info.id,
            label: `${info.displayName} – ${info.versionLabel}`,
          }))}
        />
      </Field>
      <p className="mt-2 text-sm">
        <Link href="/connection-info/new?next=destination" className="link">
          Create another connection info
        </Link>
      </p>
    </div>
  );
}

function NoConnectionInfo() {
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
