// What axe does not see. Each probe gives a list of complaints, empty when all is well.
const name = element => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "") +
  [...element.classList].map(word => "." + word).join("") + " “" + (element.innerText || element.value || "").trim().slice(0, 30) + "”";
// What lies in a closed <details> has boxes, too, but nobody sees it.
const isShown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible" && element.checkVisibility();
const shown = selector => [...document.querySelectorAll(selector)].filter(isShown);
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";

// A control together with its labels, since both can be tapped.
const target = element => {
  const boxes = [element, ...(element.labels || [])].filter(isShown).map(each => each.getBoundingClientRect());
  const side = (pick, edge) => pick(...boxes.map(box => box[edge]));
  return { width: side(Math.max, "right") - side(Math.min, "left"), height: side(Math.max, "bottom") - side(Math.min, "top") };
};

// Whether an element's edge can be told from the page when only system colours are left.
const hasEdge = element => {
  const style = getComputedStyle(element);
  return parseFloat(style.borderBlockStartWidth) >= 1 && style.borderBlockStartStyle !== "none" &&
    style.borderBlockStartColor !== getComputedStyle(document.body).backgroundColor;
};

// For the walk with Tab: which controls have had the focus. One radio stands for its group.
const stop = element => element.type === "radio" ? "radio " + element.name : element;

const probes = {
  overflow() {
    const page = document.documentElement;
    const isOutside = ({ left, right }) => left < -1 || right > page.clientWidth + 1;
    // A table may scroll in a box of its own that can be reached by Tab (WCAG 1.4.10 lets it).
    const outside = shown("body *:not(.sr-only, .sr-only *, [tabindex='0'] *)").filter(element => isOutside(element.getBoundingClientRect()));
    if (page.scrollWidth <= page.clientWidth && !outside.length) return [];
    return [`${page.scrollWidth} px wide in ${page.clientWidth}: ` + outside.slice(0, 3).map(name).join(", ")];
  },
  smallTargets() {
    const large = ".button, button, .option input, summary, input[type=text]";
    return shown(CONTROLS).filter(element => getComputedStyle(element).display !== "inline").flatMap(element => {
      const { width, height } = target(element), least = element.matches(large) ? 44 : 24;
      return width < least || height < least ? [`${name(element)} is ${width.toFixed()} by ${height.toFixed()} px`] : [];
    });
  },
  // WCAG 1.4.12: with more space between letters, words and lines nothing may be cut off.
  clippedText() {
    const spaced = new CSSStyleSheet();
    spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [spaced];
    const cut = shown("body *:not(.sr-only, .sr-only *, svg, svg *)").filter(element => {
      const { overflowX, overflowY } = getComputedStyle(element);
      return /hidden|clip/.test(overflowX + overflowY) && element.innerText?.trim() &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    });
    const complaints = [...cut.map(name), ...probes.overflow()];
    document.adoptedStyleSheets = [];
    return complaints;
  },
  outline() {
    const complaints = [], headings = document.querySelectorAll("h1").length;
    if (headings !== 1) complaints.push(`${headings} h1`);
    if (!document.documentElement.lang) complaints.push("no lang");
    if (!document.title.trim()) complaints.push("no title");
    if (document.querySelectorAll("main").length !== 1) complaints.push("not one main");
    for (const radio of document.querySelectorAll("input[type=radio], .option input")) {
      if (!radio.closest("fieldset")?.querySelector("legend")) complaints.push(`${name(radio)} has no legend`);
    }
    return complaints;
  },
  edges() {
    if (!matchMedia("(forced-colors: active)").matches) return ["forced colours are not on"];
    return shown(".button, button, .option, input[type=text], .card").filter(element => !hasEdge(element)).map(element => `${name(element)} has no edge`);
  },
  // Called after each Tab: complains about the element that has the focus.
  focus() {
    const element = document.activeElement;
    if (!element || element === document.body) return [];
    (window.stops ??= new Set()).add(stop(element));
    const complaints = [], style = getComputedStyle(element);
    // The first line of a link on several lines: the middle of all of them may belong to nothing.
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!ring) complaints.push(`${name(element)} shows no focus`);
    const inside = (value, size) => Math.min(size - 1, Math.max(0, value));
    const top = document.elementFromPoint(inside(box.left + box.width / 2, innerWidth), inside(box.top + box.height / 2, innerHeight));
    if (!top || !(element.contains(top) || [...(element.labels || [])].some(label => label.contains(top)))) complaints.push(`${name(element)} is covered by ${top && name(top)}`);
    return complaints;
  },
  unreached() {
    return shown(CONTROLS).filter(element => !window.stops?.has(stop(element))).map(element => `${name(element)} is not reached by Tab`);
  },
};
return probes[arguments[0]]();
