// Starts what a page asks for: every [data-module] names one or more modules ("chart", "busy toast").
// The addresses stand in the page, so that each file is fetched by the hash of its contents.
export const addresses = JSON.parse(document.getElementById('modules').textContent);

async function start(element, name) {
  try {
    const module = await import(addresses[name]);
    await module.default(element, addresses);
  } catch (error) {
    // The page works without its scripts: say it to whoever looks, and leave the rest alone.
    console.error(`module ${name}`, error);
  }
}

export function boot(root = document) {
  for (const element of root.querySelectorAll('[data-module]')) {
    for (const name of element.dataset.module.split(/\s+/).filter(Boolean)) start(element, name);
  }
}

boot();
