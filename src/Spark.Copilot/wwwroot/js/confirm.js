// The confirmation page: countdown, and the button that stays off until the word is typed. The server checks all of it again.
import { neverByEnter } from './ui.js';

const sheet = document.querySelector('[data-confirm-page]');
if (sheet) {
  const left = sheet.querySelector('[data-left]');
  const said = sheet.querySelector('[data-said]');
  const button = sheet.querySelector('[data-confirm-button]');
  const word = sheet.querySelector('[data-word]');
  const expired = sheet.querySelector('[data-expired]');
  // Seconds from the server's clock, counted on with ours.
  const ends = performance.now() + Number(sheet.dataset.secondsLeft) * 1000;
  const allowed = button && !button.disabled;
  let over = false;

  const judge = () => { if (button) button.disabled = !allowed || over || (word && word.value.trim() !== word.dataset.word); };
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    if (left) left.textContent = seconds;
    if (said && [60, 30, 10].includes(seconds)) said.textContent = said.dataset.text.replace('{0}', seconds);
    if (seconds > 0) return setTimeout(tick, 250);
    over = true;
    sheet.dataset.over = '';
    if (expired) expired.hidden = false;
    judge();
  };
  word?.addEventListener('input', judge);
  button?.form?.addEventListener('submit', () => { setTimeout(() => { button.disabled = true; }); });
  neverByEnter(sheet);
  judge();
  tick();
}
