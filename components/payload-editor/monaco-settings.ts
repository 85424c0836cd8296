/** Settings for all editors of the page that are no options of one. */
import { StandaloneServices } from "monaco-editor/editor/standalone/browser/standaloneServices";
import { IConfigurationService } from "monaco-editor/platform/configuration/common/configuration";
import { IStorageService } from "monaco-editor/platform/storage/common/storage";

/** A panel beside the completion list needs room for both. */
const panelRoomMin = 640;
/** Monaco's scope and target for what is kept for the whole page, and no longer than it. */
const wholePage = { scope: 0, target: 0 };

export function settleMonaco(): void {
  // A heading among the fixes would be read out as one of them.
  void StandaloneServices.get(IConfigurationService).updateValues([["editor.codeActionWidget.showHeaders", false]]);
  // The panel beside the list says what a filter does, so it is open until somebody closes it (Control+Space).
  const hasRoom = window.innerWidth >= panelRoomMin;
  StandaloneServices.get(IStorageService).store("expandSuggestionDocs", hasRoom, wholePage.scope, wholePage.target);
}
