// Candles on top of the global `echarts`. No eval, no inline style strings; one paint per animation frame, none while hidden.
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const charts = new Map();

function whenReady() {
  if (globalThis.echarts) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.querySelector('script[data-echarts]');
    script.addEventListener('load', () => resolve(), { once: true });
    script.addEventListener('error', () => reject(new Error('The chart script did not load.')), { once: true });
  });
}

/** Draws candles oldest first: rows of {openTime, open, high, low, close, volume}. */
export async function candles(el, rows, options) {
  await whenReady();
  if (!el.isConnected) return;
  dispose(el);
  const chart = echarts.init(el, null, { renderer: 'canvas' });
  const c = { chart, el, options, rows: [...rows], marks: charts.get(el)?.marks ?? { orders: [], fills: [], canaries: [], entry: null }, dirty: false, count: 0 };
  c.resize = new ResizeObserver(() => chart.resize());
  c.resize.observe(el);
  charts.set(el, c);
  const all = whole(c);
  chart.setOption(all);
  tell(c, all);
  el.dataset.ready = '';
}

/** The same open time replaces the last bar; a newer one is appended. */
export function push(el, bar) {
  const c = charts.get(el);
  if (!c) return;
  const last = c.rows.at(-1);
  if (last && bar.openTime < last.openTime) return;
  if (last?.openTime === bar.openTime) c.rows[c.rows.length - 1] = bar;
  else { c.rows.push(bar); if (c.rows.length > c.options.max) c.rows.shift(); }
  el.dataset.updates = ++c.count;
  paint(c);
}

/** Own orders and the entry price as lines, own fills as arrows, canaries as diamonds. */
export function marks(el, marks) {
  const c = charts.get(el);
  if (!c) return;
  c.marks = marks;
  paint(c);
}

export function dispose(el) {
  const c = charts.get(el);
  if (!c) return;
  c.resize.disconnect();
  c.chart.dispose();
  charts.delete(el);
}

function paint(c) {
  if (c.dirty || document.hidden) return;
  c.dirty = true;
  requestAnimationFrame(() => { c.dirty = false; if (!charts.has(c.el)) return; const now = moving(c); c.chart.setOption(now); tell(c, now); });
}

// How many own marks stand on the chart as it was drawn last.
function tell(c, drawn) {
  const [bars, , fills, canaries] = drawn.series;
  const orders = bars.markLine.data.filter(line => line.mark === 'order').length, entry = bars.markLine.data.filter(line => line.mark === 'entry').length;
  c.el.dataset.marks = `entry:${entry} orders:${orders} fills:${fills.data.length} canaries:${canaries.data.length}`;
}

const label = (c, time) => c.options.byDay
  ? new Date(time).toLocaleDateString(c.options.lang, { month: 'short', day: 'numeric' })
  : new Date(time).toLocaleTimeString(c.options.lang, { hour: '2-digit', minute: '2-digit', hour12: false });

const digits = price => price >= 1000 ? 1 : price >= 10 ? 2 : 4;
const number = (c, value) => Number(value).toLocaleString(c.options.lang, { minimumFractionDigits: digits(value), maximumFractionDigits: digits(value) });

function moving(c) {
  const rows = c.rows, up = css('--up'), down = css('--down');
  return {
    xAxis: [{ data: rows.map(r => r.openTime) }, { data: rows.map(r => r.openTime) }],
    series: [
      { data: rows.map(r => [r.open, r.close, r.low, r.high]), markLine: lines(c) },
      { data: rows.map(r => ({ value: r.volume, itemStyle: { color: r.close >= r.open ? up : down } })) },
      { data: arrows(c) },
      { data: diamonds(c) },
    ],
  };
}

function lines(c) {
  const last = c.rows.at(-1), tag = (value, color, name, side, mark) => ({
    yAxis: value, name, mark,
    lineStyle: { color, type: side ? 'dotted' : 'dashed', width: 1 },
    label: { position: side ? 'insideStartTop' : 'end', formatter: side ? name : number(c, value), color: side ? color : css('--on-tag'), backgroundColor: side ? 'transparent' : color, padding: side ? 0 : [3, 5], borderRadius: 3, fontSize: 11, distance: side ? 4 : 0 },
  });
  const data = [];
  if (last) data.push(tag(last.close, css(last.close >= last.open ? '--up' : '--down'), 'last', false));
  if (c.marks.entry) data.push(tag(c.marks.entry.price, css('--accent'), c.marks.entry.label, true, 'entry'));
  for (const order of c.marks.orders) data.push(tag(order.price, css(order.buy ? '--up' : '--down'), order.label, true, 'order'));
  return { symbol: 'none', silent: true, animation: false, data };
}

const onBars = (c, marks) => marks.map(mark => ({ mark, bar: c.rows.findLast(r => r.openTime <= mark.time) })).filter(x => x.bar);

// A canary without a price stands where the market was.
function diamonds(c) {
  return onBars(c, c.marks.canaries).map(({ mark, bar }) => ({
    value: [String(bar.openTime), mark.price ?? bar.close],
    itemStyle: { color: mark.passed ? css('--accent') : css('--surface-1'), borderColor: css(mark.passed ? '--surface-1' : '--bad'), borderWidth: mark.passed ? 1 : 2 },
  }));
}

function arrows(c) {
  return onBars(c, c.marks.fills)
    .map(({ mark: fill, bar }) => ({
      value: [String(bar.openTime), fill.price], symbolRotate: fill.buy ? 0 : 180, symbolOffset: [0, fill.buy ? 10 : -10],
      itemStyle: { color: css(fill.buy ? '--up' : '--down'), borderColor: css('--surface-1'), borderWidth: 1 },
    }));
}

function whole(c) {
  const grey = css('--text-2'), soft = css('--line-soft'), up = css('--up'), down = css('--down');
  const axis = { type: 'category', boundaryGap: true, axisLine: { lineStyle: { color: soft } }, axisTick: { show: false } };
  const live = moving(c);
  const zoom = Math.max(0, 100 - 100 * Math.min(1, 90 / Math.max(1, c.rows.length)));
  return {
    animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: css('--font-ui'), color: grey },
    grid: [{ left: 12, right: 70, top: 30, height: '64%' }, { left: 12, right: 70, top: '79%', bottom: 24 }],
    axisPointer: { link: [{ xAxisIndex: 'all' }], label: { backgroundColor: css('--surface-3'), color: css('--text-1') }, lineStyle: { color: grey } },
    tooltip: {
      trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'cross' }, backgroundColor: css('--surface-3'), borderColor: css('--line'), padding: 10,
      textStyle: { color: css('--text-1'), fontSize: 12 }, confine: true,
      formatter: at => {
        const r = c.rows[at[0]?.dataIndex];
        if (!r) return '';
        const own = [[c.marks.fills, m => m.buy ? '▲' : '▼'], [c.marks.canaries, () => '◆']]
          .flatMap(([marks, sign]) => onBars(c, marks).filter(x => x.bar === r).slice(0, 5).map(x => `${sign(x.mark)} ${x.mark.label}`));
        const prices = c.options.words.map((w, i) => `${w} ${number(c, [r.open, r.high, r.low, r.close][i])}`);
        return [new Date(r.openTime).toLocaleString(c.options.lang), ...prices, ...own].join('\n');
      },
    },
    xAxis: [
      { ...axis, ...live.xAxis[0], axisLabel: { show: false }, axisPointer: { label: { show: false } } },
      { ...axis, ...live.xAxis[1], gridIndex: 1, axisLabel: { color: grey, fontSize: 11, hideOverlap: true, formatter: t => label(c, Number(t)) }, axisPointer: { label: { formatter: p => label(c, Number(p.value)) } } },
    ],
    yAxis: [
      { scale: true, position: 'right', splitNumber: 5, splitLine: { lineStyle: { color: soft } }, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: grey, fontSize: 11, formatter: v => number(c, v) }, axisPointer: { label: { formatter: p => number(c, p.value) } } },
      { gridIndex: 1, splitNumber: 1, axisLabel: { show: false }, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false }, axisPointer: { label: { show: false } } },
    ],
    dataZoom: [{ type: 'inside', xAxisIndex: [0, 1], start: zoom, end: 100, minValueSpan: 20 }],
    series: [
      { type: 'candlestick', itemStyle: { color: up, borderColor: up, color0: down, borderColor0: down }, barMaxWidth: 12, ...live.series[0] },
      { type: 'bar', xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 12, itemStyle: { opacity: .45 }, ...live.series[1] },
      { type: 'scatter', symbol: 'triangle', symbolSize: 12, z: 6, ...live.series[2] },
      { type: 'scatter', symbol: 'diamond', symbolSize: 12, z: 7, ...live.series[3] },
    ],
  };
}

addEventListener('spark-theme', () => { for (const c of charts.values()) c.chart.setOption(whole(c)); });
document.addEventListener('visibilitychange', () => { if (!document.hidden) for (const c of charts.values()) paint(c); });
