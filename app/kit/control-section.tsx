"use client";

import { Plus, Search, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonGroup } from "@/components/ui/button-group";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";

const variants = ["primary", "secondary", "ghost", "danger"] as const;

const regions = [
  { value: "us", label: "United States", description: "https://api.example.com" },
  { value: "eu", label: "European Union", description: "https://api.eu.example.com" },
  { value: "au", label: "Australia", description: "Not open yet", isDisabled: true },
];

const methods = [
  { value: "POST", label: "POST" },
  { value: "PUT", label: "PUT" },
  { value: "PATCH", label: "PATCH" },
];

export function ControlSection() {
  return (
    <>
      <Card title="Buttons">
        <div className="space-y-3">
          {variants.map((variant) => (
            <div key={variant} className="flex flex-wrap items-center gap-2">
              <Button variant={variant}>Save changes</Button>
              <Button variant={variant} icon={<Plus aria-hidden="true" />}>
                Add field
              </Button>
              <Button variant={variant} size="sm">
                Small
              </Button>
              <Button variant={variant} disabled>
                Disabled
              </Button>
              <Button variant={variant} isLoading>
                Save changes
              </Button>
              <IconButton variant={variant} label={`Remove (${variant})`}>
                <Trash2 aria-hidden="true" />
              </IconButton>
              <IconButton variant={variant} size="sm" label={`Remove, small (${variant})`}>
                <Trash2 aria-hidden="true" />
              </IconButton>
            </div>
          ))}
          <div className="flex flex-wrap items-center gap-2">
            <ButtonLink href="/kit">A link that looks like a button</ButtonLink>
            <CopyButton text="curl https://api.example.com" label="Copy cURL" />
            <CopyButton text="$list_id" label="Copy $list_id" isIconOnly />
          </div>
        </div>
      </Card>
      <TextFields />
      <Choices />
    </>
  );
}

function TextFields() {
  return (
    <Card title="Fields">
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2 lg:grid-cols-3">
        <Field label="Display name" isRequired help="2 to 60 characters, unique on the platform.">
          <Input placeholder="Acme Messaging" />
        </Field>
        <Field label="Variable" isRequired error="“api-key” has a dash. Use letters, digits and underscores.">
          <Input isMono start="$" defaultValue="api-key" />
        </Field>
        <Field label="Batch size" isOptional labelEnd="at most 10,000" help="Users in one call.">
          <Input inputMode="numeric" defaultValue="10000" end={<span className="pe-2">users</span>} />
        </Field>
        <Field label="Disabled">
          <Input disabled defaultValue="Cannot be changed" />
        </Field>
        <Field label="Read only">
          <Input readOnly isMono defaultValue="https://api.example.com/v1/lists" />
        </Field>
        <Field label="Search the catalog" isLabelHidden>
          <Input type="search" placeholder="Search destinations" start={<Search aria-hidden="true" />} />
        </Field>
        <Field label="Summary" labelEnd="34 of 160" help="One sentence for the tile.">
          <Textarea rows={2} defaultValue="Sends cohorts to Acme as audiences that stay up to date by themselves." />
        </Field>
        <Field label="Item template" error="The quote opened in line 1 is never closed.">
          <Textarea rows={2} isMono defaultValue={'"$user_id_field'} />
        </Field>
        <Field
          label="A label that is much longer than anybody would want it to be, in a field of ordinary width"
          help="Help may also take more than one line, when what has to be explained is really complicated."
        >
          <Input defaultValue="averyveryverylongvaluewithoutanyspacesthatdoesnotfitintothefieldatall" />
        </Field>
      </div>
    </Card>
  );
}

function Choices() {
  const [region, setRegion] = useState("eu");
  const [nothing, setNothing] = useState("");
  const [platform, setPlatform] = useState("ios");
  const [isSlugified, setIsSlugified] = useState(true);
  return (
    <Card title="Choices">
      <div className="grid gap-x-6 gap-y-4 md:grid-cols-2 lg:grid-cols-3">
        <Field label="Region" help="With a description of each choice.">
          <Select options={regions} value={region} onValueChange={setRegion} />
        </Field>
        <Field label="User property" isRequired error="Choose the property that holds the user’s ID.">
          <Select options={regions} value={nothing} onValueChange={setNothing} placeholder="Select user property…" />
        </Field>
        <Field label="Method (native)">
          <NativeSelect options={methods} defaultValue="POST" />
        </Field>
        <Field label="Disabled">
          <Select options={regions} value="us" onValueChange={() => {}} isDisabled />
        </Field>
        <Field label="Category (native)" error="Choose a category.">
          <NativeSelect options={regions} placeholder="Choose a category" />
        </Field>
        <Field label="Platform" isGroup help="A button group of real radio buttons.">
          <ButtonGroup
            value={platform}
            onValueChange={setPlatform}
            options={[
              { value: "ios", label: "iOS" },
              { value: "android", label: "Android" },
              { value: "web", label: "Web", isDisabled: true },
            ]}
          />
        </Field>
        <Field label="Kind" isGroup isRequired error="Choose one.">
          <ButtonGroup
            isFullWidth
            defaultValue=""
            options={[
              { value: "list", label: "List" },
              { value: "property", label: "Property" },
            ]}
          />
        </Field>
        <div className="space-y-2">
          <Checkbox label="Secret" defaultChecked help="Masked everywhere, sealed at rest." />
          <Checkbox label="Some of them" isIndeterminate />
          <Checkbox label="Not chosen" />
          <Checkbox label="Disabled" disabled />
          <Checkbox label="Disabled and chosen" disabled defaultChecked />
        </div>
        <div className="space-y-2">
          <Switch
            label="Slugify the cohort name"
            help="Saturday-s-cohort-he-llo"
            checked={isSlugified}
            onCheckedChange={setIsSlugified}
          />
          <Switch label="Off" />
          <Switch label="Disabled" disabled />
          <Switch label="Disabled and on" disabled defaultChecked />
        </div>
      </div>
    </Card>
  );
}
