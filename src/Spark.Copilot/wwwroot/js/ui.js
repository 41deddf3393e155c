// What Razor can't do by itself: dialogs, the composer's keys, a log that follows its end, the clipboard.
export function openDialog(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  (dialog.querySelector('[data-first-focus]') ?? dialog).focus();
}

export function closeDialog(dialog) { if (dialog?.open) dialog.close(); }

// Enter on a focused button is a click too; money moves only by a pointer or by Space.
export function neverByEnter(scope) {
  scope.addEventListener('keydown', event => { if (event.key === 'Enter' && event.target.closest('[data-never-by-enter]')) event.preventDefault(); });
}

// Enter sends, Shift+Enter breaks the line, an unfinished composition is left alone; "/" jumps to the box.
export function composer(form, box) {
  const fit = () => { box.rows = Math.min(6, Math.max(2, box.value.split('\n').length)); };
  box.addEventListener('input', fit);
  box.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (box.value.trim()) { form.requestSubmit(); box.rows = 2; }
  });
  document.addEventListener('keydown', event => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '') || document.querySelector('dialog[open]');
    if (event.key === '/' && !typing && box.isConnected) { event.preventDefault(); box.focus(); }
  });
  if (box.value === '' && matchMedia('(min-width: 1100px)').matches && !document.querySelector('dialog[open]')) box.focus({ preventScroll: true });
}

// "?" lists the keys; neither it nor any other key alone sends anything.
let keysDialog;
export function keys(dialog) {
  const first = keysDialog === undefined;
  keysDialog = dialog;
  if (!first) return;
  const typing = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '') || document.querySelector('dialog[open]');
  document.addEventListener('keydown', event => { if (event.key === '?' && !typing()) { event.preventDefault(); openDialog(keysDialog); } });
  document.addEventListener('click', event => { if (event.target.closest('[data-keys-open]')) openDialog(keysDialog); });
}

// A card that something outside the chat has made: brought into view and under the keyboard, once it is drawn.
export function showCard(id, tries = 60) {
  const card = [...document.querySelectorAll('[data-card]')].findLast(one => one.dataset.card === id);
  if (!card) { if (tries > 0) requestAnimationFrame(() => showCard(id, tries - 1)); return; }
  card.scrollIntoView({ block: 'nearest' });
  card.focus({ preventScroll: true });
}

export function fill(box, text) {
  box.focus();
  box.setSelectionRange(text.length, text.length);
}

// New entries and streaming text stay in view unless the reader has scrolled up; a result that unfolds is brought into view where it is.
export function follow(list) {
  let pinned = true;
  list.addEventListener('scroll', () => { pinned = list.scrollHeight - list.scrollTop - list.clientHeight < 64; });
  new MutationObserver(changes => {
    const grown = changes.find(change => change.addedNodes.length > 0 && change.target !== list)?.target.closest?.('article');
    if (pinned && (list.ariaBusy === 'true' || changes.some(change => change.target === list))) list.scrollTop = list.scrollHeight;
    else if (grown && !grown.contains(document.activeElement?.closest('details'))) grown.scrollIntoView({ block: 'nearest' });
  }).observe(list, { childList: true, subtree: true, characterData: true });
}

// Entries come and go at both ends of a long log. For a pointer, what was looked at stays where it was; the keyboard stays in view: on its
// button, or, where that has gone, with the log at its end.
const places = new WeakMap();
export function mark(list) {
  const top = list.getBoundingClientRect().top;
  const seen = [...list.children].find(child => !child.matches('.more') && child.getBoundingClientRect().bottom > top);
  places.set(list, { seen, offset: seen?.getBoundingClientRect().top, byKey: list.contains(document.activeElement) && document.activeElement.matches(':focus-visible') });
}
export function hold(list, back) {
  const { seen, offset, byKey } = places.get(list) ?? {};
  if (seen?.isConnected) list.scrollTop += seen.getBoundingClientRect().top - offset;
  if (!byKey) return;
  if (!list.contains(document.activeElement)) list.focus({ preventScroll: true });
  list.scrollTop = back ? 0 : list.scrollHeight;
}
export function toEnd(list) { list.scrollTop = list.scrollHeight; }

export async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}

// For as long as the tab lives; a private window may refuse.
export function remember(key, value) { try { value ? sessionStorage.setItem(key, value) : sessionStorage.removeItem(key); } catch { /* not kept */ } }
export function recall(key) { try { return sessionStorage.getItem(key); } catch { return null; } }
