// Classic script in <head>: the theme is there before the first paint. Also wires the switch, with or without a circuit.
(() => {
  const root = document.documentElement;
  const remembered = () => { try { return localStorage.getItem('spark-theme'); } catch { return null; } };
  const apply = theme => { root.dataset.theme = theme; };
  apply(remembered() || (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'));
  addEventListener('click', event => {
    if (!event.target.closest?.('[data-theme-switch]')) return;
    const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
    apply(next);
    try { localStorage.setItem('spark-theme', next); } catch { /* a private window: it lasts for this visit */ }
    dispatchEvent(new Event('spark-theme'));
  });
})();
