// The editor of flows: found by its text area, which stays what is sent. Every page works without.
import { opened } from "./editor.js";

for (const area of document.querySelectorAll("textarea[data-editor]")) opened(area);
