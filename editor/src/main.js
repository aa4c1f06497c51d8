// Makes the text area of a query a better one, and draws answers. Pages work without this.
import { edit } from "./edit.js";
import { offerViews } from "./views.js";

const area = document.querySelector("textarea[name=query]");
if (area) edit(area);

const views = document.querySelector(".views");
const table = document.querySelector(".answer table");
if (views && table) offerViews(views, table);
