// The batch's text stays in the browser until it is read as a stream; a file may be chosen or dropped on it.
export function watch(box, file, page, most) {
  let later = 0;
  const told = () => { clearTimeout(later); later = setTimeout(() => page.invokeMethodAsync('Changed').catch(() => { /* the page was closed */ }), 250); };
  const take = async chosen => {
    if (!chosen) return;
    if (chosen.size > most) { page.invokeMethodAsync('TooLarge'); return; }
    box.value = await chosen.text();
    told();
  };
  box.addEventListener('input', () => new Blob([box.value]).size > most ? page.invokeMethodAsync('TooLarge') : told());
  box.addEventListener('batch-put', told);
  file.addEventListener('change', () => { take(file.files[0]); file.value = ''; });
  for (const name of ['dragenter', 'dragover']) box.addEventListener(name, e => { if (!box.disabled && e.dataTransfer.types.includes('Files')) { e.preventDefault(); box.dataset.over = ''; } });
  for (const name of ['dragleave', 'drop']) box.addEventListener(name, () => { delete box.dataset.over; });
  box.addEventListener('drop', e => { if (!box.disabled && e.dataTransfer.files.length) { e.preventDefault(); take(e.dataTransfer.files[0]); } });
  box.dataset.ready = '';
  if (box.value) told();
}

export function read(box) { return new Blob([box.value]); }

export function put(box, text) {
  box.value = text;
  box.dispatchEvent(new Event('batch-put'));
}

export async function download(name, content) {
  const url = URL.createObjectURL(new Blob([await content.arrayBuffer()], { type: 'application/x-ndjson' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
