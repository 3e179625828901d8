/** Keys of the search page: "/" to the box, arrows between box and results, Escape back. */

const SETTING = "archive-search-slash"; // in the browser's own storage: "off" when the reader switched "/" off

/** Joins the keys to the page: {input, combobox, results, clear(), slash: the checkbox that switches "/"}. */
export function listenToKeys({ section, input, combobox, results, clear, slash }) {
  slash.checked = stored() !== "off";
  slash.addEventListener("change", () => store(slash.checked ? "on" : "off"));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!slash.checked || takesText(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || combobox.key(event)) return;
    const [first] = results.links();
    if (event.key === "ArrowDown" && first) first.focus();
    else if (event.key === "Escape" && input.value) clear();
    else return;
    event.preventDefault();
  });

  section.addEventListener("keydown", (event) => {
    const links = results.links();
    const at = links.indexOf(event.target);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "ArrowDown") (links[at + 1] ?? results.more).focus();
    else if (event.key === "ArrowUp") (links[at - 1] ?? input).focus();
    else if (event.key === "Escape") input.focus();
    else return;
    event.preventDefault();
  });
}

function takesText(target) {
  return target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");
}

function stored() {
  try {
    return localStorage.getItem(SETTING);
  } catch {
    return null; // storage may be forbidden
  }
}

function store(value) {
  try {
    localStorage.setItem(SETTING, value);
  } catch {
    // it holds for this page then
  }
}
