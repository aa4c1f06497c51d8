// Elements, without styles of their own: the page's policy allows none.

const NS = "http://www.w3.org/2000/svg";

/** Returns an element of SVG with its attributes and children; a text is a child too. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(NS, name), attributes, children);
}

/** Returns an element of HTML, likewise. */
export function html(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}
