"use client";

import { Copy, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Menu, MenuCheckbox, MenuGroup, MenuItem, MenuLink, MenuSeparator } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { Sheet } from "@/components/ui/sheet";
import { Toaster, toast } from "@/components/ui/toast";
import { Tooltip } from "@/components/ui/tooltip";

export function OverlaySection() {
  const [isConfirming, setIsConfirming] = useState(false);
  return (
    <Card title="Overlays">
      <Toaster />
      <div className="flex flex-wrap gap-2">
        <Dialog trigger={<Button>Open dialog</Button>}>
          <DialogContent
            title="Connect to Acme Messaging"
            description="What you enter here is sealed and only used to call Acme."
            footer={
              <>
                <DialogClose />
                <Button variant="primary">Save</Button>
              </>
            }
          >
            <div className="space-y-4">
              <Field label="Name" isRequired>
                <Input placeholder="Production" />
              </Field>
              <Field label="API key" isRequired error="The key is empty. You find it in Acme under Settings, API.">
                <Input type="password" />
              </Field>
            </div>
          </DialogContent>
        </Dialog>
        <Button onClick={() => setIsConfirming(true)}>Open confirmation</Button>
        <ConfirmDialog
          isOpen={isConfirming}
          onOpenChange={setIsConfirming}
          title="Delete the field “Region”?"
          description="$region is used in two payloads, which will then have a problem. You can undo this."
          confirmLabel="Delete field"
          onConfirm={() => new Promise((resolve) => setTimeout(resolve, 1500))}
        />
        <Sheet trigger={<Button>Open sheet</Button>} title="Exchange" description="201 Created in 142 ms">
          The whole exchange.
        </Sheet>
        <Sheet side="bottom" trigger={<Button>Open bottom sheet</Button>} title="Preview">
          The setup modal on a phone.
        </Sheet>
        <OverflowMenu />
        <Popover trigger={<Button>Open popover</Button>} title="Where does this come from?">
          <p className="text-muted text-xs">The value of $api_key, entered in the setup modal.</p>
        </Popover>
        <Tooltip content="Copy as cURL" shortcut="mod+shift+c">
          <IconButton label="Copy as cURL" variant="secondary">
            <Copy aria-hidden="true" />
          </IconButton>
        </Tooltip>
        <Button onClick={() => toast.success("Field deleted", { action: { label: "Undo", onClick: () => {} } })}>
          Toast with undo
        </Button>
        <Button onClick={() => toast.error("Not saved", { description: "The server did not answer. We keep trying." })}>
          Toast an error
        </Button>
      </div>
    </Card>
  );
}

function OverflowMenu() {
  const [isWrapped, setIsWrapped] = useState(true);
  return (
    <Menu trigger={<Button>Open menu</Button>} align="start">
      <MenuItem icon={<Pencil aria-hidden="true" />} shortcut="mod+e" onSelect={() => {}}>
        Rename variable
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden="true" />} onSelect={() => {}}>
        Duplicate
      </MenuItem>
      <MenuLink href="/kit">Open the kit</MenuLink>
      <MenuSeparator />
      <MenuGroup label="View">
        <MenuCheckbox isChecked={isWrapped} onCheckedChange={setIsWrapped}>
          Wrap lines
        </MenuCheckbox>
        <MenuItem isDisabled onSelect={() => {}}>
          Compare
        </MenuItem>
      </MenuGroup>
      <MenuSeparator />
      <MenuItem tone="danger" icon={<Trash2 aria-hidden="true" />} onSelect={() => {}}>
        Delete
      </MenuItem>
    </Menu>
  );
}
