/** Monaco's theme, drawn from the page's own tokens, so the two cannot drift apart. */
import type * as Monaco from "monaco-editor/editor/editor.api";

export const editorThemeName = "landfall";

const darkQuery = "(prefers-color-scheme: dark)";
const forcedQuery = "(forced-colors: active)";

/** Defines the theme, and anew whenever the page changes between light and dark. */
export function followTheme(monaco: typeof Monaco): void {
  const define = () => defineTheme(monaco);
  define();
  new MutationObserver(define).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  for (const query of [darkQuery, forcedQuery]) matchMedia(query).addEventListener("change", define);
}

/** The minifier writes `#ffffff` as `#fff`, which Monaco refuses as a token's colour. */
function sixDigits(color: string): string {
  return color.replace(/^#([\da-f])([\da-f])([\da-f])$/i, "#$1$1$2$2$3$3");
}

function defineTheme(monaco: typeof Monaco): void {
  if (matchMedia(forcedQuery).matches) {
    // Somebody who has chosen the colours of the whole system gets Monaco's own theme for that.
    const base = matchMedia(darkQuery).matches ? "hc-black" : "hc-light";
    monaco.editor.defineTheme(editorThemeName, { base, inherit: true, rules: [], colors: {} });
    return;
  }
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => sixDigits(style.getPropertyValue(`--${name}`).trim());
  const bare = (name: string) => token(name).replace("#", "");
  const isDark = style.colorScheme.includes("dark") && !style.colorScheme.includes("light");
  monaco.editor.defineTheme(editorThemeName, {
    base: isDark ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: bare("ink") },
      { token: "variable", foreground: bare("syntax-variable"), fontStyle: "bold" },
      { token: "filter", foreground: bare("syntax-keyword") },
      { token: "string.key", foreground: bare("syntax-key") },
      { token: "string", foreground: bare("syntax-string") },
      { token: "string.escape", foreground: bare("syntax-number") },
      { token: "number", foreground: bare("syntax-number") },
      { token: "keyword", foreground: bare("syntax-keyword") },
      { token: "delimiter", foreground: bare("muted") },
    ],
    colors: { ...textColors(token), ...popupColors(token) },
  });
}

type ReadToken = (name: string) => string;

function textColors(token: ReadToken): Monaco.editor.IColors {
  return {
    "editor.background": token("surface"),
    "editor.foreground": token("ink"),
    "editor.placeholder.foreground": token("faint"),
    "editorLineNumber.foreground": token("faint"),
    "editorLineNumber.activeForeground": token("ink"),
    "editor.lineHighlightBorder": token("sunken"),
    "editorCursor.foreground": token("accent"),
    "editor.selectionBackground": token("selected"),
    "editor.wordHighlightBackground": `${token("accent")}26`,
    "editor.wordHighlightTextBackground": `${token("accent")}26`,
    "editorBracketMatch.background": token("accent-soft"),
    "editorBracketMatch.border": token("accent-line"),
    "editorIndentGuide.background1": token("line"),
    "editorIndentGuide.activeBackground1": token("line-strong"),
    "editorError.foreground": token("danger"),
    "editorWarning.foreground": token("warning"),
    "editorInfo.foreground": token("info"),
    "editorLightBulb.foreground": token("warning"),
    "editorLightBulbAutoFix.foreground": token("accent"),
    "editorUnicodeHighlight.border": token("warning"),
    "scrollbarSlider.background": `${token("control")}55`,
    "editorGutter.foldingControlForeground": token("muted"),
    "editor.foldBackground": `${token("accent")}14`,
    focusBorder: token("ring"),
  };
}

function popupColors(token: ReadToken): Monaco.editor.IColors {
  return {
    "editorWidget.background": token("raised"),
    "editorWidget.foreground": token("ink"),
    "editorWidget.border": token("line-strong"),
    "editorSuggestWidget.background": token("raised"),
    "editorSuggestWidget.border": token("line-strong"),
    "editorSuggestWidget.foreground": token("ink"),
    "editorSuggestWidget.selectedBackground": token("selected"),
    "editorSuggestWidget.selectedForeground": token("ink"),
    "editorSuggestWidget.selectedIconForeground": token("accent-ink"),
    "editorSuggestWidget.highlightForeground": token("accent-ink"),
    "editorSuggestWidget.focusHighlightForeground": token("accent-ink"),
    "editorHoverWidget.background": token("raised"),
    "editorHoverWidget.foreground": token("ink"),
    "editorHoverWidget.border": token("line-strong"),
    "editorHoverWidget.statusBarBackground": token("sunken"),
    "editorActionList.background": token("raised"),
    "editorActionList.foreground": token("ink"),
    "editorActionList.focusBackground": token("selected"),
    "editorActionList.focusForeground": token("ink"),
    "editorMarkerNavigation.background": token("raised"),
    "editorMarkerNavigationError.background": token("danger"),
    "editorMarkerNavigationError.headerBackground": token("danger-soft"),
    "editorMarkerNavigationWarning.background": token("warning"),
    "editorMarkerNavigationWarning.headerBackground": token("warning-soft"),
    "editorMarkerNavigationInfo.background": token("info"),
    "editorMarkerNavigationInfo.headerBackground": token("info-soft"),
    "menu.background": token("raised"),
    "menu.foreground": token("ink"),
    "menu.selectionBackground": token("selected"),
    "menu.selectionForeground": token("ink"),
    "menu.border": token("line-strong"),
    "menu.separatorBackground": token("line"),
    "list.hoverBackground": token("hover"),
    "list.hoverForeground": token("ink"),
    "textLink.foreground": token("accent-ink"),
    "textLink.activeForeground": token("accent-ink"),
    "textCodeBlock.background": token("sunken"),
    "symbolIcon.variableForeground": token("syntax-variable"),
    "symbolIcon.constantForeground": token("syntax-keyword"),
    "symbolIcon.propertyForeground": token("syntax-variable"),
    "symbolIcon.functionForeground": token("syntax-keyword"),
    "symbolIcon.valueForeground": token("syntax-string"),
    "symbolIcon.eventForeground": token("warning"),
  };
}
